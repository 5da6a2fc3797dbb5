import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { TenantSettings } from "../../src/tenant/tenant.ts";
import { company } from "../random.ts";
import { closeAll, converge, REACHES, trimmed } from "./converge.ts";

afterEach(closeAll);

/** How a tenant may behave, two by two, and one by one where nothing else is concerned. */
const SETTINGS: readonly Partial<TenantSettings>[] = [
  ...(["file", "row"] as const).flatMap((rejects) =>
    (["data", "lines"] as const).flatMap((rowNumbers) =>
      (["rows", "start"] as const).flatMap((checks) =>
        [0, 60_000].map((visibleAfterMs) => ({
          rejects,
          rowNumbers,
          checksExtensionsAgainst: checks,
          checksSeatsAgainst: checks,
          visibleAfterMs,
        })),
      ),
    ),
  ),
  { jobWaitsMs: 20 },
  { jobTakesMs: 20, visibleAfterMs: 60_000 },
  { updatesInactive: false },
  { updatesInactive: false, rejects: "row" },
  { reusesDeleted: false, firstExtension: 100 },
  { countInactiveSeats: false, passwordClasses: "all" },
  { trimsCells: true, headerLanguage: "ja" },
  { extraColumns: ["部署", "Cost center"] },
  { updatesById: true },
  { updatesById: true, extraColumns: ["部署"], rejects: "row", visibleAfterMs: 60_000 },
  { protectsLastAdmin: true },
  { protectsOwnAccount: true, prefillsUpdateTemplate: false, listsInactiveInUpdateTemplate: false },
];

/**
 * What a tenant that behaves so may say of a row; meibo cannot do anything about it. Who is inactive and cannot be
 * changed keeps a number that somebody else is to have.
 */
function causesOf({ updatesInactive, protectsLastAdmin }: Partial<TenantSettings>): readonly string[] {
  return [
    ...(updatesInactive === false ? ["the user is inactive", "extension already in use"] : []),
    ...(protectsLastAdmin === true ? ["the only administrator"] : []),
  ];
}

describe.each(Object.entries(REACHES))(
  "through the connector %s the declared state is reached, or the tenant says why not",
  (_, reach) => {
    test.each(SETTINGS.map((change) => [JSON.stringify(change), change] as const))("%s", async (_name, change) => {
      await fc.assert(
        fc.asyncProperty(company, async (random) => {
          const refused = await converge(trimmed(random), change, reach);
          expect(refused.filter((cause) => !causesOf(change).includes(cause))).toEqual([]);
        }),
        { numRuns: 12 },
      );
    });
  },
);
