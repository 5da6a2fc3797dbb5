import { writeCsv } from "../model/csv.ts";
import { type Encoding, encode } from "../model/encoding.ts";
import { fieldOf, isFieldKey, type Value } from "../model/fields.ts";
import { columnOf } from "../model/person.ts";
import { quote, say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { markedText, type SheetColumn } from "../model/sheet.ts";
import type { Words } from "./words/words.ts";

/**
 * People as a sheet that a spreadsheet opens and `csv import` reads back: what holds for each, in the words of a
 * language. A character that the encoding has no place for is a problem with its person. A file of the roster takes
 * texts as they are, a spreadsheet takes some for formulas.
 */
export function sheetBytes(
  users: readonly DeclaredUser[],
  columns: readonly SheetColumn[],
  encoding: Encoding,
  words: Words,
  text: (cell: string) => string = markedText,
): Result<Uint8Array> {
  const header = columns.map((column) => headerText(column, words));
  const rows = users.map((user) => columns.map((column) => cellText(column, columnOf(user, column), words, text)));
  const encoded = encode(writeCsv([header, ...rows]), encoding);
  if (encoded.ok) return { ok: true, value: encoded.bytes, problems: [] };
  const problems = rows.flatMap((row, index) => row.flatMap((cell) => lost(cell, encoding, users[index])));
  return { ok: false, problems };
}

function lost(value: string, encoding: Encoding, user: DeclaredUser | undefined): readonly Problem[] {
  const encoded = encode(value, encoding);
  if (encoded.ok || user === undefined) return [];
  const hint = say("choose another encoding with --encoding, such as utf-8-bom; nothing was written");
  const args = { value, encoding: quote(encoding), characters: encoded.characters.join(" "), hint };
  return [problem("name-encoding", args, { place: user.place })];
}

/** `内線番号 [extension]`: what people call it, and the key by which it is read. */
export function headerText(column: SheetColumn | "note", { sheet }: Words): string {
  const label = isFieldKey(column) ? fieldOf(column).header[sheet.console] : sheet.columns[column];
  return `${label} [${column}]`;
}

/** Words that the reader takes, whatever its own language. */
function cellText(
  column: SheetColumn,
  value: Value | undefined,
  { yes, no, sheet }: Words,
  text: (cell: string) => string,
): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? yes : no;
  if (column === "state") return sheet.states[value] ?? value;
  const { type } = isFieldKey(column) ? fieldOf(column) : { type: undefined };
  if (type === "range") return sheet.ranges[value] ?? value;
  if (type === "locale") return sheet.locales[value] ?? value;
  return text(value);
}
