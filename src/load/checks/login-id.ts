import { say, type Told } from "../../model/phrases.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import type { LoginId } from "../../model/user.ts";
import type { Entry } from "../entry.ts";
import { later } from "../later.ts";

const LONGEST = 128;
const UNUSUAL = 64;

/** Form, case, length and domain of the Login ID, and the form of former ones. Source: docs/miitel.md, "Login IDs". */
export function checkLoginId(entry: Entry, settings: Settings): readonly Problem[] {
  const { loginId, previousLoginIds } = entry;
  const form = formOf(loginId, () => later(entry, "loginId"));
  const former = previousLoginIds.flatMap((id, index) => formOf(id, () => later(entry, `previousLoginIds.${index}`)));
  if (form.length > 0) return [...form, ...former];
  return [...former, ...habitsOf(entry), ...domainOf(entry, settings)];
}

/** An error if this is no Login ID; `place` is only asked for then. */
export function formOf(loginId: string, place: () => Problem["place"]): readonly Problem[] {
  const reason = faultOf(loginId);
  return reason === undefined
    ? []
    : [problem("login-id-format", { loginId: loginId || '""', reason }, { place: place() })];
}

const LOGIN_ID = /^[A-Za-z0-9!#$%&*+\-/=?^_`{|}~.]+@[A-Za-z0-9!#$%&*+\-/=?^_`{|}~.]+$/;
const STRANGE = /[^A-Za-z0-9!#$%&*+\-/=?^_`{|}~.@]/u;

function faultOf(loginId: string): Told | undefined {
  if (LOGIN_ID.test(loginId)) {
    return loginId.length > LONGEST ? say("it is longer than {limit} characters", { limit: LONGEST }) : undefined;
  }
  if (loginId === "") return say("it is empty");
  if (/\s/.test(loginId)) return say("it holds a space");
  const [strange] = STRANGE.exec(loginId) ?? [];
  if (strange !== undefined) return strangeReason(strange);
  const signs = loginId.split("@").length - 1;
  if (signs !== 1) return signs === 0 ? say("it has no @") : say("it has {signs} @", { signs });
  return loginId.startsWith("@") ? say("nothing stands before the @") : say("nothing stands behind the @");
}

/** Letters of other scripts that people take for Latin ones. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ а: "a", е: "e", о: "o", р: "p", с: "c", у: "y", х: "x", і: "i", ј: "j", ѕ: "s", ԁ: "d", һ: "h", ѵ: "v" },
  ...{ α: "a", ο: "o", ν: "v", ι: "i", κ: "k", ρ: "p", υ: "u", ı: "i" },
};

function strangeReason(character: string): Told {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const plain = character.normalize("NFKC");
  const alike = ALIKE[character.toLowerCase()];
  if (/^[\x21-\x7E]$/.test(plain) && plain !== character)
    return say("{character} ({code}) is not the {plain} of a keyboard", { character, code, plain });
  if (alike !== undefined) return say("{character} ({code}) only looks like {alike}", { character, code, alike });
  return say("{character} ({code}) may not stand in it", { character, code });
}

function habitsOf(entry: Entry): readonly Problem[] {
  const { loginId } = entry;
  const found: Problem[] = [];
  const [first = ""] = loginId;
  if (loginId !== loginId.toLowerCase()) found.push(problem("login-id-upper", { loginId }, at(entry)));
  if (loginId.length > UNUSUAL) found.push(problem("login-id-long", { loginId, length: loginId.length }, at(entry)));
  const strange = unusualOf(loginId);
  if (strange !== undefined) found.push(problem("login-id-unusual", { loginId, reason: strange }, at(entry)));
  if ("=+-".includes(first)) found.push(problem("formula-start", { value: loginId, character: first }, at(entry)));
  return found;
}

/** Allowed by the form, and never meant: another ID than the one without the slip. */
function unusualOf(loginId: string): Told | undefined {
  const [name = "", domain = ""] = loginId.split("@");
  if (domain.endsWith(".")) return say("ends with a dot, so it is not the ID without it");
  if (name.startsWith(".") || name.endsWith(".")) return say("has a dot beside the @ or at its start");
  if (loginId.includes("..") || domain.startsWith(".")) return say("has two dots in a row, or one behind the @");
  return domain.includes(".") ? undefined : say("has no dot in its domain");
}

function domainOf(entry: Entry, { allowed }: Settings): readonly Problem[] {
  const { loginIdDomains } = allowed;
  if (loginIdDomains === undefined) return [];
  const domain = domainPart(entry.loginId);
  if (loginIdDomains.some((name) => name.toLowerCase() === domain)) return [];
  return [problem("login-id-domain", { loginId: entry.loginId, allowed: loginIdDomains.join(", ") }, at(entry))];
}

function domainPart(loginId: LoginId): string {
  return loginId.slice(loginId.indexOf("@") + 1).toLowerCase();
}

function at(entry: Entry) {
  return { place: later(entry, "loginId") };
}
