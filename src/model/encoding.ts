import { late } from "./late.ts";
import { say } from "./phrases.ts";

export const ENCODINGS = ["utf-8", "utf-8-bom", "shift_jis"] as const;
/** Of CSV files; Shift_JIS is the Windows variant, code page 932. */
export type Encoding = (typeof ENCODINGS)[number];

/** What the Windows code page has no place for, and its user-defined area, which shows differently everywhere. */
export const NOT_SHIFT_JIS = /[\uFFFD\uE000-\uF8FF\u0080-\u00A0]/;
/** Decoders of Shift_JIS exchange these for each other, so nobody knows what the reader would get. */
const EXCHANGED = /[\x1A\x1C\x7F]/;

const BOM = "\uFEFF";

/** The bytes of a text, or the first characters that the encoding cannot carry. */
export type Encoded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly characters: readonly string[] };

/** Encoders replace what they cannot write without a word, so every text is decoded again and compared. */
export function encode(text: string, encoding: Encoding): Encoded {
  if (encoding !== "shift_jis") {
    if (!text.isWellFormed()) return { ok: false, characters: [say("a lone surrogate")] };
    return { ok: true, bytes: Buffer.from(encoding === "utf-8-bom" ? BOM + text : text, "utf8") };
  }
  const bytes = late.iconv.encode(text, "cp932");
  if (isKept(text, bytes)) return { ok: true, bytes };
  return { ok: false, characters: lostCharacters(text) };
}

function isKept(text: string, bytes: Buffer): boolean {
  return late.iconv.decode(bytes, "cp932") === text && !NOT_SHIFT_JIS.test(text) && !EXCHANGED.test(text);
}

/** Characters that CP932 has no place for, each once, at most ten. */
function lostCharacters(text: string): readonly string[] {
  const lost = new Set<string>();
  for (const character of text) {
    if (!isKept(character, late.iconv.encode(character, "cp932"))) lost.add(character);
    if (lost.size === 10) break;
  }
  return [...lost];
}
