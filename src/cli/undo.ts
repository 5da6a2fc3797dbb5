import type { UndoInput } from "../edit/undo.ts";
import type { Loaded } from "../load/roster.ts";
import type { FileDiff } from "../model/file-change.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { type RunStory, runsOf } from "../model/runs.ts";
import type { Left, UndoneUser } from "../model/undo.ts";
import { asLoginId, loginKey } from "../model/user.ts";
import { undoLines } from "../render/undo.ts";
import { type Connected, connect, messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { findRun } from "./log.ts";
import { stateProblem } from "./state-problem.ts";
import { type ChangedFile, editFiles, loadWith, writeFiles } from "./write-back.ts";

interface UndoFlags {
  readonly dryRun?: boolean;
}

/** `meibo undo RUN`: changes the files so that the next apply leads back; the tenant is read, and never written. */
export async function undo(context: Context, flags: UndoFlags, [name = ""]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) return refuse(context, connected.problems);
  try {
    const input = await readInput(context, loaded, connected.value, name);
    if (!input.ok) return refuse(context, input.problems);
    return await writeBack(context, flags, loaded, input.value);
  } finally {
    await connected.value.close();
  }
}

function refuse({ screen }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  return EXIT.error;
}

async function readInput(
  context: Context,
  loaded: Loaded,
  connected: Connected,
  name: string,
): Promise<Result<UndoInput>> {
  const past = await readPast(connected, name);
  if (!past.ok) return past;
  context.screen.progress(context.words.note.readingTenant);
  const users = await readUsers(connected);
  context.screen.progress(undefined);
  if (!users.ok) return users;
  const { explainer } = await import("../load/explain.ts");
  const explaining = explainer(context.root, context.configFile);
  if (!explaining.ok) return explaining;
  const explain: UndoInput["explain"] = (user) => {
    const explained = explaining.value(user);
    return explained.ok ? explained.value : undefined;
  };
  const value = { ...past.value, users: users.value, declared: loaded.roster.users, explain };
  return { ok: true, value, problems: [] };
}

type Past = Pick<UndoInput, "run" | "before" | "later" | "ledger">;

/** The run and what came after it, from what meibo remembers. */
async function readPast({ store }: Connected, name: string): Promise<Result<Past>> {
  try {
    const runs = runsOf(await store.readJournal(), await store.holder());
    const found = findRun(runs, name);
    if (!found.ok) return { ok: false, problems: [found.problem] };
    const { run } = found;
    const after = runs.slice(runs.indexOf(run) + 1).filter((one) => concernsSame(one, run));
    const later = await Promise.all(after.map(async (one) => ({ run: one, before: await store.readImages(one.run) })));
    const before = await store.readImages(run.run);
    return { ok: true, value: { run, before, later, ledger: await store.readLedger() }, problems: [] };
  } catch (error) {
    return { ok: false, problems: [stateProblem(error)] };
  }
}

function concernsSame(one: RunStory, other: RunStory): boolean {
  return !peopleIn(one).isDisjointFrom(peopleIn(other));
}

function peopleIn({ chunks }: RunStory): ReadonlySet<string> {
  return new Set(chunks.flatMap(({ rows }) => rows.map(({ loginId }) => loginKey(loginId))));
}

async function readUsers({ connector }: Connected): Promise<Result<UndoInput["users"]>> {
  try {
    return { ok: true, value: (await connector.readUsers()).users, problems: [] };
  } catch (error) {
    const args = { reason: messageOf(error), hint: say("nothing was written; try again") };
    return { ok: false, problems: [problem("tenant-unreadable", args)] };
  }
}

async function writeBack(context: Context, flags: UndoFlags, loaded: Loaded, input: UndoInput): Promise<Exit> {
  const { undoOf } = await import("../edit/undo.ts");
  const { users: wanted, left } = undoOf(input);
  const edited = await editFiles(context, loaded.settings, wanted);
  if (!edited.ok) return refuse(context, edited.problems);
  const users = wanted.flatMap((user) =>
    writtenOf(
      user,
      edited.value.flatMap(({ unwritten }) => unwritten),
    ),
  );
  const files = edited.value.filter(({ diff }) => diff.hunks.length > 0);
  const told: Told = {
    input,
    users,
    left: [...left, ...edited.value.flatMap(leftIn)],
    diffs: files.map(({ diff }) => diff),
  };
  const invalid = await checkChanged(context, files, told);
  if (invalid.length > 0) {
    tell(context, told, false);
    return refuse(context, invalid);
  }
  const failed = flags.dryRun === true ? undefined : await writeFiles(context, files);
  tell(context, told, flags.dryRun !== true && failed === undefined);
  return failed === undefined ? endOf(told) : refuse(context, [failed]);
}

/** Without what could not be written. */
function writtenOf(user: UndoneUser, unwritten: ChangedFile["unwritten"]): readonly UndoneUser[] {
  const own = new Set(unwritten.flatMap(({ loginId, key }) => (loginId === user.loginId ? [key] : [])));
  const writings = user.writings.filter(({ key }) => !own.has(key));
  return writings.length === 0 ? [] : [{ ...user, writings, wanted: user.wanted.filter(({ key }) => !own.has(key)) }];
}

/** Somebody who asked for a way back and got none at all should notice. */
function endOf({ users, left }: Told): Exit {
  return users.length === 0 && left.some(({ why }) => why !== "already") ? EXIT.error : EXIT.done;
}

function leftIn({ unwritten }: ChangedFile): readonly Left[] {
  return unwritten.map(({ loginId, key, why }) => ({ loginId: asLoginId(loginId), what: key, why }));
}

interface Told {
  readonly input: UndoInput;
  readonly users: readonly UndoneUser[];
  readonly left: readonly Left[];
  readonly diffs: readonly FileDiff[];
}

/** What would not load is not written, and what loads must say what was meant. */
async function checkChanged(
  context: Context,
  files: readonly ChangedFile[],
  { users }: Told,
): Promise<readonly Problem[]> {
  if (files.length === 0) return [];
  const changed = await loadWith(context, files);
  if (!changed.ok) return [...changed.problems, problem("undo-invalid", {})];
  const declared = new Map(changed.value.roster.users.map((user) => [loginKey(user.loginId), user]));
  for (const { loginId, wanted } of users) {
    const values = declared.get(loginKey(loginId))?.values;
    const other = wanted.find(({ key, value }) => values?.[key] !== value);
    if (other !== undefined) throw new Error(`${other.key} of ${loginId} would not be as it was after the edit`);
  }
  return [];
}

function tell({ screen, flags, words }: Context, { input, users, left, diffs }: Told, written: boolean): void {
  const { run } = input.run;
  const view = { run, diffs, users, left, written };
  if (flags.json === true) screen.json({ run, written, files: diffs.map(({ file }) => file), users, left });
  else screen.result(undoLines(view, words));
}
