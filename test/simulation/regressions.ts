import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replay } from "./trials.ts";
import type { Tried } from "./worker.ts";

/** Seeds that went wrong once; they are tried before all others. */
export const REGRESSIONS: readonly string[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "regressions.json"), "utf8"),
);

export function tryRegressions(): Tried {
  const tried = REGRESSIONS.map(replay);
  const bad = tried.flatMap(({ seed, verdict }) =>
    verdict.violations.slice(0, 1).map((sentence) => ({ seed, sentence })),
  );
  return {
    cases: tried.length,
    steps: tried.reduce((sum, { verdict }) => sum + verdict.steps.length, 0),
    faults: tried.reduce((sum, { verdict }) => sum + verdict.fired.length, 0),
    violations: bad,
    violated: bad.length,
  };
}
