import { randomBytes } from "node:crypto";
import { hostname, userInfo } from "node:os";
import type { Loaded } from "../load/roster.ts";
import type { LockHolder } from "../model/journal.ts";
import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { SavedPlan } from "../model/saved-plan.ts";
import type { Settings } from "../model/settings.ts";
import { planLines } from "../render/plan.ts";
import { leftLines } from "../render/selection.ts";
import { carryOut } from "./carry-out.ts";
import { type Connected, connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { type GuardFlags, guard, type Planned, planNow, readLimits } from "./planning.ts";
import { readSavedPlan } from "./saved-plan.ts";
import { type Chosen, choose, flagsText, partOf, type SelectFlags, samePart } from "./selecting.ts";

interface ApplyFlags extends GuardFlags, SelectFlags {
  readonly autoApprove?: boolean;
}

interface Opened {
  readonly saved: SavedPlan;
  readonly file: string;
}

/** `meibo apply`: lock, plan, compare with the saved plan if there is one, guard, ask, carry out. */
export async function apply(context: Context, flags: ApplyFlags, [file]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const saved = file === undefined ? undefined : await openSavedPlan(context, flags, loaded.settings, file);
  if (typeof saved === "number") return saved;
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) {
    context.screen.problems(connected.problems);
    return EXIT.error;
  }
  try {
    const holder = holderOf(context);
    const lock = await connected.value.store.lock(holder);
    if (!lock.held) return tellHeld(context, lock.by);
    return await planAndApply(context, flags, loaded, connected.value, holder, saved);
  } finally {
    await connected.value.close();
  }
}

/** Only what is whole, unchanged, and of this tenant is worth reading the tenant for. */
async function openSavedPlan(
  { cwd, screen }: Context,
  flags: ApplyFlags,
  settings: Settings,
  file: string,
): Promise<Opened | Exit> {
  const chosen = flagsText(flags);
  if (chosen !== "") {
    screen.problems([problem("selection-saved", { file, flags: chosen })]);
    return EXIT.error;
  }
  const { misfit } = await import("../plan/verify.ts");
  const read = await readSavedPlan(cwd, file);
  const wrong = read.ok ? misfit(read.value, settings, file) : undefined;
  if (read.ok && wrong === undefined) return { saved: read.value, file };
  screen.problems(wrong === undefined ? read.problems : [wrong]);
  return read.problems.some(({ name }) => name === "file-missing") ? EXIT.error : EXIT.stale;
}

/** Named for the minute it began, so that a folder of journals reads like a diary. */
function holderOf({ now }: Context): LockHolder {
  const since = now();
  const run = `${since.slice(0, 16).replace(":", "")}-${randomBytes(4).toString("hex")}`;
  return { run, holder: `${userInfo().username}@${hostname()}`, since };
}

function tellHeld({ screen }: Context, { holder, since, run }: LockHolder): Exit {
  const nameless = run === "";
  screen.problems([
    nameless ? problem("lock-just-taken", {}) : problem("lock-held", { holder: `${holder} (run ${run})`, since }),
  ]);
  return EXIT.locked;
}

/** The lock is held from before the tenant is read until the last change is made. */
async function planAndApply(
  context: Context,
  flags: ApplyFlags,
  loaded: Loaded,
  connected: Connected,
  holder: LockHolder,
  saved: Opened | undefined,
): Promise<Exit> {
  const approved = await approvedPlan(context, flags, loaded, connected, saved);
  if (typeof approved === "number") return approved;
  const refusal = unsendable(approved, loaded) ?? (await disagreement(context, flags, approved));
  if (refusal !== undefined) {
    context.screen.problems([refusal]);
    return EXIT.error;
  }
  return await carryOut(context, loaded.settings, connected, approved, holder);
}

/** What is carried out is planned now and guarded whole; a saved plan, or flags, only say which part of it is meant. */
async function approvedPlan(
  context: Context,
  flags: ApplyFlags,
  loaded: Loaded,
  connected: Connected,
  saved: Opened | undefined,
): Promise<ApprovedPlan | Exit> {
  const limits = await readLimits(context, flags);
  if (limits === undefined) return EXIT.error;
  const planned = await planNow(context, loaded, connected, { base: limits.base });
  if (planned === undefined) return EXIT.error;
  const chosen = await (saved === undefined ? choose(planned, flags) : matchSaved(context, planned, saved));
  if (!chosen.ok) {
    context.screen.problems(chosen.problems);
    return saved === undefined ? EXIT.error : EXIT.stale;
  }
  show(context, loaded, chosen.value.part);
  const whole = await guard(context, { made: planned.made, part: chosen.value.part }, loaded, limits);
  if (typeof whole === "number") return whole;
  return await samePart(whole, chosen.value.selection, planned.situation);
}

/** The part of the plan of now that a saved plan is about, if it is still the same; other people's changes are left. */
async function matchSaved({ screen }: Context, planned: Planned, { saved, file }: Opened): Promise<Result<Chosen>> {
  const { isSelected } = await import("../plan/select.ts");
  const { differences, selectionIn } = await import("../plan/verify.ts");
  const { made, situation } = planned;
  const selection = selectionIn(saved, made, file);
  const part = await partOf(made, selection, situation);
  const found = differences(saved, { made, selection, part, situation }, file);
  if (!part.ok || found.length > 0) return { ok: false, problems: found };
  screen.note([[`plan ${saved.plan.hash.slice(0, 12)} is still what would be done now`]]);
  screen.note(leftLines(made.changes.filter((change) => !isSelected(selection, change))));
  return { ok: true, value: { part: part.value, selection }, problems: [] };
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
