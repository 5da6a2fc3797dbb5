/**
 * Characters that act instead of being seen: C0 and C1 controls, DEL, bidirectional controls, zero-width characters,
 * line and paragraph separators, tags, lone surrogates.
 */
const ACTING =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\uD800-\uDFFF]/gu;

/** Text from a file or from the tenant, on one line and without effect: `\u001b` in place of an escape character. */
export function safe(text: string): string {
  return text.replace(ACTING, (character) => `\\u${hex(character)}`);
}

function hex(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `{${code.toString(16)}}` : code.toString(16).padStart(4, "0");
}

/**
 * The GitHub runner obeys `::command::` at the start of a line, spaces aside, and `##[command]` anywhere in it.
 * One character of each is written as its code.
 */
export function withoutCommands(line: string): string {
  return line.replaceAll("##[", "#\\u0023[").replace(/^(\s*):(?=:)/u, "$1\\u003a");
}

/** JSON in which no string holds a character or a command that acts; it parses to the same value. */
export function safeJson(value: unknown, indent?: number): string {
  return safeJsonText(JSON.stringify(value, undefined, indent));
}

/** The same for a text that is JSON already. */
export function safeJsonText(json: string): string {
  if (!SUSPECT.test(json)) return json;
  return json
    .replace(ACTING, (character) => (character === "\n" ? character : escapeUnits(character)))
    .replaceAll("##[", "#\\u0023[")
    .replaceAll("::", ":\\u003a");
}

/** Anything that may have to be escaped in JSON, unit by unit: looking costs a tenth of replacing. */
const SUSPECT =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uD800-\uDFFF]|::|##\[/;

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");
}
