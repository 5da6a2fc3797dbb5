import type { Shape } from "../../src/load/shape.ts";
import { fieldOf, LOCALES, PERMISSION_KEYS, RANGES, TIME_ZONES } from "../../src/model/fields.ts";
import { compareText } from "../../src/model/place.ts";
import type { Random } from "../fuzz/random.ts";

/** What stands under a key of a file, before anybody has decided how it is written. */
export type Node = string | readonly Node[] | Entries;
export type Entries = ReadonlyMap<string, Node>;

const NAMES = [
  "佐藤 花子",
  "髙橋 一郎",
  "Siti Nuraini",
  'O\'Brien, "Bob"',
  "#1: a",
  "yes",
  "0123",
  "ｶﾅ",
  "- x",
  "a: b",
  "{x}",
  "é",
];
const TEXTS = [
  "trade fair, ticket IT-881",
  "see: https://aoba.example/#1",
  "first\nsecond",
  "  indented\n\nlast",
  "# no comment",
  "'single' \"double\"",
  "後で 確認",
  "yes",
  "\\n",
  "ends in a break\n",
];
const ROLES = ["sales-agent", "viewer", "it-admin"];
const DAYS = ["2026-12-01", "2027-04-30", "2028-02-29"];

/** People whom the loader takes, each with whatever a person may have, in any order. */
export function randomPeople(random: Random): readonly Entries[] {
  return Array.from({ length: 1 + random.below(5) }, (_, number) => randomPerson(random, number));
}

/** A whole file of such people, with what it says for everybody. */
export function randomWhole(random: Random, people: readonly Entries[]): Entries {
  const usual = shuffled<readonly [string, Node]>(random, [
    ["locale", "ja"],
    ["timeZone", "Asia/Tokyo"],
    ["role", "viewer"],
  ]);
  const [only, ...others] = people;
  return new Map(
    shuffled<readonly [string, Node]>(random, [
      ...(chance(random, 30) ? [["department", "everywhere"] as const] : []),
      ...(chance(random, 40) ? [["defaults", new Map(usual)] as const] : []),
      only !== undefined && others.length === 0 && chance(random, 50) ? ["user", only] : ["users", people],
    ]),
  );
}

/** The same with every key in its place, and people by Login ID. */
export function tidied(node: Node, shape: Shape | undefined, isUsers = false): Node {
  if (typeof node === "string") return node;
  if (node instanceof Map) {
    const order = [...(shape?.keys.keys() ?? [])];
    const pairs = [...node].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    return new Map(pairs.map(([key, value]) => [key, tidied(value, shape?.keys.get(key), key === "users")]));
  }
  const items = [...(Array.isArray(node) ? node : [])].map((item) => tidied(item, shape?.items));
  return isUsers ? items.sort((a, b) => compareText(idOf(a), idOf(b))) : items;
}

function idOf(person: Node): string {
  return person instanceof Map ? String(person.get("loginId")).toLowerCase() : "";
}

export function chance(random: Random, percent: number): boolean {
  return random.below(100) < percent;
}

export function pick<T>(random: Random, all: readonly [T, ...T[]]): T {
  return random.pick(all, all[0]);
}

export function shuffled<T>(random: Random, all: readonly T[]): readonly T[] {
  const left = [...all];
  return all.flatMap(() => left.splice(random.below(left.length), 1));
}

function randomPerson(random: Random, number: number): Entries {
  const optional: readonly (readonly [string, Node])[] = [
    [
      "previousLoginIds",
      Array.from({ length: 1 + random.below(2) }, (_, index) => `old${number}-${index}@aoba.example`),
    ],
    ["employeeId", pick(random, ["10231", "E-7", "0042"])],
    ["department", pick(random, ["tokyo-sales", "大阪", "x: y"])],
    ["extension", String(2100 + number)],
    ["locale", random.pick(LOCALES, "ja")],
    ["timeZone", random.pick(TIME_ZONES, "Asia/Tokyo")],
    ["state", pick(random, ["active", "inactive", "absent"])],
    ["leave", randomLeave(random)],
    chance(random, 50)
      ? ["role", random.pick(ROLES, "viewer")]
      : ["roles", shuffled(random, ROLES).slice(0, 1 + random.below(3))],
    ["permissions", randomPermissions(random)],
    ["note", random.pick(TEXTS, "")],
    ["startDate", "2025-04-01"],
    ["endDate", random.pick(DAYS, "")],
  ];
  const letters = `${pick(random, ["u", "U", "z", "a"])}${number}`;
  const kept = optional.filter(() => chance(random, 40));
  return new Map(shuffled(random, [["loginId", `${letters}@aoba.example`], ["name", random.pick(NAMES, "")], ...kept]));
}

function randomLeave(random: Random): Entries {
  const more = [
    ["until", "2027-05-01"],
    ["reason", random.pick(TEXTS, "")],
  ] as const;
  return new Map(shuffled(random, [["from", "2026-11-10"] as const, ...more.filter(() => chance(random, 50))]));
}

/** What others need is on. */
const ALONE = PERMISSION_KEYS.filter((key) => fieldOf(key).needs.every(({ severity }) => severity !== "error"));

function randomPermissions(random: Random): Entries {
  const permissions = new Map<string, Node>();
  for (const key of shuffled(random, ALONE).slice(0, random.below(7))) {
    const [product = key, word] = key.split(".");
    const value = fieldOf(key).type === "range" ? random.pick(RANGES, "none") : pick(random, ["true", "false"]);
    const inner = permissions.get(product);
    if (word === undefined || (word === "enabled" && inner === undefined && chance(random, 50)))
      permissions.set(product, value);
    else if (inner === undefined || inner instanceof Map)
      permissions.set(product, new Map([...(inner ?? []), [word, value]]));
  }
  return permissions;
}
