import { expect, test } from "vitest";
import { approve } from "../../src/guard/approve.ts";
import { approval, entry, inFull, planOf, settings, shown, user } from "../builders.ts";

const CANNOT_DELETE = { kinds: ["create", "update", "activate", "deactivate"] } as const;
const people = (count: number, values = {}) =>
  Array.from({ length: count }, (_, index) => user({ loginId: `u${index}@aoba.example`, values }));

test("what the connector cannot do is left to a person, who is named", () => {
  const plan = planOf({
    declared: [user({ state: "absent" })],
    actual: [shown({ state: "inactive" })],
    remembered: [entry({ state: "inactive", inactiveSince: "2026-06-01T00:00:00.000Z" })],
    can: CANNOT_DELETE,
  });
  expect(plan).toMatchObject({ changes: [{ kind: "delete", byHand: true }], steps: [], remember: [], forget: [] });
  const said = { name: "by-hand", kind: "delete", connector: "local", count: 1, who: "hanako@aoba.example" };
  expect([inFull(plan.problems), plan.problems[0]?.severity]).toEqual([[said], "warning"]);
});

test("a guard refuses it like anything else", () => {
  const parts = {
    declared: [user({ state: "absent" })],
    actual: [shown({ state: "inactive" })],
    approvals: [approval({ overrideWaiting: true, expires: "2026-11-30" })],
    can: CANNOT_DELETE,
  } as const;
  const policy = { settings: settings(), declared: parts.declared, today: "2026-12-01" };
  expect(approve(planOf(parts), policy)).toMatchObject({ ok: false });
});

test("many are named by the first few, one note for each kind", () => {
  const parts = {
    declared: [...people(7), ...people(2, { admin: true }).map((one) => user({ ...one, loginId: `x${one.loginId}` }))],
    actual: people(2).map(({ loginId }) => shown({ loginId: `x${loginId}` })),
  };
  const { problems, steps } = planOf({ ...parts, can: { kinds: ["activate"] } });
  expect(steps).toEqual([]);
  expect(problems.map(({ args }) => [args["kind"], args["who"]])).toEqual([
    ["create", "u0@aoba.example, u1@aoba.example, u2@aoba.example, u3@aoba.example, u4@aoba.example and 2 more"],
    ["update", "xu0@aoba.example, xu1@aoba.example"],
  ]);
});

test("what the connector can do goes on", () => {
  const declared = [user({ values: { admin: true } }), user({ loginId: "new@aoba.example" })];
  const plan = planOf({ declared, actual: [shown()], can: { kinds: ["update"] } });
  expect(plan.steps.map(({ kind }) => kind)).toEqual(["update"]);
  expect(plan.remember.map(({ loginId }) => loginId)).toEqual(["hanako@aoba.example"]);
});

test("of one person's changes only what the connector cannot do is left", () => {
  const { changes, steps } = planOf({
    declared: [user({ state: "inactive", values: { admin: true } })],
    actual: [shown()],
    can: { kinds: ["update"] },
  });
  expect(changes.map(({ kind, byHand }) => [kind, byHand])).toEqual([
    ["update", undefined],
    ["deactivate", true],
  ]);
  expect(steps.map(({ kind }) => kind)).toEqual(["update"]);
});
