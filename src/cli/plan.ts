import type { Loaded } from "../load/roster.ts";
import type { Plan } from "../model/plan.ts";
import { planLines } from "../render/plan.ts";
import { type Connected, connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { guard, planNow } from "./planning.ts";
import { clearPlanFile, savePlan } from "./saved-plan.ts";

interface PlanFlags {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
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
  const made = await planNow(context, loaded, connected);
  if (made === undefined) return EXIT.error;
  show(context, made, loaded.settings.timeZone);
  const approved = await guard(context, made, loaded);
  if (typeof approved === "number") return approved;
  if (flags.out !== undefined) {
    await savePlan(context.cwd, flags.out, approved);
    context.screen.note([[`Saved as ${flags.out}. Apply it with: meibo apply ${flags.out}`]]);
  }
  return flags.detailedExitcode === true && approved.changes.length > 0 ? EXIT.changes : EXIT.done;
}

function show({ screen, flags }: Context, made: Plan, timeZone: string): void {
  if (flags.json === true) screen.json(made);
  else screen.result(planLines(made, timeZone));
}
