import { describe, expect, test } from "vitest";
import type { Coming } from "../../src/model/coming.ts";
import type { LedgerEntry } from "../../src/model/ledger.ts";
import { type Outlook, upcoming } from "../../src/plan/upcoming.ts";
import { approval, entry, NOW, settings, user } from "../builders.ts";

/** `NOW` is the morning of 2026-12-01 in Tokyo, and the afternoon before in Honolulu. */
function coming(parts: Partial<Outlook>): readonly Coming[] {
  return upcoming({ users: [], approvals: [], remembered: [], settings: settings(), now: NOW, days: 30, ...parts });
}

function lines(parts: Partial<Outlook>): readonly string[] {
  return coming(parts).map(({ day, kind, reason = "", decides = "", ready }) =>
    [day, kind, reason, decides, ready].filter((word) => word !== "" && word !== undefined).join(" "),
  );
}

const early = { lifecycle: { createDaysBefore: 5 } };

describe("one person's calendar", () => {
  const rows: readonly (readonly [string, Parameters<typeof user>[0], Partial<Outlook>, readonly string[]])[] = [
    ["nobody without a date has one", {}, {}, []],
    ["a declared state alone is no date", { state: "inactive" }, {}, []],
    [
      "somebody new is created on the first day",
      { startDate: "2026-12-10" },
      {},
      ["2026-12-10 create started 2026-12-10 true"],
    ],
    [
      "somebody who starts today is told today",
      { startDate: "2026-12-01" },
      {},
      ["2026-12-01 create started 2026-12-01 true"],
    ],
    ["somebody who started yesterday is not told", { startDate: "2026-11-30" }, {}, []],
    ["what lies beyond the days is not told", { startDate: "2027-01-01" }, {}, []],
    ["the last of the days is told", { startDate: "2026-12-31" }, {}, ["2026-12-31 create started 2026-12-31 true"]],
    [
      "somebody who is created some days before is switched off until the first day",
      { startDate: "2026-12-10" },
      { settings: settings(early) },
      ["2026-12-05 create started 2026-12-10 false", "2026-12-10 activate started 2026-12-10"],
    ],
    [
      "somebody whom meibo knows already is switched on, not created",
      { startDate: "2026-12-10" },
      { remembered: [entry({ loginId: "HANAKO@aoba.example" })] },
      ["2026-12-10 activate started 2026-12-10"],
    ],
    [
      "somebody whom meibo knows already is not touched on the day of an early create",
      { startDate: "2026-12-10" },
      { remembered: [entry()], settings: settings(early) },
      ["2026-12-10 activate started 2026-12-10"],
    ],
    [
      "somebody who is to stay switched off is created so",
      { startDate: "2026-12-10", state: "inactive" },
      {},
      ["2026-12-10 create started 2026-12-10 false"],
    ],
    [
      "a leaver is switched off the day after the last day",
      { endDate: "2026-12-15" },
      {},
      ["2026-12-16 deactivate ended 2026-12-15"],
    ],
    [
      "a leaver whose last day is today leaves tomorrow",
      { endDate: "2026-12-01" },
      {},
      ["2026-12-02 deactivate ended 2026-12-01"],
    ],
    ["a leaver of today is told today", { endDate: "2026-11-30" }, {}, ["2026-12-01 deactivate ended 2026-11-30"]],
    [
      "somebody on leave is off from the first to the last day of it",
      { leave: { from: "2026-12-10", until: "2026-12-20" } },
      {},
      ["2026-12-10 deactivate leave 2026-12-10", "2026-12-21 activate leaveEnded 2026-12-20"],
    ],
    [
      "a leave without an end has none",
      { leave: { from: "2026-12-10" } },
      {},
      ["2026-12-10 deactivate leave 2026-12-10"],
    ],
    [
      "a leave that began already only ends",
      { leave: { from: "2026-11-10", until: "2026-12-04" } },
      {},
      ["2026-12-05 activate leaveEnded 2026-12-04"],
    ],
    [
      "whoever is declared inactive does not come back",
      { state: "inactive", leave: { from: "2026-11-10", until: "2026-12-04" } },
      {},
      [],
    ],
    [
      "a leave that runs into the last day changes nothing twice",
      { leave: { from: "2026-12-10", until: "2026-12-20" }, endDate: "2026-12-20" },
      {},
      ["2026-12-10 deactivate leave 2026-12-10"],
    ],
    ["whoever is to be deleted has no calendar", { state: "absent", endDate: "2026-12-15" }, {}, []],
    [
      "with no days ahead only today is told",
      { leave: { from: "2026-12-01", until: "2026-12-01" } },
      { days: 0 },
      ["2026-12-01 deactivate leave 2026-12-01"],
    ],
    [
      "today is the day of the user's own time zone",
      { endDate: "2026-11-29", values: { timeZone: "Pacific/Honolulu" } },
      { days: 0 },
      ["2026-11-30 deactivate ended 2026-11-29"],
    ],
  ];
  test.each(rows)("%s", (_, who, parts, expected) => {
    expect(lines({ users: [user(who)], ...parts })).toEqual(expected);
  });

  test("somebody without a time zone lives in that of the configuration", () => {
    const { timeZone: _, ...values } = user().values;
    const somebody = { ...user({ endDate: "2026-11-29" }), values };
    expect(lines({ users: [somebody], settings: settings({ timeZone: "Pacific/Honolulu" }), days: 0 })).toEqual([
      "2026-11-30 deactivate ended 2026-11-29",
    ]);
  });

  test("names the person, who may have no name, and the entry", () => {
    const { name: _, ...values } = user().values;
    const [named] = coming({ users: [user({ endDate: "2026-12-15" })] });
    const [nameless] = coming({ users: [{ ...user({ endDate: "2026-12-15" }), values }] });
    expect([named?.name, nameless?.name, named?.place]).toEqual(["佐藤 花子", "", { file: "users/all.yaml", line: 2 }]);
  });
});

describe("approvals and deletes", () => {
  const absent = user({ state: "absent" });
  const off = (inactiveSince: string): readonly LedgerEntry[] => [entry({ state: "inactive", inactiveSince })];
  const rows: readonly (readonly [string, Partial<Outlook>, readonly string[]])[] = [
    [
      "an approval that expires is told on the last day it holds",
      { approvals: [approval({ expires: "2026-12-20" })] },
      ["2026-12-20 approvalEnds"],
    ],
    ["an approval that expired is not told", { approvals: [approval({ expires: "2026-11-30" })] }, []],
    ["an approval that holds for longer is not told", { approvals: [approval({ expires: "2027-01-01" })] }, []],
    [
      "a delete is told for the end of the waiting period",
      { users: [absent], remembered: off("2026-11-10T00:00:00.000Z") },
      ["2026-12-10 deletable false"],
    ],
    [
      "a delete that is approved says so",
      {
        users: [absent],
        remembered: off("2026-11-10T00:00:00.000Z"),
        approvals: [approval({ expires: "2027-01-31" })],
      },
      ["2026-12-10 deletable true"],
    ],
    [
      "a delete whose approval expires before is not approved",
      {
        users: [absent],
        remembered: off("2026-11-10T00:00:00.000Z"),
        approvals: [approval({ expires: "2026-12-09" })],
      },
      ["2026-12-09 approvalEnds", "2026-12-10 deletable false"],
    ],
    [
      "a delete on the last day of its approval is approved",
      {
        users: [absent],
        remembered: off("2026-11-10T00:00:00.000Z"),
        approvals: [approval({ expires: "2026-12-10" })],
      },
      ["2026-12-10 approvalEnds", "2026-12-10 deletable true"],
    ],
    [
      "a delete that could be carried out before today is no news",
      { users: [absent], remembered: off("2026-10-01T00:00:00.000Z") },
      [],
    ],
    [
      "an approval may skip the waiting period",
      {
        users: [absent],
        remembered: off("2026-11-10T00:00:00.000Z"),
        approvals: [approval({ expires: "2027-01-31", overrideWaiting: true })],
      },
      ["2026-12-01 deletable true"],
    ],
    [
      "whoever is still active waits from today on",
      { users: [absent], remembered: [entry()] },
      ["2026-12-31 deletable false"],
    ],
    ["whom meibo does not remember is not there to be deleted", { users: [absent] }, []],
    [
      "whoever is not to be absent is not deleted",
      { users: [user()], remembered: off("2026-11-10T00:00:00.000Z") },
      [],
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(lines(parts)).toEqual(expected);
  });

  test("a delete and an approval name the person where a file does", () => {
    const { name: _, ...values } = absent.values;
    const nameOf = (parts: Partial<Outlook>) => coming(parts).map(({ name }) => name);
    const remembered = off("2026-11-10T00:00:00.000Z");
    expect(nameOf({ users: [absent], remembered })).toEqual(["佐藤 花子"]);
    expect(nameOf({ users: [{ ...absent, values }], remembered, approvals: [approval()] })).toEqual(["", ""]);
    expect(nameOf({ users: [absent], approvals: [approval()] })).toEqual(["佐藤 花子"]);
    expect(nameOf({ approvals: [approval()] })).toEqual([""]);
  });
});

test("the order is by day, then by Login ID in any case, then by kind, whatever the order of the files", () => {
  const users = [
    user({ loginId: "b@aoba.example", endDate: "2026-12-04" }),
    user({ loginId: "A@aoba.example", endDate: "2026-12-04" }),
    user({ loginId: "c@aoba.example", startDate: "2026-12-03" }),
    user({ loginId: "d@aoba.example", state: "absent" }),
  ];
  const remembered = [entry({ loginId: "d@aoba.example", inactiveSince: "2026-11-05T00:00:00.000Z" })];
  const approvals = [approval({ loginId: "d@aoba.example", expires: "2026-12-05" })];
  const told = (people: typeof users) =>
    coming({ users: people, remembered, approvals }).map(({ day, kind, loginId }) => `${day} ${loginId} ${kind}`);
  expect(told(users)).toEqual([
    "2026-12-03 c@aoba.example create",
    "2026-12-05 A@aoba.example deactivate",
    "2026-12-05 b@aoba.example deactivate",
    "2026-12-05 d@aoba.example approvalEnds",
    "2026-12-05 d@aoba.example deletable",
  ]);
  expect(told(users.toReversed())).toEqual(told(users));
});
