import type { Move } from "../model/extensions.ts";
import { fieldOf, isOn, type ValueKey } from "../model/fields.ts";
import type { Change, CreateChange, FieldChange, UpdateChange } from "../model/plan.ts";
import { loginKey } from "../model/user.ts";
import type { Way } from "./way.ts";

/** Rows of update files: before the creates, after them, and after everything else but the deletes. */
export type UpdateRows = Readonly<Record<Part, readonly Move[]>>;

type Part = "first" | "main" | "last";

/** Everybody with such a row: changed users, and new users whose extension the create file cannot carry. */
export function updateRows(changes: readonly Change[], way: Way): UpdateRows {
  const creates = changes.some(({ kind }) => kind === "create");
  const rows = changes.map((change): Rows => {
    if (change.kind === "create") return numberRow(change);
    return change.kind === "update" ? rowsOf(change, creates, way) : {};
  });
  const of = (part: Part) => rows.flatMap((own) => own[part] ?? []);
  return { first: of("first"), main: of("main"), last: of("last") };
}

/** Of one person. */
type Rows = Readonly<Partial<Record<Part, Move>>>;

function numberRow({ loginId, values }: CreateChange): Rows {
  return values.extension === undefined ? {} : { main: { loginId, to: String(values.extension) } };
}

/** A row that goes early or late carries only what must, so that it takes no seat before its turn. */
function rowsOf({ loginId, fields }: UpdateChange, creates: boolean, way: Way): Rows {
  const key = loginKey(loginId);
  const off = way.offs.get(key) ?? NO_FIELDS;
  const rest = way.late.has(key) ? "last" : "main";
  const parts = Object.groupBy(fields, (field) => {
    // A tenant may give a new user any number that is free, so whoever shall have one takes it before.
    if (field.key === "extension") return creates ? "first" : "main";
    return goesOff(field, off) ? "first" : rest;
  });
  const isSplit = Object.keys(parts).length > 1;
  return Object.fromEntries(Object.entries(parts).map(([part, own]) => [part, rowOf(loginId, own, isSplit)]));
}

const NO_FIELDS: ReadonlySet<ValueKey> = new Set();

/** The product itself, and what may not stay on without it. */
function goesOff({ key, to }: FieldChange, off: ReadonlySet<ValueKey>): boolean {
  return off.has(key) || (!isOn(to) && fieldOf(key).needs.some((need) => off.has(need.key)));
}

function rowOf(loginId: UpdateChange["loginId"], fields: readonly FieldChange[], isSplit: boolean): Move {
  const extension = fields.find(({ key }) => key === "extension");
  return {
    loginId,
    ...(extension?.from === undefined ? {} : { from: String(extension.from) }),
    ...(extension === undefined ? {} : { to: String(extension.to) }),
    ...(isSplit ? { sets: Object.fromEntries(fields.map(({ key, to }) => [key, to])) } : {}),
  };
}
