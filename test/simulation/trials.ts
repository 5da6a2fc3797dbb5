import type { Case, Trial } from "./cases.ts";
import { DEEP, SHALLOW } from "./deep.ts";
import { KILLS, STOPS } from "./kills.ts";
import { PAIRS } from "./pairs.ts";
import { REPEATS } from "./repeats.ts";
import { STORIES_TOLD } from "./stories.ts";

/** By the word that a seed begins with. */
export const TRIALS = {
  kills: KILLS,
  pairs: PAIRS,
  deep: DEEP,
  shallow: SHALLOW,
  stories: STORIES_TOLD,
  stops: STOPS,
  repeats: REPEATS,
} as const satisfies Readonly<Record<string, Trial>>;

export type TrialName = keyof typeof TRIALS;

function isTrial(name: string): name is TrialName {
  return name in TRIALS;
}

/** One case again, from what a failure printed. */
export function replay(seed: string): Case {
  const [name = "", rest = ""] = seed.split(/:(.*)/s);
  if (!isTrial(name)) throw new Error(`no trial ${name}; there are ${Object.keys(TRIALS).join(", ")}`);
  return TRIALS[name].replay(rest);
}
