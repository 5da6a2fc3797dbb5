import { wordsFor } from "../../src/edit/accept.ts";
import type { Edit } from "../../src/edit/yaml-entry.ts";
import { readDocument, USERS_FORMAT } from "../../src/load/document.ts";
import type { Entry } from "../../src/load/entry.ts";
import { readPeople } from "../../src/load/read.ts";
import { readTable } from "../../src/load/table.ts";
import type { Explanation } from "../../src/model/explanation.ts";
import { choicesOf, fieldOf, VALUE_KEYS, type Value, type ValueKey } from "../../src/model/fields.ts";
import { isError } from "../../src/model/problem.ts";
import { DEFAULT_SETTINGS } from "../../src/model/settings.ts";
import type { TenantState } from "../../src/model/user.ts";
import { type Random, randomOf } from "../fuzz/random.ts";
import type { RandomFile } from "./random-files.ts";
import { chance, pick, shuffled } from "./random-people.ts";

/** What one entry says, by word. */
export type Said = Readonly<Record<string, unknown>>;

/** What the loader reads in a file, person by person. */
export function saidIn(file: RandomFile): readonly Said[] {
  const { entries, notes } = opened(file);
  return entries.map((entry, index) => ({
    ...Object.fromEntries(entry.said.map(({ key, value }) => [key, value])),
    loginId: entry.loginId,
    previousLoginIds: entry.previousLoginIds,
    roles: entry.roles,
    state: entry.state,
    startDate: entry.startDate,
    endDate: entry.endDate,
    leave: entry.leave,
    employeeId: entry.employeeId,
    department: entry.department,
    note: notes[index],
  }));
}

function opened({ file, bytes, text, separator }: RandomFile) {
  const { entries, problems } = readPeople({ file, bytes }, { ...DEFAULT_SETTINGS, tenant: "aoba" });
  const found = problems.filter(isError);
  if (found.length > 0) throw new Error(JSON.stringify(found));
  if (separator === undefined) {
    const { users = [], user } = readDocument({ file, text }, USERS_FORMAT).document?.value ?? {};
    return {
      entries,
      notes: [...users, ...(user === undefined ? [] : [user])].map((one) => ("note" in one ? one.note : undefined)),
    };
  }
  const { header = [], rows = [] } = readTable({ file, text }).table ?? {};
  const column = header.findIndex((name) => /^(.*\[)?note\]?$/i.test(name.trim()));
  return { entries, notes: rows.map(({ cells }) => cells[column]?.trim() || undefined) };
}

/** Edits of a file, and what it is to say after them. */
export interface RandomEdits {
  readonly edits: readonly Edit[];
  readonly wanted: readonly Said[];
}

export function randomEdits(file: RandomFile, seed: number): RandomEdits {
  const random = randomOf(seed);
  const { entries } = opened(file);
  const before = saidIn(file);
  const chosen = shuffled(random, [...entries.keys()]).slice(0, 1 + random.below(3));
  const wishes = new Map(chosen.map((index) => [index, randomWish(random)]));
  const edits = [...wishes].flatMap(([index, wish]) => {
    const entry = entries[index];
    return entry === undefined ? [] : [{ loginId: entry.loginId, writings: writingsOf(wish, entry) }];
  });
  return {
    edits,
    wanted: before.map((said, index) => wantedOf(said, wishes.get(index), file.separator !== undefined)),
  };
}

interface RandomWish {
  readonly values: readonly (readonly [ValueKey, Value | undefined])[];
  readonly state?: TenantState;
  readonly words: readonly (readonly ["department" | "employeeId" | "note", string])[];
}

const NAMES = ["高橋 花", "no: really", "Li", "'x'", '"', "#", "true", "007", "a, b; c", "{}", "한글", "é"] as const;
const TEXTS = ["x", "one\ntwo", "a # b", "- ", "ends with a \\", "\t", "終わり", "1e5"] as const;

const PLAIN_TEXTS = ["大阪", "no: x", "7"] as const;

function randomWish(random: Random): RandomWish {
  const keys = shuffled(random, VALUE_KEYS).slice(0, random.below(5));
  const words = shuffled(random, ["department", "employeeId", "note"] as const).slice(0, random.below(2));
  return {
    values: keys.map((key) => [key, key !== "name" && chance(random, 25) ? undefined : randomValue(random, key)]),
    ...(chance(random, 30) ? { state: pick(random, ["active", "inactive"]) } : {}),
    words: words.map((key) => [key, pick(random, key === "note" ? TEXTS : PLAIN_TEXTS)]),
  };
}

function randomValue(random: Random, key: ValueKey): Value {
  if (key === "name") return pick(random, NAMES);
  const choices = choicesOf(fieldOf(key).type);
  return choices === undefined ? String(9000 + random.below(1000)) : random.pick(choices, "");
}

/** As the commands make them. */
function writingsOf({ values, state, words }: RandomWish, entry: Entry): Edit["writings"] {
  const isTable = entry.place.row !== undefined;
  const own = (key: string) =>
    isTable || entry.said.some((said) => said.key === key) ? entry.where(key) : entry.place;
  const dates: Explanation["dates"] =
    entry.state === undefined && !isTable ? [] : [{ key: "state", value: "", place: entry.where("state") }];
  const fields = VALUE_KEYS.map((key) => ({ key, column: "", words: [], place: own(key) }));
  const explained = { loginId: entry.loginId, name: "", place: entry.place, roles: [], dates, fields };
  const wish = {
    fields: values.map(([key, from]) => ({ key, ...(from === undefined ? {} : { from }) })),
    ...(state === undefined ? {} : { state }),
  };
  const others = words.map(([key, text]) => ({
    place: isTable ? entry.where(key) : entry.place,
    key,
    text: isTable ? text : `${key}: ${JSON.stringify(text)}`,
  }));
  return [...wordsFor(wish, explained), ...others];
}

/** Spaces around a cell mean nothing. */
function wantedOf(said: Said, wish: RandomWish | undefined, isTable: boolean): Said {
  if (wish === undefined) return said;
  const { values, state, words } = wish;
  return {
    ...said,
    ...Object.fromEntries(values),
    ...(state === undefined ? {} : { state }),
    ...Object.fromEntries(words.map(([key, text]) => [key, isTable ? text.trim() || undefined : text])),
  };
}
