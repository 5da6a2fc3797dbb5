import { encode } from "../../model/encoding.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import { type Entry, textOf } from "../entry.ts";

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

const HABITS: readonly { readonly holds: (name: string) => boolean; readonly reason: string }[] = [
  { holds: (name) => name !== name.normalize("NFC"), reason: "is not composed (NFC): it looks the same and is not" },
  { holds: (name) => name !== name.trim(), reason: "has spaces around it" },
  { holds: (name) => /\n/.test(name.trim()), reason: "has a line break in it" },
  { holds: (name) => /\(deleted\)\s*$/i.test(name), reason: "ends as the console marks deleted users" },
  { holds: (name) => name.includes("\uFFFD"), reason: "holds the mark of a character that was lost" },
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
  const characters = encoded.characters.join(" ");
  return [problem("name-encoding", { value: name, encoding, characters }, at(entry))];
}

function at(entry: Entry) {
  return { place: entry.where("name") };
}
