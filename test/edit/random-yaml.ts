import type { Random } from "../fuzz/random.ts";
import { chance, type Entries, type Node, pick } from "./random-people.ts";

/** Every comment of such a text, but for those that speak to programs. */
export function remarksIn(text: string): readonly string[] {
  return (
    text.match(
      /# ?\d+ (?:until June|- x: \{ y|see #12|'|"|名簿: 確認|loginId: nobody@aoba\.example)|# block \d+-\d+/g,
    ) ?? []
  );
}

/** One way among many to write a file of people as YAML. */
export function randomYaml(random: Random, whole: Entries, quotes = false): string {
  const eol = pick(random, ["\n", "\n", "\r\n"]);
  const step = 1 + random.below(6);
  const pen: Pen = { random, step, dashed: chance(random, 50), quotes, comments: 0, inBlock: false };
  const head = [
    ...(chance(random, 40) ? ["# yaml-language-server: $schema=../schemas/users.schema.json"] : []),
    ...(chance(random, 40) ? ["# meibo: sorted"] : []),
    ...around(pen, 0),
    ...(chance(random, 10) ? ["---"] : []),
  ];
  const lines = [...head, ...mapLines(pen, whole, chance(random, 5) ? 2 : 0), ...around(pen, 0)];
  return lines.join(eol) + (chance(random, 70) ? eol : "");
}

interface Pen {
  readonly random: Random;
  /** Spaces of one level. */
  readonly step: number;
  /** Do lists stand deeper than their key? */
  readonly dashed: boolean;
  /** Do extensions always stand in quotes? */
  readonly quotes: boolean;
  comments: number;
  /** Behind a block of text whatever stands deeper is part of it. */
  inBlock: boolean;
}

const REMARKS = ["until June", "- x: { y", "see #12", "'", '"', "名簿: 確認", "loginId: nobody@aoba.example"] as const;

/** No two are alike, so that none can stand for another. */
function comment(pen: Pen): string {
  pen.comments += 1;
  return `#${pick(pen.random, ["", " "])}${pen.comments} ${pick(pen.random, REMARKS)}`;
}

/** Lines that mean nothing: comments, seldom where they should stand, and empty ones. */
function around(pen: Pen, indent: number): readonly string[] {
  const { random } = pen;
  if (!chance(random, 35)) return [];
  return Array.from({ length: 1 + random.below(3) }, () => {
    if (chance(random, 30)) return "";
    const deepest = pen.inBlock ? indent : indent + 3;
    pen.inBlock = false;
    return " ".repeat(chance(random, 70) ? indent : random.below(deepest + 1)) + comment(pen);
  });
}

function behind(pen: Pen): string {
  return chance(pen.random, 20) ? `${" ".repeat(1 + pen.random.below(3))}${comment(pen)}` : "";
}

function mapLines(pen: Pen, map: Entries, indent: number): readonly string[] {
  return [...map].flatMap(([key, value], index) => [
    ...(index === 0 ? [] : around(pen, indent)),
    ...pairLines(pen, key, value, indent),
  ]);
}

function pairLines(pen: Pen, key: string, value: Node, indent: number): readonly string[] {
  const { random, step } = pen;
  pen.inBlock = false;
  const start = `${" ".repeat(indent)}${keyText(random, key)}:`;
  if (typeof value === "string") return scalarLines(pen, start, key, value, indent);
  const isEmpty = value instanceof Map ? value.size === 0 : Array.isArray(value) && value.length === 0;
  const isFlow = isEmpty || (key !== "users" && chance(random, 40)) || chance(random, 5);
  if (isFlow) return flowLines(pen, `${start} `, value, indent);
  const above = [`${start}${behind(pen)}`, ...around(pen, indent + step)];
  if (value instanceof Map) return [...above, ...mapLines(pen, value, indent + step)];
  return [...above, ...listLines(pen, [...(Array.isArray(value) ? value : [])], pen.dashed ? indent + step : indent)];
}

function keyText(random: Random, key: string): string {
  return chance(random, 90) ? key : pick(random, [`"${key}"`, `'${key}'`]);
}

function listLines(pen: Pen, items: readonly Node[], indent: number): readonly string[] {
  return items.flatMap((item, index) => [...(index === 0 ? [] : around(pen, indent)), ...itemLines(pen, item, indent)]);
}

function itemLines(pen: Pen, item: Node, indent: number): readonly string[] {
  const { random } = pen;
  const dash = `${" ".repeat(indent)}-`;
  if (typeof item === "string") return [`${dash} ${scalarText(random, item)}${behind(pen)}`];
  if (chance(random, 15)) return flowLines(pen, `${dash} `, item, indent);
  const column = indent + 2 + random.below(3);
  const lines =
    item instanceof Map ? mapLines(pen, item, column) : listLines(pen, Array.isArray(item) ? item : [], column);
  if (chance(random, 10)) return [`${dash}${behind(pen)}`, ...around(pen, column), ...lines];
  const [first = "", ...others] = lines;
  return [dash + first.slice(dash.length), ...others];
}

function scalarLines(pen: Pen, start: string, key: string, text: string, indent: number): readonly string[] {
  const { random, step } = pen;
  const isText = key === "note" || key === "reason";
  if ((isText || key === "name") && !/^\s|\\/.test(text) && chance(random, 30))
    return blockLines(pen, start, text, indent);
  const written = scalarText(random, text, pen.quotes && key === "extension");
  if (chance(random, 4)) return [`${start}${behind(pen)}`, `${" ".repeat(indent + step)}${written}${behind(pen)}`];
  return [`${start} ${written}${behind(pen)}`];
}

/** Literal, or folded where there is nothing to fold; empty lines at its end are kept by a sign. */
function blockLines(pen: Pen, start: string, text: string, indent: number): readonly string[] {
  const { random, step, comments } = pen;
  pen.inBlock = true;
  const lines = text.replace(/\n$/, "").split("\n");
  const style = lines.length === 1 ? pick(random, ["|", ">"]) : "|";
  const chomping = text.endsWith("\n") ? pick(random, ["", "+"]) : "-";
  const header = chance(random, 10) ? ` # block ${comments}-${start.length}` : "";
  return [
    `${start} ${style}${chomping}${header}`,
    ...lines.map((line) => (line === "" ? "" : " ".repeat(indent + step) + line)),
    ...(chomping !== "+" && chance(random, 20) ? [""] : []),
  ];
}

function scalarText(random: Random, text: string, quoted = false): string {
  if (text === "true" || text === "false") return text;
  const styles = [
    JSON.stringify(text),
    ...(/\n/.test(text) ? [] : [`'${text.replaceAll("'", "''")}'`]),
    ...(!quoted && PLAIN.test(text) && !TAKEN.test(text) ? [text, text, text] : []),
  ];
  return random.pick(styles, JSON.stringify(text));
}

const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._@+/()-]*$/u;
/** Numbers stay numbers: nothing that begins with a zero is plain. */
const TAKEN = /^(?:null|y|n|0\d*|.*\s)$/i;

/** In braces or brackets, on one line or on several. */
function flowLines(pen: Pen, start: string, node: Node, indent: number): readonly string[] {
  const { random, step } = pen;
  const isWide = chance(random, 20);
  const parts =
    node instanceof Map
      ? [...node].map(([key, value]) => `${keyText(random, key)}: ${flowText(pen, value, key)}`)
      : [...(Array.isArray(node) ? node : [])].map((item) => flowText(pen, item));
  const [open, close] = node instanceof Map ? ["{", "}"] : ["[", "]"];
  if (!isWide || parts.length === 0) return [`${start}${flowText(pen, node)}${behind(pen)}`];
  const inner = parts.flatMap((part, index) => {
    const comma = index < parts.length - 1 || chance(random, 20) ? "," : "";
    const remark = chance(random, 15) ? ` ${comment(pen)}` : "";
    return [`${" ".repeat(indent + step + random.below(2))}${part}${comma}${remark}`];
  });
  return [`${start}${open}`, ...inner, `${" ".repeat(indent + step)}${close}${behind(pen)}`];
}

function flowText(pen: Pen, node: Node, key = ""): string {
  const { random } = pen;
  if (typeof node === "string") return scalarText(random, node, pen.quotes && key === "extension");
  const comma = pick(random, [", ", ", ", ",", " , "]);
  const space = pick(random, [" ", ""]);
  if (node instanceof Map) {
    const parts = [...node].map(([key, value]) => `${keyText(random, key)}: ${flowText(pen, value, key)}`);
    return parts.length === 0 ? "{}" : `{${space}${parts.join(comma)}${space}}`;
  }
  return `[${space}${[...(Array.isArray(node) ? node : [])].map((item) => flowText(pen, item)).join(comma)}${space}]`;
}
