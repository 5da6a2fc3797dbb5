import iconv from "iconv-lite";
import type { Random } from "./random.ts";

/** Ways in which a file goes wrong: by a slip, a bad merge, a spreadsheet, a transfer, or on purpose. */
export const MUTATIONS = ["bytes", "lines", "tokens", "structure", "cells", "encoding"] as const;
export type Mutation = (typeof MUTATIONS)[number];

const CHANGES = {
  bytes: (bytes, random) => changeBytes(bytes, random),
  lines: (bytes, random) => onText(bytes, (text) => changeLines(text, random)),
  tokens: (bytes, random) => onText(bytes, (text) => putToken(text, random)),
  structure: (bytes, random) => onText(bytes, (text) => changeStructure(text, random)),
  cells: (bytes, random) => onText(bytes, (text) => changeCells(text, random)),
  encoding: (bytes, random) => changeEncoding(bytes, random),
} as const satisfies Record<Mutation, (bytes: Buffer, random: Random) => Buffer>;

/** One change of a kind, or up to four, and now and then one of another kind behind them. */
export function mutate(bytes: Buffer, kind: Mutation, random: Random): Buffer {
  let mutant = bytes;
  for (let left = 1 + random.below(2) * random.below(4); left > 0; left -= 1) mutant = CHANGES[kind](mutant, random);
  return random.below(8) === 0 ? CHANGES[random.pick(MUTATIONS, "bytes")](mutant, random) : mutant;
}

/** Bytes of no character are kept as they are by going through one character a byte only where they must. */
function onText(bytes: Buffer, change: (text: string) => string): Buffer {
  const encoding = bytes.equals(Buffer.from(bytes.toString("utf8"))) ? "utf8" : "latin1";
  return Buffer.from(change(bytes.toString(encoding)), encoding);
}

function changeBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(12);
  const [before, cut, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
  const noise = Buffer.from(Array.from({ length: 1 + random.below(3) }, () => random.below(256)));
  switch (random.below(6)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, cut, cut, after]);
    case 2:
      return Buffer.concat([before, noise, cut, after]);
    case 3:
      return Buffer.concat([before, noise, after]);
    case 4:
      return bytes.subarray(0, at);
    default:
      return flipBit(bytes, at, random);
  }
}

function flipBit(bytes: Buffer, at: number, random: Random): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  return flipped;
}

function changeLines(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const to = random.below(lines.length);
  const line = lines[at] ?? "";
  switch (random.below(8)) {
    case 0:
      return lines.toSpliced(at, 1).join("\n");
    case 1:
      return lines.toSpliced(at, 0, line).join("\n");
    case 2:
      return lines.toSpliced(at, 1).toSpliced(to, 0, line).join("\n");
    case 3:
      return lines
        .toSpliced(at, 0, ["", "<<<<<<< HEAD", "=======", ">>>>>>> theirs"][random.below(4)] ?? "")
        .join("\n");
    case 4:
      return lines.with(at, `${line}\r`).join("\n");
    case 5:
      return lines.join(random.below(2) === 0 ? "\r\n" : "\r");
    case 6:
      return lines.slice(0, at).join("\n");
    default:
      return lines.with(at, line.slice(0, random.below(line.length + 1))).join("\n");
  }
}

const TOKENS: readonly string[] = [
  ...[
    " ",
    "\t",
    ":",
    ": ",
    "-",
    "- ",
    '"',
    "'",
    '""',
    "[",
    "]",
    "{",
    "}",
    ",",
    ", ",
    ";",
    "#",
    " #",
    "|",
    ">",
    "|-",
    ">+",
  ],
  ...["&a", "*a", "!!str ", "!x ", "? ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "@", "`", "\\", "\\u0000", "\\x41"],
  ...["~", "null", "yes", "no", "true", "False", "0123", "1e5", "0x1F", ".inf", "2026-12-01", "2026-02-30", "12:34:56"],
  ...[
    "\0",
    "\u0007",
    "\u0085",
    "\u00A0",
    "\u3000",
    "\u200B",
    "\u202E",
    "\u2028",
    "\uFEFF",
    "ﾊﾟ",
    "が",
    "が",
    "𠮷",
    "👩‍👩‍👧",
  ],
  ...[
    "__proto__",
    "constructor",
    "=1+1",
    "@SUM(A1)",
    "#REF!",
    "1E+05",
    "：",
    "，",
    "／",
    "a@x.example",
    "loginId",
    "users:\n",
  ],
  ...["\n", "\r\n", "\n\n", "\r", "\n  ", "\n    - "],
];

/** Words that some reader of YAML takes for more than text. */
const SCALARS: readonly string[] = [
  ...["true", "True", "yes", "on", "y", "false", "no", "off", "~", "null", '"true"', "''"],
  ...["0123", "1e5", "0x1F", "1_000", "12:34:56", ".inf", "2026-12-01", "99999999999999999999"],
];

function putToken(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.below(3) === 0 ? random.below(8) : 0;
  return text.slice(0, at) + random.pick(TOKENS, " ") + text.slice(at + length);
}

/** What somebody does to the indentation, keys and forms of YAML; to a table it is one more slip. */
function changeStructure(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const line = lines[at] ?? "";
  const [, indent = "", key = "", value = ""] = /^([ -]*)([^:#]*)(?:: *(.*))?$/.exec(line) ?? [];
  switch (random.below(11)) {
    case 10:
      return lines.with(at, `${indent}${key}: ${random.pick(SCALARS, "x")}`).join("\n");
    case 0:
      return lines.with(at, ` ${line}`).join("\n");
    case 1:
      return lines.with(at, line.replace(/^ /, "")).join("\n");
    case 2:
      return lines.with(at, `\t${line.trimStart()}`).join("\n");
    case 3:
      return lines.with(at, `${indent}${key}: ${quoted(value, random)}`).join("\n");
    case 4:
      return lines.with(at, `${indent}${key}: [${value}]`).join("\n");
    case 5:
      return lines.with(at, `${indent}{ ${key}: ${value} }`).join("\n");
    case 6:
      return lines
        .with(at, `${indent}${key}: ${random.pick(["|", ">", "|-", ">2", "&a", "*a"], "|")}\n${indent}  ${value}`)
        .join("\n");
    case 7:
      return lines.with(at, `${indent}${quoted(key, random)}: ${value}`).join("\n");
    case 8:
      return lines
        .toSpliced(at + 1, 0, `${indent.replaceAll("-", " ")}${random.pick(TOKENS, "x")}: ${value}`)
        .join("\n");
    default:
      return lines.with(at, `${indent}${key}:\n${indent.replaceAll("-", " ")}  ${value}`).join("\n");
  }
}

function quoted(value: string, random: Random): string {
  return random.below(2) === 0 ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

/** What a spreadsheet or a hand does to the cells of a table. */
function changeCells(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const separator = random.pick([",", ",", ";", "\t", ":"], ",");
  const cells = (lines[at] ?? "").split(separator);
  const column = random.below(cells.length);
  const cell = cells[column] ?? "";
  const put = (...changed: readonly string[]) =>
    lines.with(at, cells.toSpliced(column, 1, ...changed).join(separator)).join("\n");
  switch (random.below(10)) {
    case 0:
      return put();
    case 1:
      return put(cell, random.pick(TOKENS, ""));
    case 2:
      return put(`"${cell.replaceAll('"', '""')}"`);
    case 3:
      return put(`"${cell}\n${random.pick(TOKENS, "")}"`);
    case 4:
      return put(` ${cell} `);
    case 5:
      return put(random.pick(TOKENS, ""));
    case 6:
      return put(cell.replace(/^0+/, ""));
    case 7:
      return lines.with(at, cells.toReversed().join(separator)).join("\n");
    case 8:
      return lines.map((line) => line.replaceAll(",", random.pick([",", ";", "\t"], ";"))).join("\n");
    default:
      return lines.with(at, `${lines[at]}${separator.repeat(1 + random.below(3))}`).join("\n");
  }
}

function changeEncoding(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString("utf8");
  const at = random.below(bytes.length + 1);
  switch (random.below(9)) {
    case 0:
      return iconv.encode(text, "cp932");
    case 1:
      return Buffer.from(`\uFEFF${text}`);
    case 2:
      return Buffer.from(text, "utf16le");
    case 3:
      return Buffer.from(text, "latin1");
    case 4:
      return iconv.encode(text, "euc-jp");
    case 5:
      return Buffer.from(bytes.toString("latin1"), "utf8");
    case 6:
      return Buffer.from(text.normalize(random.pick(["NFD", "NFC", "NFKC"], "NFD")));
    case 7:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0x80 + random.below(128)]), bytes.subarray(at)]);
    default:
      return Buffer.concat([bytes.subarray(0, at), iconv.encode("表ソ十能Ａ①", "cp932"), bytes.subarray(at)]);
  }
}
