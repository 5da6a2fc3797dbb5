import type { Loaded } from "../load/roster.ts";
import type { Plan } from "../model/plan.ts";
import type { Day } from "../model/roster.ts";
import { count, planLines } from "../render/plan.ts";
import { type Connected, connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { type GuardFlags, guard, planNow, readLimits } from "./planning.ts";
import { clearPlanFile, savePlan } from "./saved-plan.ts";
import { choose, type SelectFlags, samePart } from "./selecting.ts";

interface PlanFlags extends GuardFlags, SelectFlags {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
  readonly asOf?: Day;
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
  show(context, part, loaded.settings.timeZone);
  tellLeft(context, made, part);
  const approved = await guard(at, made, loaded, limits);
  if (typeof approved === "number") return approved;
  if (flags.out !== undefined) {
    const kept = await samePart(approved, selection, situation);
    await savePlan(context, flags.out, kept, situation);
    tellSaved(context, flags.out, kept);
  }
  return flags.detailedExitcode === true && part.changes.length > 0 ? EXIT.changes : EXIT.done;
}

/** A preview is made with a clock that stands on its day. */
async function onDay(context: Context, asOf: Day | undefined): Promise<Context> {
  if (asOf === undefined) return context;
  const { instantOn } = await import("../plan/state.ts");
  return { ...context, now: () => instantOn(asOf) };
}

function show({ screen, flags }: Context, made: Plan, timeZone: string): void {
  if (flags.json === true) screen.json(made);
  else screen.result(planLines(made, timeZone));
}

function tellLeft({ screen }: Context, made: Plan, part: Plan): void {
  const left = made.changes.length - part.changes.length;
  if (left > 0) screen.note([[`Not selected, and left as they are: ${count(left, "change")}`]]);
}

function tellSaved({ screen }: Context, file: string, { asOf }: Plan): void {
  const next = asOf === undefined ? `Apply it with: meibo apply ${file}` : "It is a preview, and cannot be applied.";
  screen.note([[`Saved as ${file}. ${next}`]]);
}
