import { matchesGlob } from "node:path";
import { isOn, PERMISSION_KEYS, VALUE_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import { someOf } from "../model/names.ts";
import { quote, say, type Told } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import { type DeclaredUser, type Origin, originOf } from "../model/roster.ts";
import type { FilePolicy } from "../model/settings.ts";
import type { LoginId } from "../model/user.ts";
import { placesOf, together } from "./groups.ts";
import type { RosterPolicy } from "./policy.ts";
import { refusal } from "./refusal.ts";
import { speakerOf, valueText } from "./said-by.ts";

/** What the people of a file may be given; of the rules in `policy.files` the first that matches the file decides. */
export function filePolicies({ settings, declared }: RosterPolicy): readonly Problem[] {
  const { files } = settings.policy;
  if (files.length === 0) return [];
  const ruleOf = rulesByFile(files);
  const found = declared.flatMap((user) => violations(user, ruleOf(user.place.file)));
  return together(found, ({ file, key, value, source }) => [file, key, value, source].join("\0")).map(tell);
}

interface Rule {
  readonly match: string;
  /** The only fields that it may forbid anything of. */
  readonly keys: readonly ValueKey[];
  readonly forbids: (key: ValueKey, value: Value) => boolean;
}

/** Thousands of people have the same few values, so each value is judged once. */
function remembering(forbids: Rule["forbids"]): Rule["forbids"] {
  const known = new Map<ValueKey, Map<Value, boolean>>();
  return (key, value) => {
    const ofKey = known.get(key) ?? new Map<Value, boolean>();
    const verdict = ofKey.get(value) ?? forbids(key, value);
    known.set(key, ofKey.set(value, verdict));
    return verdict;
  };
}

/** Looked up once a file, not once a person. */
function rulesByFile(files: readonly FilePolicy[]): (file: string) => Rule | undefined {
  const rules = files.map(ruleFor);
  const known = new Map<string, Rule | undefined>();
  return (file) => {
    if (!known.has(file)) {
      known.set(
        file,
        rules.find(({ match }) => matchesGlob(file, match)),
      );
    }
    return known.get(file);
  };
}

/** A field that is named counts before `*`: `deny: ["*"]` forbids what `allow` does not name, and the other way round. */
function ruleFor({ match, allow, deny }: FilePolicy): Rule {
  const [allowed, denied] = [new Set(allow), new Set(deny)];
  const closed = denied.has("*") || (allowed.size > 0 && !allowed.has("*"));
  const named = new Set(deny.map((rule) => rule.split("=")[0]));
  return {
    match,
    keys: VALUE_KEYS.filter((key) => named.has(key) || (closed && PERMISSIONS.has(key))),
    forbids: remembering((key, value) => {
      if (denied.has(`${key}=${String(value)}`)) return true;
      if (!isOn(value)) return false;
      return denied.has(key) || (closed && !allowed.has(key) && !allowed.has(`${key}=${String(value)}`));
    }),
  };
}

const PERMISSIONS: ReadonlySet<ValueKey> = new Set(PERMISSION_KEYS);

interface Violation {
  readonly loginId: LoginId;
  readonly file: string;
  readonly key: ValueKey;
  readonly value: string;
  readonly match: string;
  readonly source: Told;
  readonly place: Place;
}

function violations(user: DeclaredUser, rule: Rule | undefined): readonly Violation[] {
  const found: Violation[] = [];
  if (rule === undefined) return found;
  for (const key of rule.keys) {
    const value = user.values[key];
    if (value !== undefined && rule.forbids(key, value)) found.push(violation(user, rule.match, key, value));
  }
  return found;
}

function violation(user: DeclaredUser, match: string, key: ValueKey, value: Value): Violation {
  const origin = originOf(user, key);
  const { loginId, place } = user;
  const at = ownPlace(origin) ?? place;
  return { loginId, file: place.file, key, value: valueText(value), match, source: sourceOf(origin), place: at };
}

/** Behind the sentence, where it was not the person's own entry. */
function sourceOf(origin: Origin | undefined): Told {
  const speaker = speakerOf(origin);
  return speaker === undefined ? quote("") : say(", said {speaker}", { speaker });
}

/** Where the person's own entry says it. */
function ownPlace(origin: Origin | undefined): Place | undefined {
  return origin?.layer === "user" ? origin.place : undefined;
}

function tell(found: readonly [Violation, ...Violation[]]): Problem {
  const [{ file, key, value, match, source }] = found;
  return refusal("file-policy", { file, key, value, who: someOf(found), match, source }, placesOf(found));
}
