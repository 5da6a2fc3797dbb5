import { existsSync } from "node:fs";
import { join } from "node:path";
import type { EntryWord } from "../model/entry-word.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { Line } from "../render/line.ts";
import type { Context } from "./context.ts";
import { type EditFlags, editWords, finish, refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";
import { findUser } from "./set.ts";

interface LeaveFlags extends EditFlags {
  readonly from: string;
  readonly until?: string;
  readonly reason?: string;
}

/** `meibo leave LOGIN`: inactive from one day until another, and active again after it. */
export async function leave(context: Context, flags: LeaveFlags, [login = ""]: readonly string[]): Promise<Exit> {
  const { from, until, reason } = flags;
  const words: readonly EntryWord[] = [
    { key: "leave.from", value: from },
    // An earlier leave's last day or reason is none of this one's.
    { key: "leave.until", ...(until === undefined ? {} : { value: until }) },
    { key: "leave.reason", ...(reason === undefined ? {} : { value: reason }) },
  ];
  return await changeOne(context, flags, login, words, () => []);
}

interface OffboardFlags extends EditFlags {
  readonly lastDay: string;
  readonly reason?: string;
}

/** `meibo offboard LOGIN`: inactive after the last working day; nothing is deleted. */
export async function offboard(context: Context, flags: OffboardFlags, [login = ""]: readonly string[]): Promise<Exit> {
  const { edit } = context.words;
  const next = ({ loginId, values }: DeclaredUser): readonly Line[] => [
    ...(values.extension === undefined ? [] : [[edit.extensionStays(String(values.extension))]]),
    [edit.deleteLater(loginId)],
    [edit.commit(messageOf("Offboard", loginId, flags.reason))],
  ];
  return await changeOne(context, flags, login, [{ key: "endDate", value: flags.lastDay }], next);
}

interface LockFlags extends EditFlags {
  readonly reason?: string;
}

/** `meibo lock LOGIN`: inactive with the next apply, and what to do where that is too late. */
export async function lock(context: Context, flags: LockFlags, [login = ""]: readonly string[]): Promise<Exit> {
  const { edit } = context.words;
  const inActions = existsSync(join(context.root, ".github", "workflows", "meibo-apply.yml"));
  const next = ({ loginId }: DeclaredUser): readonly Line[] => [
    [edit.lockNow],
    [`  ${edit.lockInConsole}`],
    [`  ${inActions ? edit.lockInActions(loginId) : edit.lockHere(loginId)}`],
    [edit.lockIdentity],
    [edit.lockCommit(messageOf("Lock", loginId, flags.reason))],
  ];
  return await changeOne(context, flags, login, [{ key: "state", value: "inactive" }], next);
}

async function changeOne(
  context: Context,
  flags: EditFlags,
  login: string,
  words: readonly EntryWord[],
  next: (user: DeclaredUser) => readonly Line[],
): Promise<Exit> {
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const user = await findUser(loaded, login);
  if (!user.ok) return refuse(context, user.problems);
  const editing = await editWords(context, loaded, [{ user: user.value, words }]);
  if (editing === undefined) return EXIT.error;
  return await finish(context, flags, loaded, { ...editing, next: next(user.value) });
}

/** For a shell, whatever the reason holds. */
function messageOf(what: string, loginId: string, reason: string | undefined): string {
  const text = reason === undefined ? `${what} ${loginId}` : `${what} ${loginId}: ${reason}`;
  return `git commit -am '${text.replaceAll("'", "'\\''")}'`;
}
