import { describe, expect, test } from "vitest";
import { allowableCodes, approve } from "../../src/guard/approve.ts";
import type { Situation } from "../../src/model/plan.ts";
import type { Settings } from "../../src/model/settings.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { type Selection, selectPeople } from "../../src/plan/select.ts";
import { settings, shown, situation, user } from "../builders.ts";

const ANN = "ann@aoba.example";
const BOB = "bob@aoba.example";
const CIA = "cia@aoba.example";

const only = (...people: readonly string[]): Selection => ({ people: (key) => people.includes(key) });
const DUE: Selection = { people: () => true, due: true };

const least = (minAdmins: number): Partial<Settings> => ({ guards: { ...settings().guards, minAdmins } });
const admin = { values: { admin: true } };

/** Ann, an admin, leaves on a day that came; Bob becomes one in her place. */
function handOver(minAdmins: number, others: readonly string[] = []): Situation {
  return situation({
    declared: [
      user({ loginId: ANN, ...admin, endDate: "2026-11-30" }),
      user({ loginId: BOB, ...admin }),
      ...others.map((loginId) => user({ loginId, ...admin })),
    ],
    actual: [
      shown({ loginId: ANN, ...admin }),
      shown({ loginId: BOB }),
      ...others.map((loginId) => shown({ loginId, ...admin })),
    ],
    settings: least(minAdmins),
  });
}

/** What the guards say of a part, with the numbers in it. */
function said(given: Situation, selection: Selection, base?: Partial<Settings>) {
  const whole = makePlan(given);
  const part = selectPeople(whole, selection, given);
  if (!part.ok) throw new Error(JSON.stringify(part.problems));
  const policy = { settings: given.settings, declared: given.roster.users, today: "2026-12-01" };
  const full = base === undefined ? policy : { ...policy, base: settings(base) };
  return approve(whole, full, ["MB2301"], part.value);
}

const names = (...args: Parameters<typeof said>) => said(...args).problems.map(({ name, args }) => ({ name, ...args }));

describe("a part that would leave too few admins", () => {
  const lone = [{ name: "selection-needs-admin", left: 0, limit: 1 }];

  test("is refused when the calendar takes one whose successor it does not bring", () => {
    expect(names(handOver(1), DUE)).toEqual(lone);
  });
  test("is refused when the successor is not named, and no code lets it through", () => {
    const judged = said(handOver(1), only(ANN));
    expect([judged.ok, judged.problems, allowableCodes(judged.problems)]).toMatchObject([
      false,
      [{ name: "selection-needs-admin", code: "MB2301" }],
      [],
    ]);
  });
  test("is fine with the successor", () => {
    expect(names(handOver(1), only(ANN, BOB))).toEqual([]);
  });
  test("is fine when enough others are left, to the last of them", () => {
    expect([names(handOver(1, [CIA]), only(ANN)), names(handOver(2, [CIA]), only(ANN))]).toEqual([
      [],
      [{ name: "selection-needs-admin", left: 1, limit: 2 }],
    ]);
  });
  test("is fine when it takes none, few as they are", () => {
    expect(names(handOver(3), only(BOB))).toEqual([]);
  });

  test("is not told apart where the whole is refused for it", () => {
    const nobody = situation({ declared: [user({ loginId: ANN })], actual: [shown({ loginId: ANN, ...admin })] });
    expect(names(nobody, only(ANN)).map(({ name }) => name)).toEqual(["too-few-admins"]);
  });

  test("is refused by the minimum of the base branch, which is told with its number", () => {
    expect(names(handOver(0), only(ANN), least(1)).slice(0, 1)).toEqual(lone);
    expect(names(handOver(1, [CIA]), only(ANN), least(2)).slice(0, 1)).toEqual([{ ...lone[0], left: 1, limit: 2 }]);
  });
  test("is refused by the higher one of two minima, whosever it is", () => {
    const limits = (own: number, base: number) => names(handOver(own), only(ANN), least(base));
    expect([limits(1, 0), limits(1, 2), limits(0, 1)].map(([found]) => found)).toEqual([
      ...lone,
      { ...lone[0], limit: 2 },
      ...lone,
    ]);
  });
});
