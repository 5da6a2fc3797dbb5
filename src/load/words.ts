import {
  choicesOf,
  type FieldType,
  fieldOf,
  LOCALES,
  RANGES,
  TIME_ZONE_TEXTS,
  type Value,
  type ValueKey,
} from "../model/fields.ts";
import { say, type Told } from "../model/phrases.ts";
import { STATES, type State } from "../model/user.ts";

/** What people write in cells, beside the values themselves and the console's codes. */
const YES = "true yes on はい 有 有効 ○ ya".split(" ");
const NO = "false no off いいえ 無 無効 × tidak".split(" ");
const RANGE_WORDS = {
  all: ["すべて", "semua"],
  hostOnly: ["host only", "ホストのみ", "hanya untuk host"],
  none: ["なし", "tidak ada"],
} as const satisfies Record<(typeof RANGES)[number], readonly string[]>;
const LOCALE_WORDS = {
  ja: ["japanese", "日本語", "jepang"],
  en: ["english", "英語", "inggris"],
} as const satisfies Record<(typeof LOCALES)[number], readonly string[]>;
const STATE_WORDS = {
  active: ["有効", "aktif"],
  inactive: ["無効", "nonaktif"],
  absent: ["削除", "hapus"],
} as const satisfies Record<State, readonly string[]>;
/** The console writes Manilla. */
const MANILA = "(GMT+8:00) Manila";

/** The value of a cell; undefined for a word that nobody knows. Free text is itself. */
export function valueOfWord(key: ValueKey, text: string): Value | undefined {
  const { type } = fieldOf(key);
  const words = WORDS[type];
  return words === undefined ? text : (words.get(text) ?? words.get(normalWord(text)));
}

export function stateOfWord(text: string): State | undefined {
  return STATE.get(normalWord(text));
}

/** The plainest way to write each value, for whoever wrote something else. */
export function wordsHint(key: ValueKey | "state"): Told {
  if (key === "state") return say("write one of: {words}", { words: STATES.join(", ") });
  const { type } = fieldOf(key);
  if (type === "bool") return say("write 1 or yes, 0 or no, or leave the cell empty to inherit");
  return say("write one of: {words}, or the console's code", { words: (choicesOf(type) ?? []).join(", ") });
}

/** Is this the code that means all, the widest, in a range? */
export function isZero(text: string): boolean {
  return normalWord(text) === "0";
}

function normalWord(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

function tableOf<T extends Value>(
  words: readonly (readonly [value: T, words: readonly string[]])[],
): ReadonlyMap<string, T> {
  return new Map(words.flatMap(([value, all]) => all.map((word) => [normalWord(word), value] as const)));
}

/** A value, its code, and its words. */
function coded<T extends string>(values: readonly T[], words: (value: T) => readonly string[]): ReadonlyMap<string, T> {
  return tableOf(values.map((value, code) => [value, [value, String(code), ...words(value)]] as const));
}

const STATE = tableOf(STATES.map((state) => [state, [state, ...STATE_WORDS[state]]] as const));

const WORDS: Readonly<Partial<Record<FieldType, ReadonlyMap<string, Value>>>> = {
  bool: tableOf<boolean>([
    [true, ["1", ...YES]],
    [false, ["0", ...NO]],
  ]),
  range: coded(RANGES, (range) => RANGE_WORDS[range]),
  locale: coded(LOCALES, (locale) => LOCALE_WORDS[locale]),
  timeZone: new Map([
    ...coded(Object.keys(TIME_ZONE_TEXTS), () => []),
    ...tableOf(Object.entries(TIME_ZONE_TEXTS).map(([zone, text]) => [zone, [text]] as const)),
    [normalWord(MANILA), "Asia/Manila"],
  ]),
};
