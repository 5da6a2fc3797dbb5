import { driftLines } from "../render/drift.ts";
import type { Context } from "./context.ts";
import type { EditFlags } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { planOnly } from "./plan-only.ts";

interface DriftFlags extends EditFlags {
  readonly accept?: readonly string[];
}

/** `meibo drift`: what was changed in the console although nobody changed the files. Guards have no say: nothing is done. */
export async function drift(context: Context, flags: DriftFlags): Promise<Exit> {
  const made = await planOnly(context);
  if (made === undefined) return EXIT.error;
  const { driftOf } = await import("../plan/drift.ts");
  const found = driftOf(made.plan);
  if (flags.accept !== undefined) {
    const { acceptDrift } = await import("./accept.ts");
    return await acceptDrift(context, flags, made.loaded, found, flags.accept);
  }
  const { screen } = context;
  if (context.flags.json === true) screen.json(found);
  else screen.result(driftLines(found, context.words));
  return found.users.length === 0 ? EXIT.done : EXIT.changes;
}
