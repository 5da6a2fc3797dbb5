import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { Encoding } from "../model/encoding.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Content } from "./files.ts";

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly problem: Problem };

/** YAML is UTF-8, with or without a byte order mark. */
export function decodeYaml(content: Content): Decoded {
  return refuseWide(content) ?? decodeUtf8(content.bytes) ?? refuse(content, "encoding-yaml");
}

/** CSV is what it is declared as; else UTF-8 if every byte fits, else Shift_JIS if every byte fits. */
export function decodeCsv(content: Content, declared?: Encoding): Decoded {
  const wide = refuseWide(content);
  if (wide !== undefined) return wide;
  if (declared === undefined) {
    return decodeUtf8(content.bytes) ?? decodeShiftJis(content.bytes) ?? refuse(content, "encoding-unknown");
  }
  const decoded = declared === "shift_jis" ? decodeShiftJis(content.bytes) : decodeUtf8(content.bytes);
  return decoded ?? refuseDeclared(content, declared);
}

function decodeUtf8(bytes: Uint8Array): Decoded | undefined {
  if (!isUtf8(bytes)) return undefined;
  const marked = startsWith(bytes, UTF8_MARK);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8", marked ? 3 : 0);
  return { ok: true, text, encoding: marked ? "utf-8-bom" : "utf-8" };
}

/** What the Windows code page has no place for, and its user-defined area, which shows differently everywhere. */
const NOT_SHIFT_JIS = /[\uFFFD\uE000-\uF8FF\u0080-\u00A0]/;

function decodeShiftJis(bytes: Uint8Array): Decoded | undefined {
  if (startsWith(bytes, UTF8_MARK)) return undefined;
  const text = iconv.decode(bytes, "cp932");
  return NOT_SHIFT_JIS.test(text) ? undefined : { ok: true, text, encoding: "shift_jis" };
}

function refuse({ file, bytes }: Content, name: "encoding-yaml" | "encoding-unknown"): Decoded {
  const { line, offset } = firstBadByte(bytes);
  return { ok: false, problem: problem(name, { offset }, { place: { file, line } }) };
}

function refuseDeclared({ file, bytes }: Content, encoding: Encoding): Decoded {
  const { line, offset } = encoding === "shift_jis" ? firstBadPair(bytes) : firstBadByte(bytes);
  return { ok: false, problem: problem("encoding-declared", { encoding, offset }, { place: { file, line } }) };
}

interface Bad {
  readonly line: number;
  /** In bytes from 0. */
  readonly offset: number;
}

const LF = 10;

/** Line by line, because no longer character of UTF-8 holds the byte of a line feed. */
function firstBadByte(bytes: Uint8Array): Bad {
  let line = 1;
  let start = 0;
  for (;;) {
    const found = bytes.indexOf(LF, start);
    const end = found === -1 ? bytes.length : found + 1;
    if (found === -1 || !isUtf8(bytes.subarray(start, end))) break;
    start = end;
    line += 1;
  }
  return { line, offset: firstBadCharacter(bytes, start) };
}

function firstBadCharacter(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length) {
    const length = [1, 2, 3, 4].find((size) => isUtf8(bytes.subarray(at, at + size)));
    if (length === undefined) break;
    at += length;
  }
  return at;
}

function firstBadPair(bytes: Uint8Array): Bad {
  if (startsWith(bytes, UTF8_MARK)) return { line: 1, offset: 0 };
  const text = iconv.decode(bytes, "cp932");
  const before = text.slice(0, Math.max(0, text.search(NOT_SHIFT_JIS)));
  return { line: before.split("\n").length, offset: iconv.encode(before, "cp932").length };
}

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const SAVE_AS_CSV = "save it as CSV UTF-8";

/** First bytes of what people take for a text file. The longer of two that begin alike stands first. */
const WIDE: readonly { readonly bytes: readonly number[]; readonly encoding: string; readonly hint: string }[] = [
  { bytes: [0xff, 0xfe, 0, 0], encoding: "UTF-32", hint: "save it as UTF-8" },
  { bytes: [0xff, 0xfe], encoding: "UTF-16 (Unicode text)", hint: "save it as UTF-8" },
  { bytes: [0xfe, 0xff], encoding: "UTF-16 (Unicode text)", hint: "save it as UTF-8" },
  { bytes: [0x50, 0x4b, 3, 4], encoding: "a workbook (.xlsx) or a zip archive", hint: `open it and ${SAVE_AS_CSV}` },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], encoding: "an old workbook (.xls)", hint: `open it and ${SAVE_AS_CSV}` },
  { bytes: [0x1f, 0x8b], encoding: "compressed (gzip)", hint: "unpack it" },
  { bytes: [0x25, 0x50, 0x44, 0x46], encoding: "a PDF", hint: "write the table as CSV" },
];

function refuseWide({ file, bytes }: Content): Decoded | undefined {
  const wide = WIDE.find((known) => startsWith(bytes, known.bytes)) ?? refuseUnmarked(bytes) ?? refusePage(bytes);
  if (wide === undefined) return undefined;
  const { encoding, hint } = wide;
  return { ok: false, problem: problem("encoding-wide", { encoding, hint }, { place: { file, line: 1 } }) };
}

/** Every second byte of Latin text in UTF-16 is zero. */
function refuseUnmarked(bytes: Uint8Array): { readonly encoding: string; readonly hint: string } | undefined {
  const zeros = [...bytes.subarray(0, 8)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  return zeros === "x0x0x0x0" || zeros === "0x0x0x0x" ? WIDE[1] : undefined;
}

function refusePage(bytes: Uint8Array): { readonly encoding: string; readonly hint: string } | undefined {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1").trimStart();
  if (!/^<(!doctype html|html|\?xml)/i.test(start)) return undefined;
  return { encoding: "a web page or XML", hint: "download it again; this is often a sign-in page" };
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
