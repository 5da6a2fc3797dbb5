import type { ConsoleColumn, ConsoleFile } from "../model/console.ts";
import type { TenantState } from "../model/user.ts";
import { type ActionResult, activateUser, deactivateUser, ownCause } from "./actions.ts";
import { isListed, type TenantContext } from "./context.ts";
import { templateColumns } from "./download.ts";
import type { StoredUser } from "./records.ts";
import { createUser, startRows, updateById } from "./rows.ts";
import { readRow } from "./rules.ts";

/** What a form of the console holds: codes, as the cells of a file do. */
export interface Form {
  /** By `boxName` of the column. */
  readonly cells: Readonly<Record<string, string>>;
  readonly state?: TenantState;
}

/** The columns that a form of this tenant has. */
export function formColumns(file: ConsoleFile, { contract, settings }: TenantContext): readonly ConsoleColumn[] {
  return templateColumns(file, contract, settings).filter(({ kind }) => kind !== "unknown");
}

/** What an Edit form begins with: the user as kept, for what reads do not show yet must not be undone by saving. */
export function userToEdit(context: TenantContext, id: string): StoredUser | undefined {
  const user = context.store.userById(id);
  return user !== undefined && isListed(context, user) ? user : undefined;
}

/** One new user, by the rules of a file with one row. */
export function addOne(context: TenantContext, { cells }: Form, actor: string): ActionResult {
  const reading = rowOf("create", context, cells);
  if (!reading.ok) return reading;
  return resultOf(createUser(startRows(context, actor), reading.row));
}

/**
 * The Edit screen. Unlike a file it may change the Login ID, and users who are deactivated, and shows at once. What is
 * not in the form stays. Nothing of it is to be kept unless all of it is right.
 */
export function editOne(context: TenantContext, id: string, { cells, state }: Form, actor: string): ActionResult {
  const { store } = context;
  const before = userToEdit(context, id);
  if (before === undefined) return refused("no user with this ID");
  const reading = rowOf("update", context, cells);
  if (!reading.ok) return reading;
  const { loginId } = reading.row;
  const settings = { ...context.settings, updatesInactive: true, visibleAfterMs: 0 };
  const leaves = before.state === "active" && state === "inactive";
  const own = leaves ? ownCause(context, before, actor) : undefined;
  const cause = own ?? updateById(startRows({ ...context, settings }, actor), id, reading.row);
  if (cause !== undefined) return refused(cause);
  store.showNow(id);
  if (state === undefined) return { ok: true };
  return (state === "active" ? activateUser : deactivateUser)(context, { id, loginId }, actor);
}

type Reading = { readonly ok: true; readonly row: Extract<ReturnType<typeof readRow>, { readonly ok: true }>["row"] };

function rowOf(file: ConsoleFile, context: TenantContext, cells: Form["cells"]): Reading | Refused {
  const columns = formColumns(file, context);
  const raw = columns.map((column) => cells[boxName(column)] ?? "");
  const reading = readRow(columns, raw, context.settings);
  return reading.ok ? { ok: true, row: reading.row } : refused(reading.cause);
}

/** Of the cell of this column in a form. */
export function boxName(column: ConsoleColumn): string {
  return column.kind === "field" ? column.key : column.kind === "password" ? "password" : column.header;
}

type Refused = Extract<ActionResult, { readonly ok: false }>;

function refused(cause: string): Refused {
  return { ok: false, cause };
}

function resultOf(cause: string | undefined): ActionResult {
  return cause === undefined ? { ok: true } : refused(cause);
}
