import stringWidth from "string-width";
import { safe } from "./safe.ts";

/** Cells a text takes on a terminal; a Japanese character takes two. */
export function widthOf(text: string): number {
  return stringWidth(safe(text));
}

/** Fills up with spaces to a width in cells; a longer text stays as it is. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** The widest of these texts, but no more than `most`. */
export function widest(texts: readonly string[], most: number): number {
  return Math.min(most, Math.max(0, ...texts.map(widthOf)));
}
