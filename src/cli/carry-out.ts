import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drive, type World } from "../apply/drive.ts";
import { applyPlan } from "../apply/engine.ts";
import type { ApplyResult } from "../apply/run.ts";
import type { LockHolder, RowReport, RowResult } from "../model/journal.ts";
import type { ApprovedPlan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { Store } from "../model/store.ts";
import { loginKey } from "../model/user.ts";
import { eventLines, progressText, resultLines } from "../render/run.ts";
import { safeJson } from "../render/safe.ts";
import { makePassword } from "../secrets/password.ts";
import { type Connected, messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";

/** Runs the engine against the world, tells what happens, and says in the end what was done and what was not. */
export async function carryOut(
  context: Context,
  settings: Settings,
  { connector, store }: Connected,
  plan: ApprovedPlan,
  { run, holder }: LockHolder,
): Promise<Exit> {
  const { screen, now } = context;
  const world: World = { connector, store, holder, now, sleep, seal: sealFor(run) };
  const events = drive(applyPlan(plan, { run, ...settings.apply, pollEvery: POLL_EVERY }), world);
  let step = await events.next();
  for (; step.done !== true; step = await events.next()) {
    screen.progress(progressText(step.value));
    screen.note(eventLines(step.value));
  }
  screen.progress(undefined);
  const exit = tell(context, step.value, plan);
  await exportJournal(context, store, run);
  return exit;
}

/** Milliseconds between two looks at the tenant while something does not show yet. */
const POLL_EVERY = 15_000;

async function sleep(milliseconds: number): Promise<boolean> {
  await new Promise((done) => setTimeout(done, milliseconds));
  return true;
}

/** People sign in by SSO (`deliver: none`), so passwords live only until they are sent. */
function sealFor(run: string): World["seal"] {
  return async (chunk, users) => ({
    sealed: `none:${run}:${chunk}`,
    passwords: new Map(users.map((loginId) => [loginKey(loginId), makePassword()])),
  });
}

function tell({ screen, flags }: Context, result: ApplyResult, plan: ApprovedPlan): Exit {
  if (flags.json === true) screen.json(result);
  if (result.end === "lockHeld" || result.end === "refused") return EXIT.locked;
  const { end, summary, reason } = result;
  screen.problems(failuresOf(summary.failed, plan));
  if (flags.json !== true && plan.changes.length > 0) screen.result(resultLines(end, summary, plan.changes, reason));
  if (end === "done") return EXIT.done;
  const nothing = Object.values(summary.done).every((count) => count === 0);
  if (end === "lockLost") return EXIT.locked;
  return nothing && (end === "unreadable" || end === "stateFailed") ? EXIT.error : EXIT.partly;
}

const NAMES = {
  done: "not-visible-yet",
  rejected: "row-rejected",
  held: "row-held",
  moved: "tenant-moved",
  pending: "not-visible-yet",
  unknown: "not-visible-yet",
} as const satisfies Record<RowResult, Problem["name"]>;

/** Everybody whose change was not done, with their place in the files. */
function failuresOf(failed: readonly RowReport[], plan: ApprovedPlan): readonly Problem[] {
  const places = new Map(plan.changes.map(({ loginId, place }) => [loginKey(loginId), place]));
  return failed.map(({ loginId, result, cause = "" }) => {
    const args = { loginId, cause, what: cause };
    return problem(NAMES[result], args, { place: places.get(loginKey(loginId)) });
  });
}

/** A copy for people; the state store has the journal, so failing to write this changes nothing. */
async function exportJournal({ root, screen }: Context, store: Store, run: string): Promise<void> {
  const file = join(".meibo", "runs", `${run}.json`);
  try {
    const records = await store.readJournal(run);
    await mkdir(join(root, ".meibo", "runs"), { recursive: true });
    await writeFile(join(root, file), `${safeJson(records, 1)}\n`);
    screen.note([[`Journal ${file}`]]);
  } catch (error) {
    screen.note([[`The journal could not be copied to ${file}: ${messageOf(error)}`]]);
  }
}
