import { isMap, isScalar, isSeq, Scalar, type YAMLMap } from "yaml";

export function eolOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}

/** One key of a map with what stands there, in the text. */
export interface Word {
  readonly key: string;
  readonly start: number;
  readonly keyEnd: number;
  /** Behind the value, or behind the colon where there is none. */
  readonly end: number;
  readonly value: unknown;
}

export function wordsOf(map: YAMLMap): readonly Word[] {
  return map.items.map(({ key, value }) => {
    const [start = 0, keyEnd = 0] = rangeOf(key) ?? [];
    return { key: String(key), start, keyEnd, end: Math.max(keyEnd, endOf(value)), value };
  });
}

export function rangeOf(node: unknown): readonly number[] | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range ?? undefined) : undefined;
}

/** Without the comments and empty lines that the parser counts to the end of a block. */
export function endOf(node: unknown): number {
  const [, end = 0] = rangeOf(node) ?? [];
  if (isMap(node) && node.flow !== true) return Math.max(0, ...wordsOf(node).map((word) => word.end));
  if (isSeq(node) && node.flow !== true) return Math.max(0, ...node.items.map(endOf));
  return end;
}

export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** The end of the line in which something ends, before its line break; what ends with a line break ends in that line. */
export function contentEnd(text: string, end: number): number {
  const at = text[end - 1] === "\n" ? end - 1 : end;
  const found = text.indexOf("\n", at);
  const stop = found === -1 ? text.length : found;
  return text[stop - 1] === "\r" ? stop - 1 : stop;
}

/** The end of what a value says: a block of text counts the empty lines behind it. */
export function textEnd(text: string, value: unknown, end: number): number {
  return end - (/(?:\r?\n)+$/.exec(text.slice(rangeOf(value)?.[0] ?? end, end))?.[0].length ?? 0);
}

/** Are the empty lines behind a block of text part of it? */
function keepsBreaks(text: string, value: unknown): boolean {
  if (isMap(value)) return keepsBreaks(text, value.items.at(-1)?.value);
  if (isSeq(value)) return keepsBreaks(text, value.items.at(-1));
  return /^[|>][1-9]?\+/.test(text.slice(...(rangeOf(value) ?? [0, 0])));
}

/** The end of the last line of a value, before its line break. */
export function lineEnd(text: string, { value, end }: Pick<Word, "value" | "end">): number {
  return contentEnd(text, keepsBreaks(text, value) ? end : textEnd(text, value, end));
}

/** A word, or a list of words on one line; in the quotes of what stands there. */
export function leafText(wish: unknown, before: Scalar | undefined): string {
  if (isSeq(wish)) return `[${wish.items.map((item) => leafText(item, undefined)).join(", ")}]`;
  return isScalar(wish) ? scalarText(wish, before) : "";
}

/** In the quotes that stand there; a plain word stays plain while nobody could take it for something else. */
export function scalarText({ value, type }: Scalar, before: Scalar | undefined): string {
  const text = String(value);
  const style = before?.type ?? type;
  const isWord = PLAIN.test(text) && !UNLIKE_TEXT.test(text);
  if (type === Scalar.PLAIN && style === Scalar.PLAIN) return text;
  if (style === Scalar.QUOTE_SINGLE && !/[^\u0020-\uFFFF]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (type === Scalar.PLAIN && style !== Scalar.QUOTE_DOUBLE) return text;
  return style === Scalar.PLAIN && isWord ? text : JSON.stringify(text);
}

/** A word as it can stand anywhere in a file, in quotes where YAML could take it for something else. */
export function plainText(text: string): string {
  return PLAIN.test(text) && !UNLIKE_TEXT.test(text) ? text : JSON.stringify(text);
}

/** Letters, digits and signs that mean nothing to YAML wherever they stand in a word. */
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._@+/()・-]*$/u;
const UNLIKE_TEXT = /^(?:[\d.+_][\da-fox.+_]*|true|false|yes|no|on|off|null|y|n)$|\s$/i;

/** The order of an entry's keys, as in the schema of the file. */
export const WORD_ORDER: readonly string[] = [
  "loginId",
  "previousLoginIds",
  "name",
  "employeeId",
  "department",
  "extension",
  "locale",
  "timeZone",
  "state",
  "startDate",
  "endDate",
  "leave",
  "role",
  "roles",
  "permissions",
  "note",
];
