import { createRequire } from "node:module";
import { safe } from "./safe.ts";

/** Characters whose width needs no table: ASCII takes one cell, kana, common kanji and full-width forms take two. */
const PLAIN = /^[\u0020-\u007E]*$/;
const COMMON = /^[\u0020-\u007E\u3000-\u3029\u3030-\u303E\u3041-\u3096\u309B-\u30FF\u4E00-\u9FFF\uFF01-\uFF60]*$/;
const WIDE = /[^\u0020-\u007E]/g;

/** Cells a text takes on a terminal; a Japanese character takes two. */
export function widthOf(text: string): number {
  const shown = safe(text);
  if (PLAIN.test(shown)) return shown.length;
  if (COMMON.test(shown)) return shown.length + (shown.match(WIDE)?.length ?? 0);
  return exactWidth(shown);
}

let measure: ((text: string) => number) | undefined;

/** The library takes longer to load than a short command runs, so it is loaded for the texts that need it. */
function exactWidth(text: string): number {
  if (measure === undefined) {
    const library: typeof import("string-width") = createRequire(import.meta.url)("string-width");
    measure = library.default;
  }
  return measure(text);
}

/** Fills up with spaces to a width in cells; a longer text stays as it is. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** The widest of these texts, but no more than `most`. */
export function widest(texts: readonly string[], most: number): number {
  return texts.reduce((width, text) => Math.max(width, Math.min(most, widthOf(text))), 0);
}
