import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { twins } from "../../src/cli/editing.ts";
import { readUsersFile } from "../../src/cli/overlay.ts";
import { writingOf } from "../../src/edit/entry-words.ts";
import { saysMore, sheetEdits } from "../../src/edit/sheet.ts";
import { editFile } from "../../src/edit/write.ts";
import { valuesBelow } from "../../src/load/explain.ts";
import { type Loaded, loadRoster } from "../../src/load/roster.ts";
import { readSheet } from "../../src/load/sheet.ts";
import { writeCsv } from "../../src/model/csv.ts";
import { ENCODINGS } from "../../src/model/encoding.ts";
import type { Value } from "../../src/model/fields.ts";
import { columnOf } from "../../src/model/person.ts";
import { isError } from "../../src/model/problem.ts";
import { LANGUAGES } from "../../src/model/settings.ts";
import { SHEET_COLUMNS, type Sheet, type SheetCell, type SheetEdit } from "../../src/model/sheet.ts";
import { loginKey } from "../../src/model/user.ts";
import { sheetBytes } from "../../src/render/sheet.ts";
import { wordsIn } from "../../src/render/words/words.ts";
import { folderWith } from "../cli/command.ts";

const CONFIG = `version: 1
tenant: aoba
subscriptions: [meetings]
defaults: { locale: ja, timeZone: Asia/Tokyo }
`;
const ROLES = `roles:
  agent: { permissions: { phone: true, meetings: { enabled: true, downloadFiles: hostOnly } } }
  lead: { extends: [agent], permissions: { monitoring: true, meetings: { downloadFiles: all } } }
`;

/** Everything that a cell may have to be quoted, marked or kept for; all of it has a place in Shift_JIS. */
const word = fc
  .string({ unit: fc.constantFrom(..."aア髙,;=+-@'\"|% 0"), minLength: 1, maxLength: 8 })
  .map((text) => text.trim())
  .filter((text) => text !== "");
const day = (year: number) =>
  fc.integer({ min: 1, max: 28 }).map((date) => `${year}-02-${String(date).padStart(2, "0")}`);
const range = fc.constantFrom("all", "hostOnly", "none");

const CELLS = {
  name: word.map((text) => `N${text}`),
  role: fc.constantFrom("agent", "lead", "agent lead"),
  state: fc.constantFrom("active", "inactive"),
  startDate: day(2024),
  endDate: day(2030),
  "leave.from": day(2026),
  "leave.until": day(2027),
  "leave.reason": word,
  employeeId: fc.constantFrom("007", "7", "1E5", "=7", "x y", "00"),
  department: word,
  locale: fc.constantFrom("ja", "en"),
  timeZone: fc.constantFrom("Asia/Jakarta", "Asia/Tokyo"),
  "phone.enabled": fc.boolean(),
  monitoring: fc.boolean(),
  "meetings.downloadFiles": range,
  "meetings.createExternalLink": range,
} as const satisfies Readonly<Partial<Record<SheetCell["column"], fc.Arbitrary<Value>>>>;
type Key = keyof typeof CELLS;
const KEYS = Object.keys(CELLS).filter((key): key is Key => key in CELLS);
const PERMISSIONS: readonly Key[] = KEYS.slice(-4);

/** What an entry says by column. */
type Entry = Readonly<Partial<Record<Key, Value>>>;
const entry: fc.Arbitrary<Entry> = fc
  .record(CELLS, { requiredKeys: ["name"] })
  .map(({ "leave.until": until, "leave.reason": reason, ...rest }) =>
    rest["leave.from"] === undefined
      ? rest
      : {
          ...rest,
          ...(until === undefined ? {} : { "leave.until": until }),
          ...(reason === undefined ? {} : { "leave.reason": reason }),
        },
  );
const company = fc.record({
  yaml: fc.array(entry, { minLength: 1, maxLength: 4 }),
  table: fc.array(entry, { minLength: 1, maxLength: 4 }),
});

function yamlText(entries: readonly Entry[]): string {
  const users = entries.map((one, index) => {
    const tree: Record<string, Value | readonly string[] | Record<string, unknown>> = {
      loginId: `y${index}@aoba.example`,
      extension: `01${index}`,
    };
    for (const key of KEYS) {
      const value = one[key];
      if (value === undefined) continue;
      if (key === "role" && String(value).includes(" ")) tree["roles"] = String(value).split(" ");
      else put(tree, (PERMISSIONS.includes(key) ? `permissions.${key}` : key).split("."), value);
    }
    return `  - ${JSON.stringify(tree)}\n`;
  });
  return `users:\n${users.join("")}`;
}

function put(tree: Record<string, unknown>, [first = "", ...below]: readonly string[], value: Value): void {
  if (below.length === 0) {
    tree[first] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...Object(tree[first]) };
  put(inner, below, value);
  tree[first] = inner;
}

function tableText(entries: readonly Entry[]): string {
  const rows = entries.map((one, index) => [`t${index}@aoba.example`, ...KEYS.map((key) => String(one[key] ?? ""))]);
  return writeCsv([["loginId", ...KEYS], ...rows]);
}

async function folderOf({ yaml, table }: { readonly yaml: readonly Entry[]; readonly table: readonly Entry[] }) {
  const folder = folderWith({
    "meibo.yaml": CONFIG,
    "roles/all.yaml": ROLES,
    "users/a.yaml": yamlText(yaml),
    "users/b.csv": tableText(table),
  });
  return { folder, loaded: await load(folder) };
}

async function load(folder: string): Promise<Loaded> {
  const loaded = await loadRoster(folder);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 1));
  return loaded.value;
}

async function roundTrip(
  { roster }: Loaded,
  language: (typeof LANGUAGES)[number],
  encoding: (typeof ENCODINGS)[number],
): Promise<Sheet> {
  const bytes = sheetBytes(roster.users, SHEET_COLUMNS, encoding, await wordsIn(language));
  if (!bytes.ok) throw new Error(JSON.stringify(bytes.problems));
  const sheet = readSheet(bytes.value, "sheet.csv", {});
  if (!sheet.ok) throw new Error(JSON.stringify(sheet.problems));
  expect(sheet.value).toMatchObject({ encoding: encoding === "shift_jis" ? expect.anything() : encoding });
  return sheet.value;
}

function peopleOf({ roster }: Loaded, { rows }: Sheet) {
  return rows.map((row) => {
    const user = roster.users.find(({ loginId }) => loginKey(loginId) === loginKey(row.loginId));
    if (user === undefined) throw new Error(`nobody is ${row.loginId}`);
    return { row, user };
  });
}

function writtenEdit({ user: { loginId, place }, changes: own }: SheetEdit) {
  const words = own.flatMap(({ word: said }) => said ?? []);
  const all = place.row === undefined ? [...words, ...twins(words)] : words;
  return { loginId, writings: all.map((word) => writingOf(word, place)) };
}

const variants = LANGUAGES.flatMap((language) => ENCODINGS.map((encoding) => ({ language, encoding })));

test.each(variants)(
  "a sheet that nobody changed says nothing new: $language, $encoding",
  async ({ language, encoding }) => {
    await fc.assert(
      fc.asyncProperty(company, async (made) => {
        const { loaded } = await folderOf(made);
        const people = peopleOf(loaded, await roundTrip(loaded, language, encoding));
        expect(people).toHaveLength(made.yaml.length + made.table.length);
        expect(people.filter(saysMore)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  },
);

const change = fc.constantFrom(...KEYS).chain((key) => fc.record({ key: fc.constant(key), value: CELLS[key] }));
const changes = fc.array(fc.record({ who: fc.nat(), what: change }), { minLength: 1, maxLength: 6 });

test("what was changed in a sheet holds afterwards, and nothing else is different", async () => {
  let held = 0;
  await fc.assert(
    fc.asyncProperty(company, changes, fc.constantFrom(...variants), async (made, wanted, { language, encoding }) => {
      const { folder, loaded } = await folderOf(made);
      const sheet = await roundTrip(loaded, language, encoding);
      const rows = sheet.rows.map((row, index) => {
        const own = new Map(
          wanted.flatMap(({ who, what }) => (who % sheet.rows.length === index ? [[what.key, what.value]] : [])),
        );
        const cells = [...own].map(([column, value]) => ({ column, value, place: row.place, doubts: [] }));
        return {
          ...row,
          cells: [...row.cells.filter(({ column }) => !cells.some((one) => one.column === column)), ...cells],
        };
      });
      const below = valuesBelow(folder, "meibo.yaml");
      if (!below.ok) throw new Error("the folder could be read before");
      const people = peopleOf(loaded, { ...sheet, rows }).map(({ row, user }) => {
        const own = below.value(user);
        if (!own.ok) throw new Error(`${user.loginId} cannot be found again`);
        return { row, user, below: own.value };
      });
      const { edits, problems } = sheetEdits(people);
      if (problems.some(isError)) {
        // A leave without a first day is refused, as in any other way of writing it.
        expect(problems.filter(isError).every(({ name }) => name === "missing-key")).toBe(true);
        return;
      }
      const before = new Map(loaded.roster.users.map((user) => [user.loginId, user]));
      for (const [file, own] of Map.groupBy(edits, ({ user }) => user.place.file)) {
        const read = await readUsersFile(folder, loaded.settings, file);
        if (!read.ok) throw new Error(`${file} cannot be read`);
        const edited = editFile(read.value, own.map(writtenEdit));
        expect(edited.unwritten).toEqual([]);
        writeFileSync(join(folder, file), edited.bytes);
      }
      const after = await load(folder);
      held += 1;
      for (const user of after.roster.users) {
        const own = edits.find((edit) => edit.user.loginId === user.loginId)?.changes ?? [];
        const isMoved = own.some(({ column }) => column === "role");
        for (const column of SHEET_COLUMNS) {
          const asked = own.find((one) => one.column === column);
          if (asked !== undefined) expect([column, columnOf(user, column)]).toEqual([column, asked.to]);
          else if (!isMoved) {
            const old = before.get(user.loginId);
            expect([column, columnOf(user, column)]).toEqual([column, old && columnOf(old, column)]);
          }
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(held).toBeGreaterThan(75);
});
