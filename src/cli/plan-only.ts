import type { Loaded } from "../load/roster.ts";
import type { Plan } from "../model/plan.ts";
import { connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { loadFolder } from "./load.ts";
import { planNow } from "./planning.ts";

/** For commands that look at a plan and neither guard nor keep it; undefined, with the reason told, when there is none. */
export async function planOnly(
  context: Context,
): Promise<{ readonly loaded: Loaded; readonly plan: Plan } | undefined> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return undefined;
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) {
    context.screen.problems(connected.problems);
    return undefined;
  }
  try {
    const planned = await planNow(context, loaded, connected.value);
    return planned === undefined ? undefined : { loaded, plan: planned.made };
  } finally {
    await connected.value.close();
  }
}
