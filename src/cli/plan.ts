import type { Loaded } from "../load/roster.ts";
import type { ApprovedPlan, Plan } from "../model/plan.ts";
import type { Day } from "../model/roster.ts";
import type { ImpactDetail } from "../render/impacts.ts";
import { type PlanWishes, planLines } from "../render/plan.ts";
import { planJson } from "../render/plan-json.ts";
import { type Connected, connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { type GuardFlags, guard, planNow, readLimits } from "./planning.ts";
import { amongSources, clearPlanFile, savePlan } from "./saved-plan.ts";
import { choose, type SelectFlags, samePart } from "./selecting.ts";
import { type ViewFlags, viewsMisplaced, writeViews } from "./views.ts";

interface PlanFlags extends GuardFlags, SelectFlags, ViewFlags {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly asOf?: Day;
  readonly impacts: ImpactDetail;
  readonly showUnchanged?: boolean;
}

/** `meibo plan`: what apply would do, up to and with the guards. */
export async function plan(context: Context, flags: PlanFlags): Promise<Exit> {
  const inTheWay = flags.out === undefined ? undefined : await clearPlanFile(context.cwd, flags.out);
  if (inTheWay !== undefined) {
    context.screen.problems([inTheWay]);
    return EXIT.error;
  }
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const misplaced =
    (flags.out === undefined ? undefined : amongSources(context, flags.out, loaded.settings)) ??
    (await viewsMisplaced(context, flags, loaded.settings));
  if (misplaced !== undefined) {
    context.screen.problems([misplaced]);
    return EXIT.error;
  }
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) {
    context.screen.problems(connected.problems);
    return EXIT.error;
  }
  try {
    return await planAndSave(context, flags, loaded, connected.value);
  } finally {
    await connected.value.close();
  }
}

async function planAndSave(context: Context, flags: PlanFlags, loaded: Loaded, connected: Connected): Promise<Exit> {
  const at = await onDay(context, flags.asOf);
  const limits = await readLimits(context, flags);
  if (limits === undefined) return EXIT.error;
  const planned = await planNow(at, loaded, connected, { base: limits.base, asOf: flags.asOf });
  if (planned === undefined) return EXIT.error;
  const { made, situation } = planned;
  const chosen = await choose(planned, flags);
  if (!chosen.ok) {
    context.screen.problems(chosen.problems);
    return EXIT.error;
  }
  const { part, selection } = chosen.value;
  if (context.flags.json !== true) context.screen.result(planLines(part, wishesOf(context, flags, loaded)));
  tellLeft(context, made, part);
  const approved = await guard(at, { made, part }, loaded, limits);
  const shown = judged(context, part, approved);
  if (context.flags.json === true) context.screen.jsonParts(planJson(shown));
  await writeViews(context, flags, shown, loaded.settings);
  if (typeof approved === "number") return approved;
  if (flags.out !== undefined) {
    const kept = await samePart(approved, selection, situation);
    await savePlan(context, flags.out, kept, situation);
    tellSaved(context, flags.out, kept);
  }
  return flags.detailedExitcode === true && part.changes.length > 0 ? EXIT.changes : EXIT.done;
}

function wishesOf({ words }: Context, { impacts, showUnchanged = false }: PlanFlags, { settings }: Loaded): PlanWishes {
  return { words, timeZone: settings.timeZone, impacts, unchanged: showUnchanged };
}

/** A preview is made with a clock that stands on its day. */
async function onDay(context: Context, asOf: Day | undefined): Promise<Context> {
  if (asOf === undefined) return context;
  const { instantOn } = await import("../plan/state.ts");
  return { ...context, now: () => instantOn(asOf) };
}

/** With what the guards say of it, which is told by now. */
function judged({ screen }: Context, part: Plan, approved: ApprovedPlan | Exit): Plan {
  return { ...part, problems: screen.told(), ...(typeof approved === "number" ? {} : { allowed: approved.allowed }) };
}

function tellLeft({ screen, words }: Context, made: Plan, part: Plan): void {
  const left = made.changes.length - part.changes.length;
  if (left > 0) screen.note([[words.note.notSelected(left)]]);
}

function tellSaved({ screen, words }: Context, file: string, { asOf, allowed }: Plan): void {
  const command = ["meibo apply", file, ...allowed.map((code) => `--allow ${code}`)].join(" ");
  screen.note([[asOf === undefined ? words.note.savedPlan(file, command) : words.note.savedPreview(file)]]);
}
