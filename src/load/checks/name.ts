import { type Encoding, encode } from "../../model/encoding.ts";
import { quote, say, type Told } from "../../model/phrases.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import { type Entry, textOf } from "../entry.ts";
import { later } from "../later.ts";

/** UTF-16 units of the composed form: the strictest reading of the limit. Source: docs/miitel.md, "Names". */
const LONGEST = 30;

/** Length, form and encoding of the name. */
export function checkName(entry: Entry, settings: Settings): readonly Problem[] {
  const name = textOf(entry, "name");
  if (name === undefined) return [];
  const found = [...lengthOf(name, entry), ...formOf(name, entry), ...encodingOf(name, entry, settings)];
  return found;
}

function lengthOf(name: string, entry: Entry): readonly Problem[] {
  if (name.trim() === "") return [problem("name-empty", {}, at(entry))];
  const { length } = name.normalize("NFC");
  return length > LONGEST ? [problem("name-long", { length }, at(entry))] : [];
}

const HABITS: readonly { readonly holds: (name: string) => boolean; readonly reason: Told }[] = [
  {
    holds: (name) => name !== name.normalize("NFC"),
    reason: say("is not composed (NFC): it looks the same and is not"),
  },
  { holds: (name) => /^[^\S\t\n\r]|[^\S\t\n\r]$/.test(name), reason: say("has spaces around it") },
  { holds: (name) => /\(deleted\)\s*$/i.test(name), reason: say("ends as the console marks deleted users") },
  { holds: (name) => name.includes("\uFFFD"), reason: say("holds the mark of a character that was lost") },
  {
    holds: (name) =>
      name.split(/\s+/).some((word) => /\p{sc=Latin}/u.test(word) && /[\p{sc=Cyrl}\p{sc=Grek}]/u.test(word)),
    reason: say("mixes Latin letters with Cyrillic or Greek ones that look the same"),
  },
];

function formOf(name: string, entry: Entry): readonly Problem[] {
  if (name.trim() === "") return [];
  const reasons = HABITS.filter(({ holds }) => holds(name)).map(({ reason }) => reason);
  const found = reasons.map((reason) => problem("name-form", { name: name.trim(), reason }, at(entry)));
  const [first = ""] = name;
  if (!"=+-@".includes(first)) return found;
  return [...found, problem("formula-start", { value: name, character: first }, at(entry))];
}

function encodingOf(name: string, entry: Entry, { connector }: Settings): readonly Problem[] {
  const encoding = connector.kind === "handoff" ? connector.handoff?.encoding : undefined;
  if (encoding === undefined) return [];
  const encoded = encode(name, encoding);
  if (encoded.ok) return [];
  const characters = encoded.characters.map(named).join(", ");
  const hint = waysOut(name, encoded.characters, encoding);
  return [problem("name-encoding", { value: name, encoding: quote(encoding), characters, hint }, at(entry))];
}

function named(character: string): string {
  return /^\P{C}$/u.test(character) ? `${character} (${codeOf(character)})` : codeOf(character);
}

function codeOf(character: string): string {
  if (!character.isWellFormed()) return say("half of a surrogate pair");
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Characters that look the same to most people, of which the Windows code page has the second. */
const REPLACED: Readonly<Record<string, string>> = {
  ...{ "〜": "～", "−": "－", "‖": "∥", "—": "―", "¢": "￠", "£": "￡", "¬": "￢", "\u00A0": " ", "–": "-" },
};

/** Nothing is replaced without being asked; only the two ways are told. */
function waysOut(name: string, characters: readonly string[], encoding: Encoding): Told {
  const composed = name.normalize("NFC");
  if (composed !== name && encode(composed, encoding).ok) return orUtf8(composed);
  const swaps = characters.flatMap((character) => {
    const other = REPLACED[character] ?? plainForm(character, encoding);
    return other === undefined ? [] : [{ other, character, code: codeOf(character).slice("U+".length) }];
  });
  const [first, ...others] = swaps;
  if (first === undefined || swaps.length < characters.length) {
    return say("use another character, or choose utf-8 as connector.handoff.encoding and in the console");
  }
  const start = say("{other} for {character} (U+{code})", first);
  return orUtf8(
    others.reduce((before, swap) => say("{before}, {other} for {character} (U+{code})", { before, ...swap }), start),
  );
}

function orUtf8(text: string): Told {
  return say("write {text}, or choose utf-8 as connector.handoff.encoding and in the console", { text });
}

function plainForm(character: string, encoding: Encoding): string | undefined {
  const plain = character.normalize("NFKC").normalize("NFC");
  return plain !== character && encode(plain, encoding).ok ? plain : undefined;
}

function at(entry: Entry) {
  return { place: later(entry, "name") };
}
