import { say, type Told } from "../../model/phrases.ts";
import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Entry } from "../entry.ts";
import { later } from "../later.ts";

/** Real days, in an order that people can live by. */
export function checkDays(entry: Entry): readonly Problem[] {
  const { startDate, endDate, leave } = entry;
  if (startDate === undefined && endDate === undefined && leave === undefined) return [];
  const days = { startDate, endDate, "leave.from": leave?.from, "leave.until": leave?.until };
  return [
    ...Object.entries(days).flatMap(([word, day]) => checkDay(day, () => later(entry, word))),
    ...checkOrder(entry, { word: "startDate", day: startDate }, { word: "endDate", day: endDate }),
    ...checkOrder(entry, { word: "leave.from", day: leave?.from }, { word: "leave.until", day: leave?.until }),
  ];
}

export function checkDay(day: string | undefined, place: () => Place): readonly Problem[] {
  if (day === undefined || isDay(day)) return [];
  return [problem("date-format", { value: day || '""', hint: hintOf(day) }, { place: place() })];
}

/** 2026-02-29 has the form of a day and is none. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** What a spreadsheet makes of a date, and what it was most likely. */
const FORMS: readonly { readonly form: RegExp; readonly hint: (found: readonly string[], text: string) => Told }[] = [
  { form: /^#/, hint: () => say("a formula failed here, or the column was too narrow; write the date itself") },
  { form: /^\d{4}-\d{2}-\d{2}$/, hint: () => say("the calendar has no such day") },
  {
    form: /^[2-9]\d{4}(\.\d+)?$/,
    hint: (_, text) =>
      say("as a spreadsheet counts days this is {day}; format the column as text and write the date", {
        day: serialDay(text),
      }),
  },
  {
    form: /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: [\d:]+)?$/,
    hint: ([, year, month, day]) =>
      say("write {year}-{month}-{day}; in a spreadsheet, format the column as text first", dayOf(year, month, day)),
  },
  {
    form: /^(?:令和|R)(\d{1,2})[./年](\d{1,2})[./月](\d{1,2})日?$/i,
    hint: ([, year, month, day]) => say("write {year}-{month}-{day}", dayOf(String(2018 + Number(year)), month, day)),
  },
  {
    form: /^(\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{1,2}|\d{1,2}\/\d{1,2})$/,
    hint: () => say("the year is missing, as a spreadsheet shows it; write year-month-day, such as 2026-12-01"),
  },
  {
    form: /^\d{1,2}[/.]\d{1,2}[/.]\d{4}$/,
    hint: () => say("day or month first? write year-month-day, such as 2026-12-01"),
  },
];

function hintOf(text: string): Told {
  const plain = text.normalize("NFKC").trim();
  if (plain !== text && isDay(plain))
    return say("write {day} with the digits and hyphens of a keyboard", { day: plain });
  for (const { form, hint } of FORMS) {
    const found = form.exec(plain);
    if (found !== null) return hint(found, plain);
  }
  return say("write year-month-day, such as 2026-12-01");
}

/** Spreadsheets count from the last day but one of 1899. */
function serialDay(text: string): string {
  const day = Math.floor(Number(text));
  return new Date(Date.UTC(1899, 11, 30 + day)).toISOString().slice(0, 10);
}

function dayOf(year = "", month = "", day = "") {
  return { year, month: month.padStart(2, "0"), day: day.padStart(2, "0") };
}

interface Day {
  readonly word: string;
  readonly day: string | undefined;
}

function checkOrder(entry: Entry, first: Day, last: Day): readonly Problem[] {
  const [earlierDay, laterDay] = [first.day, last.day];
  if (earlierDay === undefined || laterDay === undefined || laterDay >= earlierDay) return [];
  if (!isDay(earlierDay) || !isDay(laterDay)) return [];
  const where = { place: later(entry, last.word), related: [later(entry, first.word)] };
  return [problem("dates-order", { later: last.word, laterDay, earlier: first.word, earlierDay }, where)];
}
