import { writeCsv } from "../model/csv.ts";
import { type Encoding, encode } from "../model/encoding.ts";
import { type FieldKey, fieldOf, isFieldKey } from "../model/fields.ts";
import type { Settings } from "../model/settings.ts";
import type { SheetColumn } from "../model/sheet.ts";
import type { Line } from "./line.ts";
import { styled } from "./line.ts";
import { headerText } from "./sheet.ts";
import type { Words } from "./words/words.ts";

/** A note belongs to the file alone, so only a new table has a column for it. */
export type TemplateColumn = SheetColumn | "note";

/** A table of people without anybody in it. */
export function templateBytes(columns: readonly TemplateColumn[], encoding: Encoding, words: Words): Uint8Array {
  const encoded = encode(writeCsv([columns.map((column) => headerText(column, words))]), encoding);
  if (!encoded.ok) throw new Error(`a header cannot be written: ${encoded.characters.join(" ")}`);
  return encoded.bytes;
}

/** What may stand in each column. */
export function guideLines(
  columns: readonly TemplateColumn[],
  { roles, settings }: { readonly roles: readonly string[]; readonly settings: Settings },
  words: Words,
): readonly Line[] {
  const { guide } = words;
  const cells = columns.flatMap((column): readonly Line[] => [
    [styled("bold", headerText(column, words))],
    [`  ${cellGuide(column, { roles, settings }, words)}`],
  ]);
  return [[guide.title], [], ...cells, [], ...guide.afterwards.map((line): Line => [line])];
}

function cellGuide(
  column: TemplateColumn,
  { roles, settings }: { readonly roles: readonly string[]; readonly settings: Settings },
  words: Words,
): string {
  const { guide, sheet, comma } = words;
  const among = (all: readonly string[]) => guide.among(all.join(comma));
  switch (column) {
    case "role":
      return roles.length === 0 ? guide.noRoles : `${among(roles)} ${guide.columns.role}`;
    case "state":
      return `${among(Object.values(sheet.states))} ${guide.columns.state}`;
    case "timeZone":
      return `${among(settings.allowed.timeZones ?? ["Asia/Tokyo", "Asia/Jakarta"])} ${guide.byDefault}`;
    default:
      return isFieldKey(column) ? fieldGuide(column, words) : guide.columns[column];
  }
}

function fieldGuide(column: FieldKey, { guide, sheet, yes, no, comma }: Words): string {
  const among = (all: readonly string[]) => guide.among(all.join(comma));
  switch (fieldOf(column).type) {
    case "bool":
      return `${among([yes, no])} ${guide.byRole}`;
    case "range":
      return `${among(Object.values(sheet.ranges))} ${guide.byRole}`;
    case "locale":
      return `${among(Object.values(sheet.locales))} ${guide.byDefault}`;
    default:
      return guide.fields[column] ?? "";
  }
}
