import type { Loaded } from "../load/roster.ts";
import { suggestion } from "../load/suggest.ts";
import { type HeldNumber, heldNumbers, outsidePools, poolUse } from "../model/pools.ts";
import { problem } from "../model/problem.ts";
import { extensionLines } from "../render/extension.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";

/** `meibo extension list`: who has which number, pool by pool, people in no file included. */
export async function listExtensions(context: Context): Promise<Exit> {
  const { screen, flags, words } = context;
  const loaded = await loadFolder(context);
  const held = loaded === undefined ? undefined : await readHeld(context, loaded);
  if (loaded === undefined || held === undefined) return EXIT.error;
  const { extensionPools } = loaded.settings;
  const pools = Object.entries(extensionPools).map(([pool, ranges]) => poolUse(pool, ranges, held));
  const outside = outsidePools(extensionPools, held);
  if (flags.json === true) screen.json({ pools, outside });
  else screen.result(extensionLines(pools, outside, words));
  return EXIT.done;
}

/** `meibo extension next POOL`: a number that neither a file nor the tenant gives to anybody. */
export async function nextExtension(context: Context, _: object, [pool = ""]: readonly string[]): Promise<Exit> {
  const { screen, flags } = context;
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const { extensionPools } = loaded.settings;
  const ranges = Object.hasOwn(extensionPools, pool) ? extensionPools[pool] : undefined;
  if (ranges === undefined) {
    const known = suggestion(pool, Object.keys(extensionPools), "pools");
    screen.problems([problem("pool-unknown", { pool, suggestion: known })]);
    return EXIT.error;
  }
  const held = await readHeld(context, loaded);
  if (held === undefined) return EXIT.error;
  const { next } = poolUse(pool, ranges, held);
  if (next === undefined) {
    screen.problems([problem("pool-full", { pool, ranges: ranges.join(", ") })]);
    return EXIT.error;
  }
  if (flags.json === true) screen.json({ pool, next });
  else screen.result([[next]]);
  return EXIT.done;
}

/** Undefined, with the reason told, when the tenant cannot be read: people in no file hold numbers too. */
async function readHeld(context: Context, loaded: Loaded): Promise<ReadonlyMap<string, HeldNumber> | undefined> {
  const actual = await readActual(context, loaded.settings);
  context.screen.problems(actual.problems);
  if (!actual.ok) return undefined;
  const { roster, facts } = loaded;
  return heldNumbers({ declared: roster.users, actual: actual.value, groups: facts.groups.entries });
}
