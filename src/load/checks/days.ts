import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Entry } from "../entry.ts";

/** Real days, in an order that people can live by. */
export function checkDays(entry: Entry): readonly Problem[] {
  const { startDate, endDate, leave } = entry;
  if (startDate === undefined && endDate === undefined && leave === undefined) return [];
  const days = { startDate, endDate, "leave.from": leave?.from, "leave.until": leave?.until };
  return [
    ...Object.entries(days).flatMap(([word, day]) => checkDay(day, () => entry.where(word))),
    ...checkOrder(entry, "startDate", startDate, "endDate", endDate),
    ...checkOrder(entry, "leave.from", leave?.from, "leave.until", leave?.until),
  ];
}

export function checkDay(day: string | undefined, place: () => Place): readonly Problem[] {
  return day === undefined || isDay(day) ? [] : [problem("date-format", { value: day }, { place: place() })];
}

/** 2026-02-29 has the form of a day and is none. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function checkOrder(
  entry: Entry,
  earlier: string,
  earlierDay: string | undefined,
  later: string,
  laterDay: string | undefined,
): readonly Problem[] {
  if (earlierDay === undefined || laterDay === undefined || laterDay >= earlierDay) return [];
  if (!isDay(earlierDay) || !isDay(laterDay)) return [];
  const where = { place: entry.where(later), related: [entry.where(earlier)] };
  return [problem("dates-order", { later, laterDay, earlier, earlierDay }, where)];
}
