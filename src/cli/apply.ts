import type { Loaded } from "../load/roster.ts";
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
import { interruptedRun } from "./resume.ts";
import { readSavedPlan } from "./saved-plan.ts";
import { type Chosen, choose, flagsText, partOf, type SelectFlags, samePart } from "./selecting.ts";
import { viewsMisplaced } from "./views.ts";

interface ApplyFlags extends GuardFlags, SelectFlags {
  readonly autoApprove?: boolean;
  readonly resume?: boolean;
  readonly html?: string;
}

interface Opened {
  readonly saved: SavedPlan;
  readonly file: string;
}

/** `meibo apply`: lock, plan, compare with the saved plan if there is one, guard, ask, carry out. */
export async function apply(context: Context, flags: ApplyFlags, [file]: readonly string[]): Promise<Exit> {
  const chosen = flagsText(flags);
  if (flags.resume === true && chosen !== "") {
    context.screen.problems([problem("resume-alone", { flags: chosen })]);
    return EXIT.error;
  }
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const misplaced = await viewsMisplaced(context, flags, loaded.settings);
  if (misplaced !== undefined) {
    context.screen.problems([misplaced]);
    return EXIT.error;
  }
  const saved = file === undefined ? undefined : await openSavedPlan(context, flags, loaded.settings, file);
  if (typeof saved === "number") return saved;
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) {
    context.screen.problems(connected.problems);
    return EXIT.error;
  }
  try {
    return await planAndApply(context, flags, loaded, connected.value, saved);
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
  const chosen = [flagsText(flags), ...(flags.resume === true ? ["--resume"] : [])]
    .filter((text) => text !== "")
    .join(" ");
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

/** Planned under the lock, by the run itself. */
async function planAndApply(
  context: Context,
  flags: ApplyFlags,
  loaded: Loaded,
  connected: Connected,
  saved: Opened | undefined,
): Promise<Exit> {
  let exit: Exit = EXIT.error;
  const plan = async () => {
    const approved = await agreedPlan(context, flags, loaded, connected, saved);
    if (typeof approved !== "number") return approved;
    exit = approved;
    return undefined;
  };
  return await carryOut(context, loaded.settings, connected, { plan, exit: () => exit, html: flags.html });
}

async function agreedPlan(
  context: Context,
  flags: ApplyFlags,
  loaded: Loaded,
  connected: Connected,
  saved: Opened | undefined,
): Promise<ApprovedPlan | Exit> {
  const meant = flags.resume === true ? await resumed(context, flags, connected) : flags;
  if (typeof meant === "number") return meant;
  const approved = await approvedPlan(context, meant, loaded, connected, saved);
  if (typeof approved === "number") return approved;
  const refusal = await disagreement(context, flags, approved);
  if (refusal === undefined) return approved;
  context.screen.problems([refusal]);
  return EXIT.error;
}

/** The same people, and the same codes let through, as in the run that did not do everything. */
async function resumed(
  { screen, words }: Context,
  flags: ApplyFlags,
  { store }: Connected,
): Promise<ApplyFlags | Exit> {
  const before = await interruptedRun(store);
  if (before === undefined) {
    screen.note([[words.note.nothingToResume]]);
    return EXIT.done;
  }
  const { run, only, due, allowed } = before;
  screen.note([[words.note.resuming(run)]]);
  return {
    ...flags,
    allow: [...new Set([...allowed, ...(flags.allow ?? [])])],
    ...(only === undefined ? {} : { only }),
    ...(due === undefined ? {} : { due }),
  };
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
async function matchSaved(
  { screen, words }: Context,
  planned: Planned,
  { saved, file }: Opened,
): Promise<Result<Chosen>> {
  const { isSelected } = await import("../plan/select.ts");
  const { differences, selectionIn } = await import("../plan/verify.ts");
  const { made, situation } = planned;
  const selection = selectionIn(saved, made, file);
  const part = await partOf(made, selection, situation);
  const found = differences(saved, { made, selection, part, situation }, file);
  if (!part.ok || found.length > 0) return { ok: false, problems: found };
  screen.note([[words.note.stillTrue(saved.plan.hash.slice(0, 12))]]);
  screen.note(
    leftLines(
      made.changes.filter((change) => !isSelected(selection, change)),
      words,
    ),
  );
  return { ok: true, value: { part: part.value, selection }, problems: [] };
}

/** With `--json` stdout belongs to the result of the run. */
function show({ screen, flags, words }: Context, { settings }: Loaded, plan: Plan): void {
  const lines = planLines(plan, { words, timeZone: settings.timeZone });
  if (flags.json === true) screen.note(lines);
  else screen.result(lines);
}

/** Undefined when somebody agreed, or when there is nothing that needs agreeing. */
async function disagreement(
  { ask, screen, words }: Context,
  flags: ApplyFlags,
  plan: ApprovedPlan,
): Promise<Problem | undefined> {
  const changes = plan.steps.length > 0 || plan.changes.some(({ kind }) => kind === "release");
  if (!changes || flags.autoApprove === true) return undefined;
  if (ask === undefined) return problem("not-approved-here", {});
  screen.progress(undefined);
  return (await ask(words.ask.apply)) ? undefined : problem("not-agreed", {});
}
