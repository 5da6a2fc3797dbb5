import type { Encoding } from "../model/encoding.ts";
import type { HrExport, HrProfile, HrRow } from "../model/hr.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem, type Result, resultOf } from "../model/problem.ts";
import { decodeCsv } from "./decode.ts";
import { finish } from "./finish.ts";
import { scanCsv } from "./scan.ts";
import { nearest } from "./suggest.ts";
import { headerPlace, isBlank, type Row, readTable, rowPlace, type Table } from "./table.ts";

/** The employees of an HR system's export; only columns that the profile names are looked at. */
export function readHr(
  bytes: Uint8Array,
  file: string,
  profile: HrProfile,
): Result<HrExport & { readonly encoding: Encoding }> {
  const decoded = decodeCsv({ file, bytes });
  if (!decoded.ok) return { ok: false, problems: [decoded.problem] };
  const source = { file, text: decoded.text };
  const scanned = scanCsv(source);
  const read = scanned.length > 0 ? { problems: scanned } : readTable(source);
  if (!("table" in read) || read.table === undefined) return { ok: false, problems: finish(read.problems, [source]) };
  const { table } = read;
  const missing = missingColumns(table, profile);
  if (missing.length > 0) return { ok: false, problems: finish([...read.problems, ...missing], [source]) };
  const problems: Problem[] = [...read.problems];
  const rows = table.rows.filter((row) => !isBlank(row)).map((row) => hrRow({ table, profile, problems }, row));
  problems.push(...twice(rows, profile.match));
  const ignored = table.header.filter((name) => !columnsOf(profile).includes(name.trim())).length;
  return resultOf({ rows, ignored, encoding: decoded.encoding }, finish(problems, [source]));
}

function columnsOf({ columns: { status, name = [], ...others } }: HrProfile): readonly string[] {
  return [...Object.values(others), ...name, ...(status === undefined ? [] : [status.column])];
}

function missingColumns(table: Table, profile: HrProfile): readonly Problem[] {
  const header = table.header.map((name) => name.trim());
  return columnsOf(profile)
    .filter((column) => !header.includes(column))
    .map((column) => {
      const near = nearest(column, header);
      const hint =
        near === undefined
          ? say("columns: {words}", { words: header.slice(0, 20).join(", ") })
          : say("did you mean {words}?", { words: near });
      return problem("hr-column", { column, hint }, { place: headerPlace(table, table.header[0] ?? "") });
    });
}

interface Reading {
  readonly table: Table;
  readonly profile: HrProfile;
  readonly problems: Problem[];
}

function hrRow(reading: Reading, row: Row): HrRow {
  const { table, profile } = reading;
  const { name = [], status, ...texts } = profile.columns;
  const cell = (column: string | undefined) =>
    column === undefined
      ? ""
      : (row.cells[table.header.findIndex((one) => one.trim() === column)] ?? "").normalize("NFC").trim();
  const said = {
    employeeId: cell(texts.employeeId),
    name: name
      .map(cell)
      .filter((part) => part !== "")
      .join(" "),
    loginId: cell(texts.loginId),
    department: cell(texts.department),
    startDate: dayOf(reading, row, texts.startDate, cell(texts.startDate)),
    endDate: dayOf(reading, row, texts.endDate, cell(texts.endDate)),
    status: statusOf(reading, row, status, cell(status?.column)),
  };
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== ""));
  return { place: rowPlace(table, row), ...kept };
}

/** Such exports write days with slashes, and months without zeros. */
function dayOf({ table, problems }: Reading, row: Row, column: string | undefined, text: string): string | undefined {
  if (text === "") return undefined;
  const [, year = "", month = "", day = ""] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (year !== "" && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso)) return iso;
  const args = { value: text, key: column ?? "", hint: say("write year-month-day, such as 2026-12-01") };
  problems.push(problem("value-unknown", args, { place: rowPlace(table, row, column) }));
  return undefined;
}

function statusOf(
  { table, problems }: Reading,
  row: Row,
  status: HrProfile["columns"]["status"],
  text: string,
): HrRow["status"] {
  if (status === undefined || text === "") return undefined;
  const meant = Object.hasOwn(status.map, text) ? status.map[text] : undefined;
  if (meant !== undefined) return meant;
  const hint = say("write one of: {words}", { words: Object.keys(status.map).join(", ") });
  problems.push(
    problem("value-unknown", { value: text, key: status.column, hint }, { place: rowPlace(table, row, status.column) }),
  );
  return undefined;
}

/** Two rows of one person may say two things. */
function twice(rows: readonly HrRow[], match: HrProfile["match"]): readonly Problem[] {
  const first = new Map<string, HrRow>();
  return rows.flatMap((row) => {
    const key = row[match]?.toLowerCase();
    if (key === undefined) return [];
    const known = first.get(key);
    first.set(key, known ?? row);
    if (known === undefined) return [];
    return [
      problem("hr-twice", { key: match, value: row[match] ?? "", line: known.place.line ?? 1 }, { place: row.place }),
    ];
  });
}
