import type { Separator } from "../../src/model/csv.ts";
import { fieldOf, isFieldKey } from "../../src/model/fields.ts";
import type { Random } from "../fuzz/random.ts";
import { chance, type Entries, type Node, pick, shuffled } from "./random-people.ts";

export interface RandomTable {
  readonly text: string;
  readonly separator: Separator;
}

/** One way among many to write these people as a table of meibo's own. */
export function randomTable(random: Random, people: readonly Entries[]): RandomTable {
  const eol = pick(random, ["\n", "\r\n"]);
  const separator = pick<Separator>(random, [",", ",", ";", "\t"]);
  const rows = people.map(cellsOf);
  const keys = shuffled(random, [...new Set(["loginId", "name", ...rows.flatMap((row) => [...row.keys()])])]);
  const cell = (text: string, key?: string) => cellText(random, separator, text, key);
  const records = [
    keys.map((key) => cell(headerOf(random, key))),
    ...rows.map((row) => keys.map((key) => cell(row.get(key) ?? "", key))),
  ];
  const lines = records.flatMap((cells) => [...(chance(random, 10) ? [""] : []), cells.join(separator)]);
  const end = pick(random, ["", eol, eol, eol + eol]);
  return { text: lines.join(eol) + end, separator };
}

/** `permissions: { phone: true }` is a column `phone`, a leave are columns; roles stand in one cell. */
function cellsOf(person: Entries): ReadonlyMap<string, string> {
  const cells = new Map<string, string>();
  for (const [key, value] of person) {
    if (key === "permissions" && value instanceof Map)
      for (const [name, word] of permissionsIn(value)) cells.set(name, word);
    else if (value instanceof Map) for (const [name, inner] of value) cells.set(`${key}.${name}`, String(inner));
    else cells.set(key === "role" ? "roles" : key, Array.isArray(value) ? value.join(" ") : String(value));
  }
  return cells;
}

function permissionsIn(permissions: ReadonlyMap<string, Node>): readonly (readonly [string, string])[] {
  return [...permissions].flatMap(([product, value]) => {
    if (!(value instanceof Map))
      return [[isFieldKey(product) ? product : `${product}.enabled`, String(value)] as const];
    return [...value].map(([word, inner]) => [`${product}.${word}`, String(inner)] as const);
  });
}

function headerOf(random: Random, key: string): string {
  const console = isFieldKey(key) ? [fieldOf(key).header.en, fieldOf(key).header.ja] : [];
  return random.pick([key, key, `列 [${key}]`, key.toUpperCase(), ...console], key);
}

/** Spaces around a cell mean nothing, but in a Login ID. */
function cellText(random: Random, separator: Separator, text: string, key: string | undefined): string {
  const spaced = key !== "loginId" && !/^\s|\s$/.test(text) && chance(random, 8) ? ` ${text}  ` : text;
  const needs = spaced.includes(separator) || /["\r\n]/.test(spaced);
  return needs || chance(random, 15) ? `"${spaced.replaceAll('"', '""')}"` : spaced;
}
