import { seatLines } from "../render/seats.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { planOnly } from "./plan-only.ts";

interface SeatsFlags {
  readonly csv?: boolean;
}

const COLUMNS = ["of", "now", "after", "limit", "active.now", "active.after"];

/** `meibo seats`: seats taken now and after the plan, beside those of the contract. */
export async function seats(context: Context, { csv }: SeatsFlags): Promise<Exit> {
  const made = await planOnly(context);
  if (made === undefined) return EXIT.error;
  const { screen, flags, words } = context;
  if (flags.json === true) screen.json(made.plan.seats);
  else if (csv === true) screen.text((await import("../render/spreadsheet.ts")).recordsCsv(COLUMNS, made.plan.seats));
  else screen.result(seatLines(made.plan.seats, words));
  return EXIT.done;
}
