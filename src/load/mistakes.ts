import { quote, say, type Told } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import { misplaced } from "./misplaced.ts";
import type { Shape } from "./shape.ts";
import { placeOf, type Source } from "./source.ts";
import { suggestion } from "./suggest.ts";
import type { Mistake, Validator } from "./validators.generated.js";
import { entryOf, spotOf, type YamlNode } from "./yaml.ts";

/** A file as the validator saw it. */
export interface Seen {
  readonly source: Source;
  readonly root: YamlNode;
  readonly shape: Shape;
}

/** The validator's finding as a sentence about the file. */
export function mistakeProblem(seen: Seen, mistake: Mistake): Problem {
  const path = pathOf(mistake.instancePath);
  switch (mistake.keyword) {
    case "additionalProperties":
      return unknownKey(seen, path, String(mistake.params["additionalProperty"]));
    case "required":
      return missingKey(seen, path, String(mistake.params["missingProperty"]));
    default:
      return wrongValue(seen, path, mistake);
  }
}

/** A file with more of them is another kind of file; the validator stops to collect. */
export const MOST_MISTAKES = 10_000;

/** Takes out what is wrong until the rest is right, so that the rest can be read too. The value is changed in place. */
export function withoutMistakes<T>(value: unknown, validate: Validator<T>): T | undefined {
  while (!validate(value)) {
    if ((validate.errors?.length ?? 0) >= MOST_MISTAKES) return undefined;
    const paths = (validate.errors ?? []).map(wrongPart);
    if (paths.some((path) => path.length === 0) || !removeAll(value, paths)) return undefined;
  }
  return value;
}

/** JSON pointers begin with a slash, and write `/` as `~1`. */
function pathOf(pointer: string): readonly string[] {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The entry that a mistake is in; a map that lacks a key is wrong as a whole. */
function wrongPart({ instancePath, keyword, params }: Mistake): readonly string[] {
  const path = pathOf(instancePath);
  return keyword === "additionalProperties" ? [...path, String(params["additionalProperty"])] : path;
}

function removeAll(value: unknown, paths: readonly (readonly string[])[]): boolean {
  const shortened = new Map<unknown[], Set<number>>();
  let removed = false;
  for (const path of paths) {
    const holder = path.slice(0, -1).reduce(memberOf, value);
    const last = path.at(-1) ?? "";
    if (Array.isArray(holder)) shortened.set(holder, (shortened.get(holder) ?? new Set()).add(Number(last)));
    else if (isRecord(holder) && last in holder) delete holder[last];
    else continue;
    removed = true;
  }
  for (const [items, wrong] of shortened) keepOthers(items, wrong);
  return removed;
}

function memberOf(holder: unknown, part: string): unknown {
  if (Array.isArray(holder)) return holder[Number(part)];
  return isRecord(holder) ? holder[part] : undefined;
}

function keepOthers(items: unknown[], wrong: ReadonlySet<number>): void {
  const kept = items.filter((_, index) => !wrong.has(index));
  kept.forEach((item, index) => {
    items[index] = item;
  });
  items.length = kept.length;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function unknownKey({ source, root, shape }: Seen, path: readonly string[], key: string): Problem {
  const place = placeOf(source, keySpot(root, path, key));
  if (isPassword(key)) return problem("password-in-file", {}, { place });
  const known = [...(shapeAt(shape, path)?.keys.keys() ?? [])];
  const hint = misplaced(path, key, known) ?? suggestion(key, known, "keys");
  return problem("unknown-key", { key, suggestion: hint }, { place });
}

function keySpot(root: YamlNode, path: readonly string[], key: string) {
  const holder = nodeAt(root, path);
  return (holder?.kind === "map" ? entryOf(holder, key)?.key : undefined) ?? spotOf(root, path);
}

/** A key or a header that asks for a password, in the languages of the console. */
export function isPassword(name: string): boolean {
  return /passw|^pwd$|パスワード|kata ?sandi/i.test(name.normalize("NFKC"));
}

function missingKey({ source, root, shape }: Seen, path: readonly string[], key: string): Problem {
  const missing = shapeAt(shape, path)?.keys.get(key);
  const hint = missing === undefined ? say("write it") : missingHint(key, missing);
  return problem("missing-key", { key: keyName([...path, key]), hint }, { place: placeOf(source, spotOf(root, path)) });
}

function missingHint(key: string, { types }: Shape): Told {
  if (types.has("array")) return say("write {key}: […]", { key });
  return types.has("object") ? say("write {key}: {…}", { key }) : say("write {key}: …", { key });
}

function wrongValue(seen: Seen, path: readonly string[], mistake: Mistake): Problem {
  const { source, root, shape } = seen;
  const node = nodeAt(root, path);
  const wanted = shapeAt(shape, path);
  const place = placeOf(source, spotOf(root, path));
  const key = keyName(path);
  if (node?.kind === "scalar" && !isEmpty(node) && wanted !== undefined && takesWords(wanted)) {
    return problem("value-unknown", { value: node.text, key, hint: wordsHint(node.text, wanted) }, { place });
  }
  const { expected, hint } = wantedOf(mistake, wanted);
  return problem(
    "wrong-shape",
    { key, expected, got: gotOf(node), hint: node === undefined || isEmpty(node) ? TO_FILL : hint },
    { place },
  );
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && node.plain && /^(~|null|)$/.test(node.text);
}

function takesWords(shape: Shape): boolean {
  return shape.choices !== undefined || shape.types.has("boolean");
}

function wordsHint(text: string, { choices }: Shape): Told {
  return choices === undefined ? say("write true or false, without quotes") : suggestion(text, choices, "values");
}

interface Wanted {
  readonly expected: Told;
  readonly hint: Told;
}

const TO_FILL = say("write a value, or take the key out");
const LIST = say("write a list: [a, b], or each entry in a line of its own that begins with -");
const MAP = say("write a map: key: value lines, indented");

/** By the types that the schemas have, one or two at once. */
const WANTED: Readonly<Record<string, Wanted>> = {
  string: { expected: say("text"), hint: say("write text") },
  boolean: { expected: say("true or false"), hint: say("write true or false") },
  integer: { expected: say("a whole number"), hint: say("write a whole number") },
  number: { expected: say("a number"), hint: say("write a number") },
  array: { expected: say("a list"), hint: LIST },
  object: { expected: say("a map"), hint: MAP },
  "integer null": { expected: say("a whole number or null"), hint: say("write a whole number or null") },
  "boolean object": { expected: say("true or false or a map"), hint: MAP },
  "array object": { expected: say("a list or a map"), hint: LIST },
};

function wantedOf({ keyword, params }: Mistake, wanted: Shape | undefined): Wanted {
  const limit = String(params["limit"]);
  switch (keyword) {
    case "minimum":
      return {
        expected: say("a number of at least {limit}", { limit }),
        hint: say("write a number of at least {limit}", { limit }),
      };
    case "maximum":
      return {
        expected: say("a number of at most {limit}", { limit }),
        hint: say("write a number of at most {limit}", { limit }),
      };
    case "minItems":
      return { expected: say("at least one entry"), hint: LIST };
    default:
      return wanted?.choices === undefined ? typesWanted(wanted) : oneOf(wanted.choices);
  }
}

function typesWanted(wanted: Shape | undefined): Wanted {
  const types = [...(wanted?.types ?? [])].join(" ");
  return WANTED[types] ?? { expected: quote(types), hint: say("write it") };
}

function oneOf(choices: readonly string[]): Wanted {
  const hint = say("write {words}, {last}", { words: choices.slice(0, -1).join(", "), last: choices.at(-1) ?? "" });
  return { expected: quote(choices.join(", ")), hint };
}

function gotOf(node: YamlNode | undefined): string {
  if (node === undefined || isEmpty(node)) return say("nothing");
  switch (node.kind) {
    case "scalar":
      return node.plain ? node.text : JSON.stringify(node.text);
    case "list":
      return node.items.length === 0 ? say("an empty list") : say("a list");
    case "map":
      return say("a map");
    default:
      return node satisfies never;
  }
}

function nodeAt(root: YamlNode, path: readonly string[]): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const part of path) {
    if (node?.kind === "list") node = node.items[Number(part)];
    else node = node?.kind === "map" ? entryOf(node, part)?.value : undefined;
  }
  return node;
}

function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const part of path) at = at?.keys.get(part) ?? (/^\d+$/.test(part) ? at?.items : undefined) ?? at?.others;
  return at;
}

/** `meetings.downloadFiles` for a user's permission, whichever user it is; the file itself has no name. */
function keyName(path: readonly string[]): string {
  const named = path.filter((part) => !/^\d+$/.test(part) && !["users", "user", "permissions"].includes(part));
  return named.join(".") || path.filter((part) => !/^\d+$/.test(part)).at(-1) || say("this file");
}
