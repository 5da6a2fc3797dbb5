import { type Problem, problem } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import { type Entry, textOf } from "../entry.ts";
import { suggestion } from "../suggest.ts";

/** Form of the extension, and whether it is in the pool of the file. Source: docs/miitel.md, "Extensions". */
export function checkExtension(entry: Entry, settings: Settings): readonly Problem[] {
  const extension = textOf(entry, "extension");
  const pool = poolOf(entry, settings);
  if (extension === undefined) return pool;
  if (!/^[0-9]{3,6}$/.test(extension)) {
    const where = { place: entry.where("extension") };
    return [...pool, problem("extension-format", { extension, hint: hintOf(extension) }, where)];
  }
  return [...pool, ...outsidePool(extension, entry, settings)];
}

const HINTS: readonly { readonly form: RegExp; readonly hint: string }[] = [
  { form: /^\d{1,2}$/, hint: "too short; if it began with zeros, a spreadsheet dropped them: write them again" },
  { form: /^\d{7,}$/, hint: "too long; this looks like a phone number" },
  { form: /^\d(\.\d+)?e\+?\d+$/i, hint: "a spreadsheet made this of a long number; format the column as text" },
  { form: /^\d+\.0+$/, hint: "a spreadsheet made this a fraction; format the column as text" },
  { form: /^'\d+$/, hint: "take the ' away; it is a spreadsheet's mark for text" },
  { form: /^[０-９]+$/, hint: "write the digits 0 to 9 of a keyboard, not full-width ones" },
];

function hintOf(extension: string): string {
  return HINTS.find(({ form }) => form.test(extension))?.hint ?? "write the digits alone";
}

function poolOf({ extensionPool, where }: Entry, { extensionPools }: Settings): readonly Problem[] {
  if (extensionPool === undefined || Object.hasOwn(extensionPools, extensionPool)) return [];
  const known = suggestion(extensionPool, Object.keys(extensionPools), "pools");
  return [problem("pool-unknown", { pool: extensionPool, suggestion: known }, { place: where("extensionPool") })];
}

function outsidePool(extension: string, entry: Entry, { extensionPools }: Settings): readonly Problem[] {
  const { extensionPool: pool = "" } = entry;
  const ranges = extensionPools[pool];
  if (ranges === undefined || ranges.some((range) => isIn(extension, range))) return [];
  const args = { extension, pool, ranges: ranges.join(", ") };
  return [problem("extension-pool", args, { place: entry.where("extension") })];
}

/** Numbers of the same length compare as text does, leading zeros and all. */
function isIn(extension: string, range: string): boolean {
  const [first = "", last = first] = range.split("-");
  return extension.length === first.length && extension >= first && extension <= last;
}
