import { ENTRY_WORDS, type EntryKey, type EntryWord, isValueKey } from "../model/entry-word.ts";
import { fieldOf, VALUE_KEYS } from "../model/fields.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { fieldNamed } from "./explain.ts";
import { nearest } from "./suggest.ts";
import { stateOfWord, valueOfWord, wordsHint } from "./words.ts";

/** `phoneMobile=yes role=sales-lead`, as an admin writes it on a command line. */
export function readAssignments(texts: readonly string[]): Result<readonly EntryWord[]> {
  return all(texts.map(readAssignment));
}

/** The keys of words that are to be taken out; a leave goes whole. */
export function readKeys(texts: readonly string[]): Result<readonly EntryWord[]> {
  return all(
    texts.flatMap((text) => {
      const names = text.toLowerCase() === "leave" ? ["leave.from", "leave.until", "leave.reason"] : [text];
      return names.map((name): Result<EntryWord> => {
        const key = keyNamed(name);
        if (!key.ok) return key;
        if (!NEEDED.has(key.value)) return { ok: true, value: { key: key.value }, problems: [] };
        return { ok: false, problems: [problem("word-needed", { key: key.value })] };
      });
    }),
  );
}

/** Without them an entry is none; a Login ID changes by `rename`. */
const NEEDED: ReadonlySet<EntryKey> = new Set<EntryKey>(["loginId", "name"]);

function all(read: readonly Result<EntryWord>[]): Result<readonly EntryWord[]> {
  const words = read.flatMap((one) => (one.ok ? [one.value] : []));
  const keys = words.map(({ key }) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => problem("word-twice", { key }));
  const problems = [...read.flatMap((one): readonly Problem[] => (one.ok ? [] : one.problems)), ...twice];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: words, problems: [] };
}

/** Words of an entry as they stand in a file. */
export function readEntryWords(words: readonly (readonly [key: string, text: string])[]): Result<readonly EntryWord[]> {
  return all(
    words.flatMap(([name, text]) => {
      const key = keyNamed(name.replace(/^permissions\./, ""));
      if (!key.ok) return name === "extensionPool" ? [] : [key];
      return [
        key.value === "loginId"
          ? wordResult(key.value, text)
          : readWord(key.value === "role" && /[\s,;、]/.test(text) ? "roles" : key.value, text),
      ];
    }),
  );
}

function wordResult(key: EntryKey, value: string): Result<EntryWord> {
  return { ok: true, value: { key, value }, problems: [] };
}

function readAssignment(text: string): Result<EntryWord> {
  const at = text.indexOf("=");
  if (at < 1) return { ok: false, problems: [problem("assignment-form", { text })] };
  const key = keyNamed(text.slice(0, at));
  if (!key.ok) return key;
  const word = text.slice(at + 1).trim();
  return readWord(key.value === "role" && word.includes(",") ? "roles" : key.value, word);
}

/** A value as it is meant, whatever accepted word it was written with. */
function readWord(key: EntryKey, text: string): Result<EntryWord> {
  if (key === "loginId") return { ok: false, problems: [problem("word-needed", { key })] };
  if (text === "") return { ok: false, problems: [problem("word-empty", { key })] };
  const value = meantBy(key, text);
  if (value !== undefined) return { ok: true, value: { key, value }, problems: [] };
  const hint = isValueKey(key) || key === "state" ? wordsHint(key) : say("write year-month-day, such as 2026-12-01");
  return { ok: false, problems: [problem("value-unknown", { value: text, key, hint })] };
}

function meantBy(key: EntryKey, text: string): EntryWord["value"] {
  if (isValueKey(key)) return valueOfWord(key, text);
  if (key === "state") return stateOfWord(text);
  if (DAYS.has(key)) return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
  return LISTS.has(key) ? text.split(/[\s,;、]+/).filter((name) => name !== "") : text;
}

const DAYS: ReadonlySet<EntryKey> = new Set<EntryKey>(["startDate", "endDate", "leave.from", "leave.until"]);
const LISTS: ReadonlySet<EntryKey> = new Set<EntryKey>(["roles", "previousLoginIds"]);

/** In any case: a word of an entry, or a field by any of its names. */
function keyNamed(text: string): Result<EntryKey> {
  const name = text.trim().toLowerCase();
  const own = ENTRY_WORDS.find((key) => key.toLowerCase() === name);
  if (own !== undefined) return { ok: true, value: own, problems: [] };
  const field = fieldNamed(text);
  if (field.ok) return field;
  const short = VALUE_KEYS.map((key) => key.replace(/\.enabled$/, ""));
  const near = nearest(text, [...ENTRY_WORDS, ...short, ...VALUE_KEYS.map((key) => fieldOf(key).header.en)]);
  const words = [...ENTRY_WORDS, ...VALUE_KEYS].join(", ");
  const hint = near === undefined ? say("fields: {words}", { words }) : say("did you mean {words}?", { words: near });
  return { ok: false, problems: [problem("field-unknown", { field: text, hint })] };
}
