import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../src/model/canonical.ts";
import { NO_FACTS } from "../src/model/facts.ts";
import { NOTHING_RECENT } from "../src/model/plan.ts";
import { asLoginId } from "../src/model/user.ts";
import { makePlan } from "../src/plan/plan.ts";
import { carryOut, worldOf } from "./apply/carry-out.ts";
import { CAN, NOW } from "./builders.ts";
import { approved, companySettings, openCompany, shows, situationOf } from "./company.ts";
import { company, type RandomCompany } from "./random.ts";

describe("applying a plan leads to the declared state, and then there is nothing to plan", () => {
  test.each([
    ["rows", {}],
    ["the file before it", { checksExtensionsAgainst: "start" } as const],
  ])("on a tenant that checks extensions against %s", async (_, change) => {
    await fc.assert(
      fc.asyncProperty(company, async (random) => {
        const opened = await openCompany(random, change);
        try {
          const plan = approved(makePlan(await situationOf(random, opened)), random);
          const { result } = await carryOut(plan, worldOf(opened));
          expect(result).toMatchObject({ end: "done" });
          shows(opened, random);
          expect(makePlan(await situationOf(random, opened))).toMatchObject({
            changes: [],
            remember: [],
            forget: [],
            steps: [],
          });
        } finally {
          await opened.connector.close();
          await opened.store.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});

test("the order of files, entries, memory and answers changes nothing", async () => {
  const shuffled = company.chain((random) =>
    fc.record({
      random: fc.constant(random),
      declared: fc.shuffledSubarray([...random.declared], { minLength: random.declared.length }),
      actual: fc.shuffledSubarray([...random.tenant], { minLength: random.tenant.length }),
      remembered: fc.shuffledSubarray([...random.remembered], { minLength: random.remembered.length }),
    }),
  );
  const planFrom = (random: RandomCompany, parts: Pick<RandomCompany, "declared" | "remembered" | "tenant">) =>
    makePlan({
      roster: { users: parts.declared, files: ["users/all.yaml"] },
      snapshot: {
        users: parts.tenant.map((one) => ({ ...one, id: one.loginId, loginId: asLoginId(one.loginId), extra: {} })),
        readAt: NOW,
        complete: true,
      },
      ledger: { tenant: "aoba", entries: parts.remembered },
      contract: { subscriptions: random.subscriptions },
      facts: NO_FACTS,
      approvals: random.approvals,
      settings: companySettings(random.subscriptions),
      can: CAN,
      recent: NOTHING_RECENT,
      now: NOW,
    });
  fc.assert(
    fc.property(shuffled, ({ random, declared, actual, remembered }) => {
      expect(canonicalJson(planFrom(random, { declared, tenant: actual, remembered }))).toBe(
        canonicalJson(planFrom(random, random)),
      );
    }),
    { numRuns: 200 },
  );
});
