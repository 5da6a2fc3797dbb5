import { safe } from "./safe.ts";

/**
 * Text that a host of pull requests shows as it stands. What holds anything but letters, digits and harmless marks, or
 * looks like an address, a commit or a ticket, stands in a code span: there nobody is mentioned and nothing becomes a link.
 */
export function inline(text: string): string {
  const shown = safe(text);
  const isHarmless = HARMLESS.test(shown) && !LINKED.test(shown);
  return isHarmless || DAY.test(shown) ? shown : code(shown);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HARMLESS = /^[\p{L}\p{N}「『（][\p{L}\p{N}\p{M} .,'’()（）「」『』：・ー、。～〜%→–]*$/u;
/** What hosts make links of although it looks like a word: addresses, commits. */
const LINKED = /www\.|\.[a-z]{2,}\b|\b[0-9a-f]{7,40}\b/i;

/** A code span, whatever the text holds; usable in a table. */
export function code(text: string): string {
  // A table takes a mark after it for no border of a cell; what stood before it must not become part of that.
  const shown = safe(text).replaceAll("\\|", "\\u005c|").replaceAll("|", "\\|");
  const ticks = "`".repeat(longestRun(shown) + 1);
  const room = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return shown === "" ? "` `" : `${ticks}${room}${shown}${room}${ticks}`;
}

/** A code block that nothing in its lines can end. */
export function block(language: string, lines: readonly string[]): string {
  const shown = lines.map(safe);
  const fence = "`".repeat(Math.max(3, ...shown.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...shown, fence].join("\n");
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** A link whose text shows as it stands. The address is ours; the parts of its path may be anybody's. */
export function link(text: string, base: string, path: readonly string[], fragment = ""): string {
  const url = [base, ...path.map(segment)].join("/");
  return `[${code(text)}](${url}${fragment})`;
}

function segment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*~_.-]/g, (character) => {
    return /[._~-]/.test(character) ? character : `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
