import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import { drive, type World } from "../apply/drive.ts";
import type { ApplyResult } from "../apply/run.ts";
import { applyRun } from "../apply/session.ts";
import type { LockHolder, RowReport, RowResult, RunEnd } from "../model/journal.ts";
import { quote, say } from "../model/phrases.ts";
import type { ApprovedPlan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { loginKey } from "../model/user.ts";
import { eventLines, resultLines } from "../render/run.ts";
import { commitOf } from "./commit.ts";
import type { Connected } from "./connect.ts";
import type { Context } from "./context.ts";
import { observer } from "./events.ts";
import { EXIT, type Exit } from "./exit.ts";
import { followRun, type Progress } from "./progress.ts";
import { exportRun } from "./run-export.ts";
import { sealerFor } from "./sealing.ts";
import { listenForStop } from "./signals.ts";

/** Times in milliseconds between two looks at the tenant while something does not show yet. */
const POLL_EVERY = 15_000;

/** What a run makes its plan with, and what it is told afterwards. */
export interface Planning {
  readonly plan: () => Promise<ApprovedPlan | undefined>;
  /** What the command ends with when there is no plan. */
  readonly exit: () => Exit;
  /** Where the report goes, if one is wanted. */
  readonly html?: string | undefined;
}

/** Runs the engine against the world, tells what happens, and says in the end what was done and what was not. */
export async function carryOut(
  context: Context,
  settings: Settings,
  { connector, store }: Connected,
  { plan, exit, html }: Planning,
): Promise<Exit> {
  const { screen, now, root } = context;
  const { run, holder, host } = runOf(context);
  const stopping = listenForStop(() => {
    screen.progress(undefined);
    screen.note([[context.words.note.stopping]]);
  });
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
    const progress = followRun(context, () => approved);
    const result = await tellAll(context, drive(applying, world), progress);
    const ended = tell(context, result, approved, () => (stopping.stop.aborted ? EXIT.signalled : exit()));
    if (approved !== undefined) await exportRun(context, settings, store, { run, plan: approved, html });
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

async function tellAll(
  context: Context,
  events: ReturnType<typeof drive<ApplyResult>>,
  progress: Progress,
): Promise<ApplyResult> {
  const { screen, words } = context;
  const watching = observer(context);
  try {
    let step = await events.next();
    for (; step.done !== true; step = await events.next()) {
      watching.tell(step.value);
      screen.note(eventLines(step.value, words));
      progress.tell(step.value);
    }
    return step.value;
  } finally {
    progress.close();
    await watching.close();
  }
}

function tell(context: Context, result: ApplyResult, plan: ApprovedPlan | undefined, exit: Planning["exit"]): Exit {
  const { screen, flags, words } = context;
  if (result.end === "lockHeld") return tellHeld(context, result.by);
  if (result.end === "refused") return exit();
  if (flags.json === true) screen.json(result);
  const { end, summary, reason } = result;
  if (summary === undefined || plan === undefined) {
    const why = reason === undefined ? say("the run ended early") : quote(reason);
    screen.problems([problem("nothing-planned", { reason: why })]);
    return ENDS[end](true);
  }
  screen.problems(failuresOf(summary.failed, plan));
  if (flags.json !== true && plan.changes.length > 0)
    screen.result(resultLines(end, summary, plan.changes, words, reason));
  return ENDS[end](Object.values(summary.done).every((count) => count === 0));
}

function tellHeld({ screen, flags }: Context, by: LockHolder): Exit {
  const { holder, host, since, run } = by;
  const nameless = run === "";
  screen.problems([
    nameless
      ? problem("lock-just-taken", {})
      : problem("lock-held", { holder: say("{holder} on {host} (run {run})", { holder, host, run }), since }),
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
    const args = { loginId, cause: quote(cause), what: quote(cause), chunk, row };
    return problem(NAMES[result], args, { place: places.get(loginKey(loginId)) });
  });
}
