import { say, type Told } from "../../model/phrases.ts";
import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { type Entry, textOf } from "../entry.ts";
import { later } from "../later.ts";
import type { Declared } from "./twice.ts";

/** What a spreadsheet leaves in columns of text; a file that no spreadsheet opens is not asked. */
export function checkSpreadsheet(entry: Entry): readonly Problem[] {
  if (entry.place.row === undefined) return [];
  const { employeeId, department, leave } = entry;
  const found: Problem[] = [];
  checkText(found, entry, "name", textOf(entry, "name"));
  checkText(found, entry, "employeeId", employeeId);
  checkText(found, entry, "department", department);
  checkText(found, entry, "leave.reason", leave?.reason);
  return found;
}

const FAILED = /^#(REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|#+)$/;

const CHANGED: readonly { readonly form: RegExp; readonly reason: Told; readonly hint: Told }[] = [
  {
    form: /^(TRUE|FALSE)$/,
    reason: say("it is a yes or no"),
    hint: say("write the text, and format the column as text"),
  },
  {
    form: /^\d(\.\d+)?E[+-]\d{2,}$/,
    reason: say("it is a long number cut to its first digits"),
    hint: say("the other digits are lost: write them again, and format the column as text"),
  },
  {
    form: /^(\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2}|\d{4}\/\d{1,2}\/\d{1,2}( \d{1,2}:\d{2}(:\d{2})?)?)$/,
    reason: say("it is a date"),
    hint: say("write what stood there before, and format the column as text"),
  },
  { form: /^'./, reason: say("it begins with '"), hint: say("take the ' away; it is a spreadsheet's mark for text") },
  {
    form: /^".*"$|^"{2,}|"{2,}$/,
    reason: say("its quotes were doubled twice"),
    hint: say("take the quotes away; quotes around a cell are written once"),
  },
];

/** Nothing is changed: whoever knows what stood there decides. */
function checkText(found: Problem[], entry: Entry, column: string, text: string | undefined): void {
  if (text !== undefined) found.push(...spreadsheetMade(column, text, () => later(entry, column)));
}

/** Is this text what a spreadsheet makes of another? */
export function spreadsheetMade(column: string, text: string, place: () => Place): readonly Problem[] {
  if (!/^[#'"\dTFJASOND]|"$/.test(text)) return [];
  const change = CHANGED.find(({ form }) => form.test(text));
  const { reason, hint } = change ?? {};
  return [
    ...(FAILED.test(text) ? [problem("spreadsheet-error", { value: text, column }, { place: place() })] : []),
    ...(reason === undefined || hint === undefined
      ? []
      : [problem("spreadsheet-change", { value: text, column, reason, hint }, { place: place() })]),
  ];
}

/** Of so many at least, three in four are of one length before a shorter one is strange. */
const FEWEST = 4;
const MOST_SHORTER = 0.25;

/** Extensions of one file that are shorter than almost all others: leading zeros may be lost. */
export function checkShorter(people: readonly Declared[]): readonly Problem[] {
  const groups = Map.groupBy(people.filter(hasDigits), ({ user }) => user.place.file);
  return [...groups].flatMap(([file, members]) => shorterIn(file, members));
}

function hasDigits({ user }: Declared): boolean {
  const { extension } = user.values;
  return typeof extension === "string" && /^[0-9]{3,6}$/.test(extension) && user.state !== "absent";
}

function shorterIn(file: string, members: readonly Declared[]): readonly Problem[] {
  if (members.length < FEWEST) return [];
  const counts = new Map<number, number>();
  for (const { user } of members) counts.set(lengthOf(user), (counts.get(lengthOf(user)) ?? 0) + 1);
  if (counts.size === 1) return [];
  const [usual = 0, count = 0] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  if (members.length - count > members.length * MOST_SHORTER) return [];
  return members.flatMap(({ user, where }) => {
    if (lengthOf(user) >= usual) return [];
    const args = { extension: String(user.values.extension), file, usual };
    return [problem("extension-short", args, { place: later({ place: user.place, where }, "extension") })];
  });
}

function lengthOf({ values }: Declared["user"]): number {
  return String(values.extension).length;
}
