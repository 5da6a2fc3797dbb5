import { say, type Told } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Schema } from "./schema.ts";
import { SCHEMAS } from "./schemas.ts";
import { placeOf, type Source, spotAt } from "./source.ts";

const WIDE_SPACE = "\\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000";
const START = `^ *(?:- *)*`;
const KEY = `["']?([A-Za-z][A-Za-z.]*)["']?`;

/** The last group is the character; the one before, where there are two, the key that it follows. */
const FORMS: readonly { readonly form: RegExp; readonly wanted: Told }[] = [
  { form: new RegExp(`${START}([${WIDE_SPACE}]+)(?=[^\\s#])`, "gm"), wanted: say("the space of a keyboard") },
  { form: new RegExp(`${START}${KEY} *(：)`, "gm"), wanted: say("the colon of a keyboard and a space") },
  { form: new RegExp(`${START}${KEY}:([${WIDE_SPACE}]+)`, "gm"), wanted: say("the space of a keyboard") },
  { form: new RegExp(`^ *([－‐‑–—−])[ ${WIDE_SPACE}]*(?=${KEY}[:：])`, "gm"), wanted: say("the hyphen of a keyboard") },
];

/** Input methods write characters that look like the ones of YAML; a parser takes them for text and swallows lines. */
export function lookAlikes(source: Source, most: number): readonly Problem[] {
  if (!new RegExp(`[：－‐‑–—−${WIDE_SPACE}]`).test(source.text)) return [];
  const found = FORMS.flatMap(({ form, wanted }) =>
    [...source.text.matchAll(form)].map((match) => ({ match, wanted })),
  );
  return found
    .filter(({ match }) => isOurs(match) && !isInBlockText(source.text, match.index))
    .slice(0, most)
    .map(({ match, wanted }) => lookAlike(source, match, wanted));
}

function lookAlike(source: Source, match: RegExpExecArray, wanted: Told): Problem {
  const character = match.slice(1).find((group) => group !== undefined && !/^[A-Za-z]/.test(group)) ?? "";
  const start = match.index + match[0].lastIndexOf(character);
  const place = placeOf(source, spotAt(source, start, start + character.length));
  return problem("yaml-look-alike", { character: nameOf(character), wanted }, { place });
}

function nameOf(text: string): string {
  const code = `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return /^\s/.test(text) ? say("a space of another kind ({code})", { code }) : `${text} (${code})`;
}

/** A key that no file has may be anybody's text. */
function isOurs(match: RegExpExecArray): boolean {
  const key = match.slice(1).find((group) => group !== undefined && /^[A-Za-z]/.test(group));
  return key === undefined || keys().has(key);
}

let known: ReadonlySet<string> | undefined;

function keys(): ReadonlySet<string> {
  known ??= new Set(Object.values(SCHEMAS).flatMap(keysOf));
  return known;
}

function keysOf({ properties = {}, additionalProperties, items, definitions = {} }: Schema): readonly string[] {
  const deeper = [...Object.values(properties), ...Object.values(definitions), ...(items === undefined ? [] : [items])];
  const others = typeof additionalProperties === "object" ? [additionalProperties] : [];
  return [...Object.keys(properties), ...[...deeper, ...others].flatMap(keysOf)];
}

/** Below `|` or `>` everything is text, and a paragraph may well begin with a wide space. */
function isInBlockText(text: string, index: number): boolean {
  const lines = text.slice(0, index).split("\n").slice(0, -1);
  let indent = indentOf(text.slice(index));
  for (let at = lines.length - 1; at >= 0 && indent > 0; at -= 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || indentOf(line) >= indent) continue;
    if (/[|>][-+\d]*\s*(#.*)?$/.test(line)) return true;
    indent = indentOf(line);
  }
  return false;
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}
