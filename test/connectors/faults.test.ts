import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { FAULTS } from "../../src/tenant/settings.ts";
import { company } from "../random.ts";
import { closeAll, converge, REACHES, trimmed } from "./converge.ts";

afterEach(closeAll);

/** Of a hundred requests. */
const OFTEN = 8;

test.each(FAULTS.filter((fault) => fault !== "slow"))(
  "where %s befalls many requests, the declared state is reached all the same",
  async (fault) => {
    const reach = REACHES["http"];
    if (reach === undefined) throw new Error("there is no such connector");
    let seed = 0;
    await fc.assert(
      fc.asyncProperty(company, async (random) => {
        seed += 1;
        const faults = { seed, delayMs: 0, chances: { [fault]: OFTEN / 100 } };
        expect(await converge(trimmed(random), { rejects: "row", faults }, reach)).toEqual([]);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  },
  120_000,
);
