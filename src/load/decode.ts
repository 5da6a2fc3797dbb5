import { isUtf8 } from "node:buffer";
import { type Encoding, NOT_SHIFT_JIS } from "../model/encoding.ts";
import { late } from "../model/late.ts";
import { quote, say, type Told } from "../model/phrases.ts";
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
    return (
      decodeUtf8(content.bytes) ??
      refuseMixed(content) ??
      decodeShiftJis(content.bytes) ??
      refuse(content, "encoding-unknown")
    );
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

function decodeShiftJis(bytes: Uint8Array): Decoded | undefined {
  if (startsWith(bytes, UTF8_MARK)) return undefined;
  const text = late.iconv.decode(bytes, "cp932");
  return NOT_SHIFT_JIS.test(text) ? undefined : { ok: true, text, encoding: "shift_jis" };
}

function refuse({ file, bytes }: Content, name: "encoding-yaml" | "encoding-unknown"): Decoded {
  const { line, offset } = firstBadByte(bytes);
  return { ok: false, problem: problem(name, { offset }, { place: { file, line } }) };
}

/** A line that is Japanese in UTF-8 would be read as other characters: two files in two encodings were joined. */
function refuseMixed({ file, bytes }: Content): Decoded | undefined {
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const found = bytes.indexOf(LF, start);
    const end = found === -1 ? bytes.length : found;
    const part = bytes.subarray(start, end);
    if (part.some((byte) => byte >= LONG_LEAD) && isUtf8(part)) {
      const { line: other } = firstBadByte(bytes);
      return { ok: false, problem: problem("encoding-mixed", { other }, { place: { file, line } }) };
    }
    start = end + 1;
  }
  return undefined;
}

/** Begins a character of three bytes or more, such as kana and kanji. */
const LONG_LEAD = 0xe0;

function refuseDeclared({ file, bytes }: Content, encoding: Encoding): Decoded {
  const { line, offset } = encoding === "shift_jis" ? firstBadPair(bytes) : firstBadByte(bytes);
  return {
    ok: false,
    problem: problem("encoding-declared", { encoding: quote(encoding), offset }, { place: { file, line } }),
  };
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
  const text = late.iconv.decode(bytes, "cp932");
  const before = text.slice(0, Math.max(0, text.search(NOT_SHIFT_JIS)));
  return { line: before.split("\n").length, offset: late.iconv.encode(before, "cp932").length };
}

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const AS_CSV = say("open it in the spreadsheet and choose File, Save As, CSV UTF-8 (comma delimited)");
const AS_UTF8 = say("save it as UTF-8; in a spreadsheet that is File, Save As, CSV UTF-8 (comma delimited)");
const UNPACK = say("unpack it, and put the file that is in it here");
const UTF16 = say("UTF-16 (Unicode text)");
const UTF32 = quote("UTF-32");

interface Wide {
  readonly encoding: Told;
  readonly hint: Told;
}

/** First bytes of what people take for a text file. The longer of two that begin alike stands first. */
const WIDE: readonly (Wide & { readonly bytes: readonly number[] })[] = [
  { bytes: [0xff, 0xfe, 0, 0], encoding: UTF32, hint: AS_UTF8 },
  { bytes: [0, 0, 0xfe, 0xff], encoding: UTF32, hint: AS_UTF8 },
  { bytes: [0xff, 0xfe], encoding: UTF16, hint: AS_UTF8 },
  { bytes: [0xfe, 0xff], encoding: UTF16, hint: AS_UTF8 },
  ...[3, 5, 7].map((part) => ({
    bytes: [0x50, 0x4b, part, part + 1],
    encoding: say("a workbook (.xlsx) or a zip archive"),
    hint: AS_CSV,
  })),
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], encoding: say("an old workbook (.xls)"), hint: AS_CSV },
  { bytes: [0x1f, 0x8b], encoding: say("compressed (gzip)"), hint: UNPACK },
  { bytes: [0x42, 0x5a, 0x68], encoding: say("compressed (bzip2)"), hint: UNPACK },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], encoding: say("compressed (xz)"), hint: UNPACK },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], encoding: say("compressed (zstd)"), hint: UNPACK },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], encoding: say("a 7z archive"), hint: UNPACK },
  { bytes: [0x52, 0x61, 0x72, 0x21], encoding: say("a RAR archive"), hint: UNPACK },
  {
    bytes: [0x25, 0x50, 0x44, 0x46],
    encoding: say("a PDF"),
    hint: say("ask for the table as CSV UTF-8, or write it as YAML"),
  },
  {
    bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66],
    encoding: say("a text document (RTF)"),
    hint: say("save it as plain text in UTF-8"),
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], encoding: say("a picture"), hint: say("put the table itself here, as CSV UTF-8") },
];

function refuseWide({ file, bytes }: Content): Decoded | undefined {
  const wide = WIDE.find((known) => startsWith(bytes, known.bytes)) ?? unmarked(bytes) ?? page(bytes) ?? binary(bytes);
  if (wide === undefined) return undefined;
  const { encoding, hint } = wide;
  return { ok: false, problem: problem("encoding-wide", { encoding, hint }, { place: { file, line: 1 } }) };
}

/** Every second byte of Latin text in UTF-16 is zero, and three of four in UTF-32. */
const UNMARKED = { x0x0x0x0: UTF16, "0x0x0x0x": UTF16 } as const;
const UNMARKED_LONG = { x000x000: UTF32, "000x000x": UTF32 } as const;

function unmarked(bytes: Uint8Array): Wide | undefined {
  const zeros = [...bytes.subarray(0, 8)].map((byte) => (byte === 0 ? "0" : "x")).join("");
  const found = Object.entries({ ...UNMARKED, ...UNMARKED_LONG }).find(([pattern]) => pattern === zeros);
  return found === undefined ? undefined : { encoding: found[1], hint: AS_UTF8 };
}

function page(bytes: Uint8Array): Wide | undefined {
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (!/^<(!doctype html|html|head|body|table|meta|\?xml)\b/i.test(start)) return undefined;
  return {
    encoding: say("a web page or XML"),
    hint: say("download it again, this is often a sign-in page; or {hint}", { hint: AS_CSV }),
  };
}

/** One zero byte in a text is a slip and told where it stands; in a file that is no text either it is no slip. */
function binary(bytes: Uint8Array): Wide | undefined {
  if (!bytes.includes(0) || isUtf8(bytes)) return undefined;
  return {
    encoding: say("no text (it holds zero bytes)"),
    hint: say("put a YAML file or a CSV UTF-8 file in its place"),
  };
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
