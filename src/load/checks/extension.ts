import { say, type Told } from "../../model/phrases.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import { type Entry, textOf } from "../entry.ts";
import { later } from "../later.ts";
import { suggestion } from "../suggest.ts";

/** Form of the extension, and whether it is in the pool of the file. Source: docs/miitel.md, "Extensions". */
export function checkExtension(entry: Entry, settings: Settings): readonly Problem[] {
  const extension = textOf(entry, "extension");
  const pool = poolOf(entry, settings);
  if (extension === undefined) return pool;
  if (!/^[0-9]{3,6}$/.test(extension)) {
    const where = { place: later(entry, "extension") };
    return [...pool, problem("extension-format", { extension, hint: hintOf(extension) }, where)];
  }
  return [...pool, ...outsidePool(extension, entry, settings)];
}

const HINTS: readonly { readonly form: RegExp; readonly hint: Told }[] = [
  { form: /^\d{1,2}$/, hint: say("too short; if it began with zeros, a spreadsheet dropped them: write them again") },
  { form: /^\d{7,}$/, hint: say("too long; this looks like a phone number") },
  { form: /^\d(\.\d+)?e\+?\d+$/i, hint: say("a spreadsheet made this of a long number; format the column as text") },
  { form: /^\d+\.0+$/, hint: say("a spreadsheet made this a fraction; format the column as text") },
  { form: /^'\d+$/, hint: say("take the ' away; it is a spreadsheet's mark for text") },
  { form: /^[０-９]+$/, hint: say("write the digits 0 to 9 of a keyboard, not full-width ones") },
  {
    form: /^#+[A-Z/0!?]*$/,
    hint: say("a formula failed here, or the column was too narrow; write the digits themselves"),
  },
  { form: /^(TRUE|FALSE)$/i, hint: say("a spreadsheet made a yes or no of it; format the column as text") },
  {
    form: /\d月\d{1,2}日|\d[/-][A-Z][a-z]{2}|[A-Z][a-z]{2}-\d|\d[/-]\d+[/-]\d|\d\/\d/,
    hint: say("a spreadsheet made a date of it; format the column as text and write the digits again"),
  },
  { form: /^\d{1,3}(,\d{3})+$/, hint: say("a spreadsheet put separators into the number; format the column as text") },
];

function hintOf(extension: string): Told {
  return HINTS.find(({ form }) => form.test(extension))?.hint ?? say("write the digits alone");
}

function poolOf(entry: Entry, { extensionPools }: Settings): readonly Problem[] {
  const { extensionPool } = entry;
  if (extensionPool === undefined || Object.hasOwn(extensionPools, extensionPool)) return [];
  const known = suggestion(extensionPool, Object.keys(extensionPools), "pools");
  return [
    problem("pool-unknown", { pool: extensionPool, suggestion: known }, { place: later(entry, "extensionPool") }),
  ];
}

function outsidePool(extension: string, entry: Entry, { extensionPools }: Settings): readonly Problem[] {
  const { extensionPool: pool = "" } = entry;
  const ranges = extensionPools[pool];
  if (ranges === undefined || ranges.some((range) => isIn(extension, range))) return [];
  const args = { extension, pool, ranges: ranges.join(", ") };
  return [problem("extension-pool", args, { place: later(entry, "extension") })];
}

/** Numbers of the same length compare as text does, leading zeros and all. */
function isIn(extension: string, range: string): boolean {
  const [first = "", last = first] = range.split("-");
  return extension.length === first.length && extension >= first && extension <= last;
}
