import { choicesOf, fieldOf, isFieldKey, VALUE_KEYS } from "../../model/fields.ts";
import { say, type Told } from "../../model/phrases.ts";
import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { isPostQuantum, isRecipient } from "../../model/recipient.ts";
import { HIGHEST_LIMITS } from "../../model/settings.ts";
import type { ConfigContent } from "../contents.ts";
import { type Document, placeIn } from "../document.ts";
import { millisecondsOf } from "../duration.ts";
import { bytesOf, sizeText } from "../size.ts";
import { nearest, suggestion } from "../suggest.ts";

type Config = Document<ConfigContent>;

/** What the shape of `meibo.yaml` does not say: forms of text, and keys that need each other. */
export function checkSettings(config: Config): readonly Problem[] {
  return [
    ...checkTexts(config),
    ...checkVariables(config),
    ...checkAddresses(config),
    ...checkSources(config),
    ...checkPatterns(config),
    ...checkPools(config),
    ...checkRecipients(config),
    ...checkPolicy(config),
    ...checkMissing(config),
  ];
}

function at(config: Config, ...path: readonly string[]): { readonly place: Place } {
  return { place: placeIn(config, config.value, ...path) };
}

const TENANT = {
  form: /^[a-z0-9][a-z0-9-]*$/,
  expected: say("small letters, digits and -"),
  hint: say("such as {example}", { example: "aoba" }),
};
const REF = {
  form: /^refs\/[^\s~^:?*[\\]+$/,
  expected: say("a ref"),
  hint: say("such as {example}", { example: "refs/meibo/aoba" }),
};
const DURATION = { expected: say("a time with its unit"), hint: say("such as 30s, 5m or 2h") };

function checkTexts(config: Config): readonly Problem[] {
  const { tenant, state, apply, sources } = config.value;
  const wrong = (got: string, path: readonly string[], said: { readonly expected: Told; readonly hint: Told }) => {
    const { expected, hint } = said;
    return problem("wrong-shape", { key: path.join("."), expected, got, hint }, at(config, ...path));
  };
  const found: Problem[] = [];
  if (!TENANT.form.test(tenant)) found.push(wrong(tenant, ["tenant"], TENANT));
  if (state?.ref !== undefined && !REF.form.test(state.ref)) found.push(wrong(state.ref, ["state", "ref"], REF));
  for (const key of ["settle", "waitForCreate"] as const) {
    const time = apply?.[key];
    if (time !== undefined && millisecondsOf(time) === undefined) found.push(wrong(time, ["apply", key], DURATION));
  }
  for (const key of ["fileSize", "totalSize"] as const) {
    const size = sources?.limits?.[key];
    const said = size === undefined ? undefined : sizeFault(size, HIGHEST_LIMITS[key]);
    if (size !== undefined && said !== undefined) found.push(wrong(size, ["sources", "limits", key], said));
  }
  return found;
}

function sizeFault(size: string, highest: number) {
  const bytes = bytesOf(size);
  const most = sizeText(highest);
  if (bytes === undefined) {
    return { expected: say("a size with its unit"), hint: say("such as 500KiB or {most}", { most }) };
  }
  if (bytes === 0) {
    return { expected: say("more than nothing"), hint: say("take the key out if the usual limit will do") };
  }
  if (bytes <= highest) return undefined;
  return {
    expected: say("at most {most}", { most }),
    hint: say("this limit can be lowered, not raised; split files that are larger"),
  };
}

/** Whoever writes something else than a name may have written the secret itself, so it is not repeated. */
function checkVariables(config: Config): readonly Problem[] {
  const { connector, state, notify } = config.value;
  const names: readonly (readonly [path: readonly string[], name: string | undefined])[] = [
    [["connector", "http", "tokenEnv"], connector?.http?.tokenEnv],
    [["connector", "browser", "userEnv"], connector?.browser?.userEnv],
    [["connector", "browser", "passwordEnv"], connector?.browser?.passwordEnv],
    [["state", "urlEnv"], state?.urlEnv],
    [["notify", "slack", "webhookEnv"], notify?.slack?.webhookEnv],
  ];
  return names.flatMap(([path, name]) => {
    if (name === undefined || /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) return [];
    return [problem("secret-in-config", { key: path.join(".") }, at(config, ...path))];
  });
}

/** Tokens and passwords travel to these addresses: encrypted, or not further than this machine. */
function checkAddresses(config: Config): readonly Problem[] {
  const { http, browser } = config.value.connector ?? {};
  return [
    ...checkAddress(config, "http", http?.url),
    ...checkAddress(config, "browser", browser?.url),
    ...checkProxy(config, http?.proxy),
  ];
}

function checkAddress(config: Config, section: string, text: string | undefined): readonly Problem[] {
  if (text === undefined) return [];
  const key = `connector.${section}.url`;
  const where = at(config, "connector", section, "url");
  if (mayHoldPassword(text)) return [problem("secret-in-config", { key }, where)];
  const url = URL.parse(text);
  if (url !== null && (url.protocol === "https:" || (url.protocol === "http:" && isLocal(url.hostname)))) return [];
  const expected = say("an https:// address");
  const hint = say("http:// is only for this machine: 127.0.0.1, [::1] or localhost");
  return [problem("wrong-shape", { key, expected, got: text, hint }, where)];
}

function checkProxy(config: Config, text: string | undefined): readonly Problem[] {
  if (text === undefined) return [];
  const key = "connector.http.proxy";
  const where = at(config, "connector", "http", "proxy");
  if (mayHoldPassword(text)) return [problem("secret-in-config", { key }, where)];
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return [];
  const expected = say("an http:// or https:// address");
  const hint = say("write scheme, host and port, such as http://proxy.example:3128");
  return [problem("wrong-shape", { key, expected, got: text, hint }, where)];
}

/** A name and a password end in `@`, in whatever spelling; looked for before any of it is repeated. */
function mayHoldPassword(text: string): boolean {
  return /@|%40/i.test(text.normalize("NFKC"));
}

function isLocal(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function checkSources(config: Config): readonly Problem[] {
  const { users = [], roles = [], facts = [], approvals } = config.value.sources ?? {};
  const lists = Object.entries({ users, roles, facts });
  const patterns = lists.flatMap(([key, all]) =>
    all.map((pattern, index) => ({ path: [key, String(index)], pattern })),
  );
  const all = approvals === undefined ? patterns : [...patterns, { path: ["approvals"], pattern: approvals }];
  return all.flatMap(({ path, pattern }) => {
    const where = at(config, "sources", ...path);
    if (isWild(pattern)) return [wildPattern(`sources.${path[0]}`, pattern, where)];
    return leadsOut(pattern) ? [problem("pattern-outside", { pattern }, where)] : [];
  });
}

/** Patterns of everything else that a path is held against. */
function checkPatterns(config: Config): readonly Problem[] {
  const { sources, policy } = config.value;
  const encodings = Object.keys(sources?.encoding ?? {}).filter(isWild);
  const files = (policy?.files ?? []).filter(({ match }) => isWild(match));
  const required = (policy?.roles?.requireFor ?? []).flatMap((pattern, index) =>
    isWild(pattern) ? [{ pattern, index }] : [],
  );
  return [
    ...encodings.map((glob) => wildPattern("sources.encoding", glob, at(config, "sources", "encoding"))),
    ...files.map((file) => wildPattern("policy.files.match", file.match, { place: placeIn(config, file, "match") })),
    ...required.map(({ pattern, index }) =>
      wildPattern("policy.roles.requireFor", pattern, at(config, "policy", "roles", "requireFor", String(index))),
    ),
  ];
}

function wildPattern(key: string, pattern: string, where: { readonly place: Place }): Problem {
  const expected = say("a path with a few signs such as * and {a,b}");
  return problem("wrong-shape", { key, expected, got: pattern, hint: say("write several simple patterns") }, where);
}

/** Each pair of braces doubles the work and stars in a row multiply it; such a pattern is never searched for. */
export function isWild(pattern: string): boolean {
  if (pattern.length > 256 || countOf(pattern, /[{(]/g) > 3 || countOf(pattern, /\(/g) > 1) return true;
  return pattern.split("/").some((part) => countOf(part, /\*+/g) > 3) || countOf(pattern, /\*\*/g) > 3;
}

function countOf(text: string, form: RegExp): number {
  return text.match(form)?.length ?? 0;
}

/** Such a pattern is never searched for. */
export function leadsOut(pattern: string): boolean {
  return /^[/~]|^[A-Za-z]:|\\|\0/.test(pattern) || pattern.split("/").includes("..");
}

function checkPools(config: Config): readonly Problem[] {
  return Object.entries(config.value.extensionPools ?? {}).flatMap(([pool, ranges]) =>
    ranges.flatMap((range, index) => {
      if (isRange(range)) return [];
      return [problem("pool-format", { range }, at(config, "extensionPools", pool, String(index)))];
    }),
  );
}

function isRange(text: string): boolean {
  const [, first, last = first] = /^(\d{3,6})(?:-(\d{3,6}))?$/.exec(text) ?? [];
  return first !== undefined && last !== undefined && first.length === last.length && first <= last;
}

function checkRecipients(config: Config): readonly Problem[] {
  const recipients = config.value.passwords?.ageRecipients ?? [];
  const wrong = recipients.flatMap((recipient, index) => recipientFault(config, recipient, index) ?? []);
  const weak = recipients.findIndex((recipient) => !isPostQuantum(recipient));
  if (wrong.length > 0 || weak === -1 || !recipients.some(isPostQuantum)) return wrong;
  const expected = say("a post-quantum key (age1pq1…), like others in the list");
  const hint = say(
    "one other key would undo what these are for; age-keygen -pq makes such a key for everybody in the list",
  );
  return [wrongRecipient(config, weak, expected, recipients[weak] ?? "", hint)];
}

function recipientFault(config: Config, recipient: string, index: number): Problem | undefined {
  const where = at(config, "passwords", "ageRecipients", String(index));
  if (/SECRET|PRIVATE/i.test(recipient)) return problem("secret-in-config", { key: RECIPIENTS }, where);
  if (!/^age1[a-z0-9]+$/.test(recipient)) {
    const hint = say("age-keygen prints it after public key:");
    return wrongRecipient(config, index, say("a public key that begins with age1"), recipient, hint);
  }
  if (isRecipient(recipient)) return undefined;
  const hint = say(
    "copy it again from the line of age-keygen that begins with public key:; keys of plugins are not known",
  );
  return wrongRecipient(config, index, say("a whole public key of age (age1…, age1pq1…)"), recipient, hint);
}

const RECIPIENTS = "passwords.ageRecipients";
/** A post-quantum key has two thousand characters. */
const LONGEST_KEY = 64;

function wrongRecipient(config: Config, index: number, expected: Told, recipient: string, hint: Told): Problem {
  const got = recipient.length > LONGEST_KEY ? `${recipient.slice(0, LONGEST_KEY)}…` : recipient;
  const where = at(config, "passwords", "ageRecipients", String(index));
  return problem("wrong-shape", { key: RECIPIENTS, expected, got, hint }, where);
}

/** `*`, a field, or a field with a value, such as `meetings.createExternalLink=all`. */
function checkPolicy(config: Config): readonly Problem[] {
  return (config.value.policy?.files ?? []).flatMap((file) =>
    (["allow", "deny"] as const).flatMap((list) =>
      (file[list] ?? []).flatMap((rule, index) => {
        const hint = ruleFault(rule);
        if (hint === undefined) return [];
        const args = { value: rule, key: `policy.files.${list}`, hint };
        return [problem("value-unknown", args, { place: placeIn(config, file, list, String(index)) })];
      }),
    ),
  );
}

/** A rule that can never match would let through what it was written to stop. */
function ruleFault(rule: string): Told | undefined {
  const [key = "", ...rest] = rule.split("=");
  if (rule === "*") return undefined;
  if (!isFieldKey(key) || key === "loginId") return suggestion(key, VALUE_KEYS, "fields");
  const choices = choicesOf(fieldOf(key).type)?.map(String);
  if (rest.length === 0 || choices === undefined || choices.includes(rest.join("="))) return undefined;
  const near = nearest(rest.join("="), choices);
  if (near !== undefined) return say("did you mean {words}?", { words: near });
  return say("values of {key}: {words}", { key, words: choices.join(", ") });
}

function checkMissing(config: Config): readonly Problem[] {
  const { connector, state, passwords } = config.value;
  const missing = (key: string, hint: Told, ...path: readonly string[]) =>
    problem("missing-key", { key, hint }, at(config, ...path));
  const kind = connector?.kind;
  const found: Problem[] = [];
  if ((kind === "http" || kind === "browser") && connector?.[kind] === undefined) {
    const hint = say("write {kind}: { url: … } under connector", { kind });
    found.push(missing(`connector.${kind}`, hint, "connector", "kind"));
  }
  if (state?.kind === "postgres" && state.urlEnv === undefined) {
    const hint = say("name the variable that holds the address of the database");
    found.push(missing("state.urlEnv", hint, "state", "kind"));
  }
  if (passwords?.deliver === "age" && (passwords.ageRecipients ?? []).length === 0) {
    const hint = say("name who may open the passwords");
    found.push(missing("passwords.ageRecipients", hint, "passwords", "deliver"));
  }
  return found;
}
