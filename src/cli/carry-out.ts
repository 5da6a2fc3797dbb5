import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { drive, type World } from "../apply/drive.ts";
import type { ApplyResult } from "../apply/run.ts";
import { applyRun } from "../apply/session.ts";
import type { LockHolder, RowReport, RowResult, RunEnd } from "../model/journal.ts";
import type { ApprovedPlan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { Store } from "../model/store.ts";
import { loginKey } from "../model/user.ts";
import { eventLines, progressText, resultLines } from "../render/run.ts";
import { safeJson } from "../render/safe.ts";
import { commitOf } from "./commit.ts";
import { type Connected, messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { observer } from "./events.ts";
import { EXIT, type Exit } from "./exit.ts";
import { sealerFor } from "./sealing.ts";
import { listenForStop } from "./signals.ts";

/** Times in milliseconds between two looks at the tenant while something does not show yet. */
const POLL_EVERY = 15_000;

/** What a run makes its plan with, and what it is told afterwards. */
export interface Planning {
  readonly plan: () => Promise<ApprovedPlan | undefined>;
  /** What the command ends with when there is no plan. */
  readonly exit: () => Exit;
}

/** Runs the engine against the world, tells what happens, and says in the end what was done and what was not. */
export async function carryOut(
  context: Context,
  settings: Settings,
  { connector, store }: Connected,
  { plan, exit }: Planning,
): Promise<Exit> {
  const { screen, now, root } = context;
  const { run, holder, host } = runOf(context);
  const stopping = listenForStop(screen);
  let approved: ApprovedPlan | undefined;
  const world: World = {
    connector,
    store,
    holder: { holder, host },
    now,
    seal: sealerFor({ root, run, passwords: settings.passwords }),
    plan: async () => {
      approved = await plan();
      return approved;
    },
    ...stopping,
  };
  const commit = await commitOf(root);
  const applying = applyRun({
    run,
    by: `${holder}@${host}`,
    ...(commit === undefined ? {} : { commit }),
    ...settings.apply,
    settle: connector.can.late ? settings.apply.settle : 0,
    pollEvery: POLL_EVERY,
  });
  try {
    const result = await tellAll(context, drive(applying, world));
    const ended = tell(context, result, approved, () => (stopping.stop.aborted ? EXIT.signalled : exit()));
    if (approved !== undefined) await exportJournal(context, store, run);
    return ended;
  } finally {
    stopping.close();
  }
}

/** Named for the minute it began, so that a folder of journals reads like a diary. */
function runOf({ now }: Context): Pick<LockHolder, "run" | "holder" | "host"> {
  const run = `${now().slice(0, 16).replace(":", "")}-${randomBytes(4).toString("hex")}`;
  return { run, holder: userInfo().username, host: hostname() };
}

async function tellAll(context: Context, events: ReturnType<typeof drive<ApplyResult>>): Promise<ApplyResult> {
  const { screen } = context;
  const watching = observer(context);
  try {
    let step = await events.next();
    for (; step.done !== true; step = await events.next()) {
      watching.tell(step.value);
      screen.progress(progressText(step.value));
      screen.note(eventLines(step.value));
    }
    return step.value;
  } finally {
    screen.progress(undefined);
    await watching.close();
  }
}

function tell(context: Context, result: ApplyResult, plan: ApprovedPlan | undefined, exit: Planning["exit"]): Exit {
  const { screen, flags } = context;
  if (result.end === "lockHeld") return tellHeld(context, result.by);
  if (result.end === "refused") return exit();
  if (flags.json === true) screen.json(result);
  const { end, summary, reason } = result;
  if (summary === undefined || plan === undefined) {
    screen.problems([problem("nothing-planned", { reason: reason ?? "the run ended early" })]);
    return ENDS[end](true);
  }
  screen.problems(failuresOf(summary.failed, plan));
  if (flags.json !== true && plan.changes.length > 0) screen.result(resultLines(end, summary, plan.changes, reason));
  return ENDS[end](Object.values(summary.done).every((count) => count === 0));
}

function tellHeld({ screen, flags }: Context, by: LockHolder): Exit {
  const { holder, host, since, run } = by;
  const nameless = run === "";
  screen.problems([
    nameless
      ? problem("lock-just-taken", {})
      : problem("lock-held", { holder: `${holder} on ${host} (run ${run})`, since }),
  ]);
  if (flags.json === true) screen.json({ end: "lockHeld", by });
  return EXIT.locked;
}

/** What a run ends with, by its end and by whether it did nothing at all. */
const ENDS = {
  done: () => EXIT.done,
  partly: () => EXIT.partly,
  lockLost: () => EXIT.locked,
  stopped: () => EXIT.signalled,
  unreadable: (nothing) => (nothing ? EXIT.error : EXIT.partly),
  stateFailed: (nothing) => (nothing ? EXIT.error : EXIT.partly),
} as const satisfies Record<Exclude<RunEnd, "lockHeld" | "refused">, (nothing: boolean) => Exit>;

const NAMES = {
  done: "not-visible-yet",
  rejected: "row-rejected",
  held: "row-held",
  moved: "tenant-moved",
  pending: "not-visible-yet",
  unknown: "not-visible-yet",
  undone: "not-visible-yet",
} as const satisfies Record<RowResult, Problem["name"]>;

/** Everybody whose change was not done, with their place in the files. */
function failuresOf(failed: readonly RowReport[], plan: ApprovedPlan): readonly Problem[] {
  const places = new Map(plan.changes.map(({ loginId, place }) => [loginKey(loginId), place]));
  return failed.map(({ loginId, result, cause = "", chunk, row }) => {
    const args = { loginId, cause, what: cause, chunk, row };
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
