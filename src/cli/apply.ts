import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { Loaded } from "../load/roster.ts";
import type { LockHolder } from "../model/journal.ts";
import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { planLines } from "../render/plan.ts";
import { carryOut } from "./carry-out.ts";
import { type Connected, connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { guard, planNow } from "./planning.ts";
import { readSavedPlan } from "./saved-plan.ts";

interface ApplyFlags {
  readonly autoApprove?: boolean;
}

/** `meibo apply`: lock, plan, compare with the saved plan if there is one, guard, ask, carry out. */
export async function apply(context: Context, flags: ApplyFlags, [file]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) {
    context.screen.problems(connected.problems);
    return EXIT.error;
  }
  try {
    const holder = holderOf(context);
    const lock = await connected.value.store.lock(holder);
    if (!lock.held) return tellHeld(context, lock.by);
    return await planAndApply(context, flags, loaded, connected.value, holder, file);
  } finally {
    await connected.value.close();
  }
}

/** Named for the minute it began, so that a folder of journals reads like a diary. */
function holderOf({ now }: Context): LockHolder {
  const since = now();
  const run = `${since.slice(0, 16).replace(":", "")}-${randomBytes(4).toString("hex")}`;
  return { run, holder: `${userInfo().username}@${hostname()}`, since };
}

function tellHeld({ screen }: Context, { holder, since, run }: LockHolder): Exit {
  screen.problems([problem("lock-held", { holder: `${holder} (run ${run})`, since })]);
  return EXIT.locked;
}

/** The lock is held from before the tenant is read until the last change is made. */
async function planAndApply(
  context: Context,
  flags: ApplyFlags,
  loaded: Loaded,
  connected: Connected,
  holder: LockHolder,
  file: string | undefined,
): Promise<Exit> {
  const made = await planNow(context, loaded, connected);
  if (made === undefined) return EXIT.error;
  const stale = file === undefined ? undefined : await compareWithSaved(context, made, file);
  if (stale !== undefined) return stale;
  show(context, loaded, made);
  const approved = await guard(context, made, loaded);
  if (typeof approved === "number") return approved;
  const refusal = unsendable(approved, loaded) ?? (await disagreement(context, flags, approved));
  if (refusal !== undefined) {
    context.screen.problems([refusal]);
    return EXIT.error;
  }
  return await carryOut(context, loaded.settings, connected, approved, holder);
}

/** What is carried out is planned now; the saved plan only says what was looked at. */
async function compareWithSaved({ cwd, screen }: Context, made: Plan, file: string): Promise<Exit | undefined> {
  const { differences } = await import("../plan/verify.ts");
  const saved = await readSavedPlan(cwd, file);
  if (!saved.ok) {
    screen.problems(saved.problems);
    return saved.problems[0]?.name === "file-missing" ? EXIT.error : EXIT.stale;
  }
  const found = differences(saved.value, made, file);
  screen.problems(found);
  return found.length === 0 ? undefined : EXIT.stale;
}

/** With `--json` stdout belongs to the result of the run. */
function show({ screen, flags }: Context, { settings }: Loaded, plan: Plan): void {
  const lines = planLines(plan, settings.timeZone);
  if (flags.json === true) screen.note(lines);
  else screen.result(lines);
}

/** Known before anything is begun: new users need a password that reaches them. */
function unsendable({ changes }: ApprovedPlan, { settings }: Loaded): Problem | undefined {
  const creates = changes.filter(({ kind }) => kind === "create").length;
  if (creates === 0 || settings.passwords.deliver === "none") return undefined;
  return problem("passwords-unsealed", { count: creates, deliver: settings.passwords.deliver });
}

/** Undefined when somebody agreed, or when there is nothing that needs agreeing. */
async function disagreement(
  { ask, screen }: Context,
  flags: ApplyFlags,
  plan: ApprovedPlan,
): Promise<Problem | undefined> {
  const changes = plan.steps.length > 0 || plan.changes.some(({ kind }) => kind === "release");
  if (!changes || flags.autoApprove === true) return undefined;
  if (ask === undefined) return problem("not-approved-here", {});
  screen.progress(undefined);
  return (await ask("Apply this plan?")) ? undefined : problem("not-agreed", {});
}
