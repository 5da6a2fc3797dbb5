import { describe, expect, test } from "vitest";
import { TIME_ZONES } from "../../src/model/fields.ts";
import type { DEFAULT_SETTINGS } from "../../src/model/settings.ts";
import { dayIn, instantOn, type Wanted, wantedState } from "../../src/plan/state.ts";
import { entry, planOf, settings, shown, user } from "../builders.ts";

const inactive = { state: "inactive" } as const;
const since = (day: string) => entry({ ...inactive, inactiveSince: `${day}T03:00:00.000Z` });

function text({ state, ...rest }: Wanted): string {
  return [state, ...Object.values(rest)].join(" ");
}

describe("what the files want of a state on 1 December", () => {
  const december = { leave: { from: "2026-11-10", until: "2026-11-30" } } as const;
  const rows: readonly (readonly [
    sentence: string,
    user: Parameters<typeof user>[0],
    remembered: ReturnType<typeof entry> | undefined,
    wanted: string,
  ])[] = [
    ["nothing said leaves the state alone", {}, undefined, "unmanaged"],
    ["nothing said any more is active", {}, entry({ state: "active" }), "active declared"],
    ["back in the files is active", {}, entry({ ...inactive, removed: true }), "active returned"],
    ["absent wins over every date", { state: "absent", startDate: "2027-01-01" }, undefined, "absent"],
    ["inactive", inactive, undefined, "inactive declared"],
    ["active", { state: "active" }, undefined, "active declared"],
    ["a start to come waits", { startDate: "2026-12-02" }, undefined, "pending 2026-12-02 2026-12-02"],
    ["a leave that goes on", { leave: { from: "2026-11-10" } }, undefined, "inactive leave 2026-11-10"],
    ["a leave to come", { leave: { from: "2026-12-02" } }, undefined, "active declared"],
    [
      "a leave wins over active",
      { state: "active", leave: { from: "2026-12-01" } },
      undefined,
      "inactive leave 2026-12-01",
    ],
    ["the first day of leave", { leave: { from: "2026-12-01" } }, undefined, "inactive leave 2026-12-01"],
    ["a leave that ended", december, undefined, "active leaveEnded 2026-11-30"],
    [
      "a leave that ended, said active too",
      { ...december, state: "active" },
      undefined,
      "active leaveEnded 2026-11-30",
    ],
    ["a leave that ended, and inactive all the same", { ...december, ...inactive }, undefined, "inactive declared"],
    ["inactive since the leave began", december, since("2026-11-10"), "active leaveEnded 2026-11-30"],
    ["inactive since its last day", december, since("2026-11-30"), "active leaveEnded 2026-11-30"],
    ["inactive since before the leave is no matter of the leave", december, since("2026-11-09"), "active declared"],
    ["inactive since after the leave is none either", december, since("2026-12-01"), "active declared"],
    ["the last day is a working day", { endDate: "2026-12-01" }, undefined, "active declared"],
    ["the day after the last", { endDate: "2026-11-30" }, undefined, "inactive ended 2026-11-30"],
    ["started, and inactive until then", { startDate: "2026-12-01" }, since("2026-11-20"), "active started 2026-12-01"],
    ["started, and inactive later on", { startDate: "2026-12-01" }, since("2026-12-01"), "active declared"],
    ["started, and nobody knows since when inactive", { startDate: "2020-04-01" }, undefined, "active declared"],
  ];
  test.each(rows)("%s", (_, declared, remembered, wanted) => {
    expect(text(wantedState(user(declared), remembered, settings(), instantOn("2026-12-01")))).toBe(wanted);
  });

  test("created some days early, the user is switched off until the first day", () => {
    const early = settings({ lifecycle: { createDaysBefore: 3 } });
    const on = (day: string) => text(wantedState(user({ startDate: "2026-12-04" }), undefined, early, instantOn(day)));
    expect([on("2026-11-30"), on("2026-12-01")]).toEqual([
      "pending 2026-12-01 2026-12-04",
      "inactive started 2026-12-04",
    ]);
  });
});

describe("whose day it is", () => {
  const midnightInTokyo = "2026-11-30T15:30:00.000Z";
  const ends = (zone?: string) =>
    user({ endDate: "2026-11-30", values: zone === undefined ? { timeZone: undefined } : { timeZone: zone } });
  const rows = [
    ["the files say Tokyo", ends("Asia/Tokyo"), undefined, "inactive"],
    ["the files say Jakarta", ends("Asia/Jakarta"), shown({ values: { timeZone: "Asia/Tokyo" } }), "active"],
    ["only the tenant says Jakarta", ends(), shown({ values: { timeZone: "Asia/Jakarta" } }), "active"],
    ["nobody says, so meibo.yaml does", ends(), undefined, "inactive"],
  ] as const;
  test.each(rows)("%s", (_, declared, actual, state) => {
    expect(wantedState(declared, undefined, settings(), midnightInTokyo, actual).state).toBe(state);
  });

  test("the instant of a preview is that day in every time zone of the console", () => {
    const days = TIME_ZONES.map((zone) => dayIn(zone, instantOn("2027-05-01")));
    expect(new Set(days)).toEqual(new Set(["2027-05-01"]));
  });
});

describe("somebody who left long ago", () => {
  const lifecycle = { createDaysBefore: 0, deleteAfterDays: 30 };
  const suggested = (declared: Parameters<typeof user>[0], change: Partial<typeof DEFAULT_SETTINGS> = {}) =>
    planOf({
      declared: [user(declared)],
      actual: [shown(inactive)],
      remembered: [since("2026-10-01")],
      settings: { lifecycle, ...change },
    }).notes.filter(({ kind }) => kind === "suggestDelete");

  test("is a thought of a delete, and no delete", () => {
    const place = { file: "users/all.yaml", line: 2 };
    expect(suggested({ endDate: "2026-11-01" })).toEqual([
      { kind: "suggestDelete", loginId: "hanako@aoba.example", name: "佐藤 花子", place, endDate: "2026-11-01" },
    ]);
  });

  const quiet = [
    ["a day too early", { endDate: "2026-11-02" }, {}],
    ["without a last day", {}, {}],
    ["where meibo.yaml does not ask for it", { endDate: "2026-11-01" }, { lifecycle: { createDaysBefore: 0 } }],
    ["who is to be deleted anyway", { endDate: "2026-11-01", state: "absent" }, {}],
    [
      "whose last day is today, and no day is to be waited",
      { endDate: "2026-12-01" },
      { lifecycle: { createDaysBefore: 0, deleteAfterDays: 0 } },
    ],
  ] as const;
  test.each(quiet)("is not mentioned %s", (_, declared, change) => {
    expect(suggested(declared, change)).toEqual([]);
  });

  test("and is not there any more needs no thought", () => {
    expect(planOf({ declared: [user({ endDate: "2026-11-01" })], settings: { lifecycle } }).notes).toEqual([]);
  });
});

test("somebody switched off before the first day is told that day, not the one of the early account", () => {
  const { changes } = planOf({
    declared: [user({ startDate: "2026-12-20" })],
    actual: [shown()],
    settings: { lifecycle: { createDaysBefore: 3 } },
  });
  expect(changes).toMatchObject([{ kind: "deactivate", reason: "started", day: "2026-12-20" }]);
});
