import { describe, expect, test } from "vitest";
import type { RowOutcome } from "../../src/model/connector.ts";
import type { Effect, Outgoing } from "../../src/model/effect.ts";
import type { JournalRecord } from "../../src/model/journal.ts";
import { loginKey } from "../../src/model/user.ts";
import { entry, NOW, planOf, settings, shown, user } from "../builders.ts";
import { failures, kindsOf, type Ran, runEngine, SETTINGS, sends } from "./small-world.ts";

const ids = (count: number) => Array.from({ length: count }, (_, index) => `u${String(index).padStart(3, "0")}@x.jp`);

/** People who all get another name. */
function renaming(count: number) {
  const actual = ids(count).map((loginId) => shown({ loginId }));
  const declared = ids(count).map((loginId) => user({ loginId, values: { name: "x" } }));
  return { plan: planOf({ declared, actual }), actual };
}

const joining = (...people: readonly string[]) => planOf({ declared: people.map((loginId) => user({ loginId })) });

const sentRows = ({ effects }: Ran) =>
  effects.flatMap((effect) => (effect.type === "start" ? [effect.write.rows.map(({ loginId }) => loginId)] : []));
const renamed = ({ tenant }: Ran) => [...tenant.values()].filter(({ values }) => values.name === "x").length;
const records = ({ effects }: Ran): readonly JournalRecord[] =>
  effects.flatMap((effect) => (effect.type === "journal" ? [effect.record] : []));
const results = (ran: Ran) =>
  records(ran).flatMap((record) =>
    record.type === "outcome" ? [record.rows.map(({ loginId, result }) => `${loginId} ${result}`)] : [],
  );
const summary = ({ result }: Ran) => ("summary" in result ? result.summary : undefined);

const HELD: RowOutcome = { type: "held", cause: "the file is refused" };
const ACCEPTED: RowOutcome = { type: "accepted" };
const UNKNOWN: RowOutcome = { type: "unknown", reason: "time-out" };

/** Refuses every upload with one of these people in it, and blames whom `blame` names of them. */
function refusing(bad: readonly string[], blame: (write: Outgoing, culprit: number) => number | undefined) {
  return (write: Outgoing): readonly RowOutcome[] => {
    const culprit = write.rows.findIndex(({ loginId }) => bad.includes(loginId));
    if (culprit < 0) return write.rows.map(() => ACCEPTED);
    const blamed = blame(write, culprit);
    return write.rows.map((_, index) =>
      index === blamed ? { type: "blamed", cause: "in use", row: index + 1 } : HELD,
    );
  };
}

describe("an upload that is refused as a whole", () => {
  const [bad = ""] = ids(8).slice(5);
  const { plan, actual } = renaming(8);

  test("goes again without the row that is blamed, which is then sent alone, so that nobody is blamed by a number", () => {
    const ran = runEngine(plan, actual, { answers: refusing([bad], (_, culprit) => culprit) });
    expect(sentRows(ran).map((rows) => rows.length)).toEqual([8, 7, 1]);
    expect([failures(ran), renamed(ran)]).toEqual([[`${bad} rejected`], 7]);
  });

  test("is right about the culprit although the tenant counts otherwise", () => {
    const ran = runEngine(plan, actual, { answers: refusing([bad], (_, culprit) => Math.max(0, culprit - 1)) });
    expect([failures(ran), renamed(ran)]).toEqual([[`${bad} rejected`], 7]);
  });

  test("is halved where no row is blamed", () => {
    const ran = runEngine(plan, actual, { answers: refusing([bad], () => undefined) });
    expect(sentRows(ran).map((rows) => rows.length)).toEqual([8, 4, 4, 2, 1, 1, 2]);
    expect([failures(ran), renamed(ran)]).toEqual([[`${bad} rejected`], 7]);
  });

  test("finds several culprits among a hundred, and everybody else goes through", () => {
    const many = renaming(100);
    const some = ids(100).filter((_, index) => index % 31 === 7);
    const ran = runEngine(many.plan, many.actual, { answers: refusing(some, () => undefined) });
    expect([failures(ran), renamed(ran)]).toEqual([some.map((id) => `${id} rejected`), 97]);
  });

  test("is not sent for ever: who is still held in the end is told", () => {
    const answers = ({ rows }: Outgoing) => rows.map((): RowOutcome => (rows.length > 1 ? HELD : ACCEPTED));
    const ran = runEngine(plan, actual, { answers });
    expect([failures(ran), renamed(ran)]).toEqual([[], 8]);
    const stubborn = ({ rows }: Outgoing) =>
      rows.map(
        (_, index): RowOutcome => (index === 0 && rows.length > 1 ? { type: "blamed", cause: "no", row: 1 } : HELD),
      );
    expect(sends(runEngine(renaming(100).plan, renaming(100).actual, { answers: stubborn }))).toBeLessThan(60);
  });

  test("where all rows are blamed, each is at fault", () => {
    const answers = ({ rows }: Outgoing) =>
      rows.map((_, index): RowOutcome => ({ type: "blamed", cause: "no", row: index }));
    const ran = runEngine(plan, actual, { answers });
    expect([failures(ran).length, sends(ran)]).toEqual([8, 1]);
  });

  test("announces a part by its rows in the chunk as planned", () => {
    const ran = runEngine(plan, actual, { answers: refusing([bad], (_, culprit) => culprit) });
    const announced = ran.effects.flatMap((effect) =>
      effect.type === "journal" && effect.record.type === "intent" ? [effect.record.rows] : [],
    );
    expect(announced).toEqual([undefined, [1, 2, 3, 4, 5, 7, 8], [6]]);
  });

  test("counts what was sent again, and tells chunk, row and cause", () => {
    const ran = runEngine(plan, actual, { answers: refusing([bad], (_, culprit) => culprit) });
    expect(summary(ran)).toMatchObject({ requests: 3, retries: 2 });
    expect(summary(ran)?.failed).toEqual([
      { loginId: bad, result: "rejected", chunk: "1-update-001", row: 6, cause: "in use", said: "blamed" },
    ]);
  });
});

describe("an answer that never came", () => {
  const { plan, actual } = renaming(2);
  const late = { ...SETTINGS, settle: 300 };

  test("is waited out before anything is sent again, until the tenant shows the same twice", () => {
    const ran = runEngine(plan, actual, { answers: (_, nth) => (nth === 1 ? [UNKNOWN, UNKNOWN] : undefined) }, late);
    const kinds = kindsOf(ran);
    const sent = kinds.indexOf("next");
    expect(kinds.slice(sent, sent + 7)).toEqual(["next", "wait", "read", "wait", "read", "journal", "read"]);
    expect(ran.effects.filter(({ type }) => type === "wait")[0]).toEqual({ type: "wait", milliseconds: 300 });
    expect([ran.result.end, sends(ran), renamed(ran), summary(ran)?.retries]).toEqual(["done", 2, 2, 1]);
  });

  test("is not waited for where nothing takes effect late", () => {
    const ran = runEngine(plan, actual, { answers: (_, nth) => (nth === 1 ? [UNKNOWN, UNKNOWN] : undefined) });
    expect([ran.result.end, sends(ran), kindsOf(ran).includes("wait")]).toEqual(["done", 2, false]);
  });

  test("is waited for longer while what the tenant shows still changes", () => {
    let looks = 0;
    const ran = runEngine(
      plan,
      actual,
      {
        answers: (_, nth) => (nth === 1 ? [UNKNOWN, UNKNOWN] : undefined),
        script: (effect, nth, tenant) => {
          if (effect.type === "read" && nth === 4) {
            const [first] = actual;
            if (first !== undefined)
              tenant.set(loginKey(first.loginId), { ...first, values: { ...first.values, name: "x" } });
          }
          looks = nth;
          return undefined;
        },
      },
      late,
    );
    expect(looks).toBeGreaterThan(0);
    expect([ran.result.end, sentRows(ran).map((rows) => rows.length)]).toEqual(["done", [2, 1]]);
  });

  test("from one of the rows has all of them waited for, and only that one is sent again", () => {
    const ran = runEngine(plan, actual, { answers: (_, nth) => (nth === 1 ? [ACCEPTED, UNKNOWN] : undefined) }, late);
    const waits = ran.effects.flatMap((effect) => (effect.type === "wait" ? [effect.milliseconds] : []));
    expect([waits[0], sentRows(ran).map((rows) => rows.length), ran.result.end]).toEqual([300, [2, 1], "done"]);
  });

  test("is noted as such of a row that took effect before it was to be sent again", () => {
    const ran = runEngine(plan, actual, {
      answers: (_, nth) => (nth === 1 ? [UNKNOWN, UNKNOWN] : undefined),
      script: (effect, nth, tenant) => {
        const [first] = actual;
        if (effect.type === "read" && nth === 3 && first !== undefined)
          tenant.set(loginKey(first.loginId), { ...first, values: { ...first.values, name: "x" } });
        return undefined;
      },
    });
    const said = records(ran).flatMap((record) =>
      record.type === "outcome" ? [record.rows.map((row) => `${row.result} ${row.said}`)] : [],
    );
    expect(said).toEqual([
      ["unknown unknown", "unknown unknown"],
      ["done unknown", "done accepted"],
    ]);
  });

  test("and then a refusal of an update is a refusal", () => {
    const one = renaming(1);
    const ran = runEngine(one.plan, one.actual, {
      answers: (_, nth) => [nth === 1 ? UNKNOWN : { type: "rejected", cause: "no" }],
    });
    expect(failures(ran)).toEqual(["u000@x.jp rejected"]);
  });

  test("and then a refusal of the whole upload is in doubt for a new user too", () => {
    const ran = runEngine(joining("a@x.jp", "b@x.jp"), [], {
      answers: ({ rows }, nth) => rows.map(() => (nth === 1 ? UNKNOWN : HELD)),
    });
    expect(failures(ran)).toEqual(["a@x.jp pending", "b@x.jp pending"]);
  });

  test("leads to four sends at most", () => {
    const ran = runEngine(plan, actual, { answers: ({ rows }) => rows.map(() => UNKNOWN) });
    expect([sends(ran), failures(ran)]).toEqual([4, ["u000@x.jp unknown", "u001@x.jp unknown"]]);
    expect(results(ran)).toHaveLength(4);
  });

  test("for a create that took effect all the same is a create that was done, and the password stays", () => {
    const ran = runEngine(joining("a@x.jp"), [], {
      answers: (_, nth) => (nth === 1 ? [UNKNOWN] : undefined),
      script: (effect, nth, tenant) => {
        // It shows when the second look before sending comes.
        if (effect.type === "read" && nth === 3) tenant.set("a@x.jp", shown({ loginId: "a@x.jp" }));
        return undefined;
      },
    });
    expect([ran.result.end, sends(ran), summary(ran)?.done.create]).toEqual(["done", 1, 1]);
  });

  test("and then a refusal: a new user may be there and not be listed yet", () => {
    const ran = runEngine(joining("a@x.jp"), [], {
      answers: (_, nth) => [nth === 1 ? UNKNOWN : { type: "rejected", cause: "already used" }],
      script: (effect, nth, tenant) => {
        if (effect.type === "wait" && nth === 1) tenant.set("a@x.jp", shown({ loginId: "a@x.jp" }));
        return undefined;
      },
    });
    expect([ran.result.end, sends(ran), summary(ran)?.done.create]).toEqual(["done", 2, 1]);
  });

  test("because it went to a request that came twice: who was refused and is there after all was created", () => {
    const ran = runEngine(
      joining("a@x.jp", "b@x.jp"),
      [],
      {
        answers: ({ rows }) => rows.map((): RowOutcome => ({ type: "rejected", cause: "already used" })),
        script: (effect, nth, tenant) => {
          if (effect.type === "wait" && nth === 2) tenant.set("a@x.jp", shown({ loginId: "a@x.jp" }));
          return undefined;
        },
      },
      { ...SETTINGS, settle: 50 },
    );
    expect([failures(ran), summary(ran)?.done.create]).toEqual([["b@x.jp rejected"], 1]);
    expect(results(ran)).toEqual([
      ["a@x.jp rejected", "b@x.jp rejected"],
      ["a@x.jp done", "b@x.jp rejected"],
    ]);
  });

  test("from fewer rows than were sent is no answer for the others", () => {
    const ran = runEngine(plan, actual, { answers: (_, nth) => (nth === 1 ? [ACCEPTED] : undefined) });
    expect([ran.result.end, sentRows(ran).map((rows) => rows.length)]).toEqual(["done", [2, 1]]);
  });
});

describe("a tenant that cannot be read", () => {
  const { plan, actual } = renaming(1);
  const down = { type: "read", snapshot: undefined, reason: "503" } as const;

  test("is asked again, three times", () => {
    const twice = runEngine(plan, actual, {
      script: (effect, nth) => (effect.type === "read" && nth < 3 ? down : undefined),
    });
    expect(twice.result.end).toBe("done");
    const always = runEngine(plan, actual, { script: (effect) => (effect.type === "read" ? down : undefined) });
    expect([always.result, always.effects.filter(({ type }) => type === "wait").length]).toMatchObject([
      { end: "unreadable", summary: { notDone: 1 } },
      2,
    ]);
  });

  test("after something was sent leaves an outcome that says so", () => {
    const ran = runEngine(plan, actual, {
      script: (effect, nth) => (effect.type === "read" && nth > 1 ? down : undefined),
    });
    expect([ran.result.end, results(ran), failures(ran)]).toEqual([
      "unreadable",
      [["u000@x.jp unknown"]],
      ["u000@x.jp unknown"],
    ]);
  });
});

describe("an older picture of somebody whom this run changed", () => {
  const mover = shown({ values: { extension: "2101" } });
  const plan = planOf({
    declared: [user({ values: { extension: "2102", name: "x" } }), user({ loginId: "new@x.jp" })],
    actual: [mover],
  });

  test("is waited out, and nobody is taken for moved", () => {
    let stale = 0;
    const ran = runEngine(plan, [mover], {
      script: (effect, _, tenant) => {
        const seesMover = effect.type === "read" && effect.users.includes(mover.loginId);
        if (!seesMover || tenant.get(loginKey(mover.loginId))?.values.extension === "2101") return undefined;
        if (!tenant.has("new@x.jp")) return undefined;
        stale += 1;
        if (stale > 2) return undefined;
        return { type: "read", snapshot: { users: [mover], readAt: NOW, complete: false } };
      },
    });
    expect([stale > 2, ran.result.end, failures(ran)]).toEqual([true, "done", []]);
  });
});

describe("a run that is asked to stop", () => {
  const stopAt = (at: number) => (effect: Effect, nth: number) =>
    effect.type === "checkLock" ? ({ type: "checkLock", held: true, stopped: nth >= at } as const) : undefined;

  test("sends nothing more, says what was not sent, and counts nobody as failed", () => {
    const { plan, actual } = renaming(250);
    const ran = runEngine(plan, actual, { script: stopAt(2) });
    expect([ran.result.end, sends(ran), renamed(ran)]).toEqual(["stopped", 1, 100]);
    expect(summary(ran)).toMatchObject({ notDone: 150, failed: [] });
    expect(results(ran)[1]?.every((row) => row.endsWith(" undone"))).toBe(true);
    expect(kindsOf(ran).at(-1)).toBe("release");
    expect(records(ran).at(-1)).toMatchObject({ type: "ended", end: "stopped" });
  });

  test("does not count the users of the tenant", () => {
    const { plan, actual } = renaming(1);
    const ran = runEngine(plan, actual, { script: stopAt(1) });
    expect(ran.effects.some(({ type }) => type === "count")).toBe(false);
  });

  test("while it waits for an answer's effect notes what it knows", () => {
    const { plan, actual } = renaming(1);
    const ran = runEngine(
      plan,
      actual,
      {
        answers: () => [UNKNOWN],
        script: (effect) => (effect.type === "wait" ? { type: "wait", stopped: true } : undefined),
      },
      { ...SETTINGS, settle: 300 },
    );
    expect([ran.result.end, sends(ran), results(ran)]).toEqual(["stopped", 1, [["u000@x.jp unknown"]]]);
  });
});

describe("the lock that is lost", () => {
  test("ends the run without another word, whatever is still on its way", () => {
    const people = ids(3);
    const plan = planOf({
      declared: people.map((loginId) => user({ loginId, state: "inactive" })),
      actual: people.map((loginId) => shown({ loginId })),
      settings: { guards: { ...settings().guards, minAdmins: 0 } },
    });
    const actual = people.map((loginId) => shown({ loginId }));
    const ran = runEngine(
      plan,
      actual,
      {
        script: (effect, nth) =>
          effect.type === "checkLock" ? { type: "checkLock", held: nth < 3, stopped: false } : undefined,
      },
      { ...SETTINGS, concurrency: 3 },
    );
    expect([ran.result.end, sends(ran), results(ran)]).toEqual(["lockLost", 2, []]);
    expect(kindsOf(ran).slice(-3)).toEqual(["next", "next", "release"]);
  });
});

describe("chunks whose order does not matter", () => {
  const people = ids(5);
  const actual = people.map((loginId) => shown({ loginId }));
  const plan = planOf({ declared: people.map((loginId) => user({ loginId, state: "inactive" })), actual });
  const most = (ran: Ran) => {
    let flying = 0;
    return Math.max(
      ...kindsOf(ran).map((kind) => {
        if (kind === "start") flying += 1;
        if (kind === "next") flying -= 1;
        return flying;
      }),
    );
  };

  test.each([
    [1, 1],
    [3, 3],
    [9, 5],
  ])("with %s at once, at most %s are on their way", (concurrency, expected) => {
    const ran = runEngine(plan, actual, { newestFirst: true }, { ...SETTINGS, concurrency });
    expect([ran.result.end, most(ran), summary(ran)?.done.deactivate]).toEqual(["done", expected, 5]);
  });

  test("are all noted, also after one that ends the run", () => {
    const says = { "u000@x.jp": { type: "rejected", cause: "no" } } as const;
    const ran = runEngine(plan, actual, { says }, { ...SETTINGS, concurrency: 3, stopOnFirstFailedChunk: true });
    expect([ran.result.end, results(ran).length, summary(ran)?.notDone]).toEqual(["partly", 3, 2]);
  });

  test("are those of updates too, when none needs what another frees", () => {
    const { plan: many, actual: everybody } = renaming(250);
    const ran = runEngine(many, everybody, {}, { ...SETTINGS, concurrency: 2 });
    expect([most(ran), ran.result.end]).toEqual([2, "done"]);
  });
});

describe("a delete", () => {
  const gone = shown({ loginId: "gone@x.jp", state: "inactive" });
  const plan = planOf({
    declared: [user({ loginId: "gone@x.jp", state: "absent" })],
    actual: [gone],
    remembered: [entry({ loginId: "gone@x.jp", state: "inactive", inactiveSince: "2026-01-01T00:00:00Z" })],
  });

  test("is looked at once more after it was announced, and then nothing stands between", () => {
    expect(kindsOf(runEngine(plan, [gone])).slice(1, 9)).toEqual([
      "journal",
      "read",
      "journal",
      "read",
      "checkLock",
      "start",
      "next",
      "read",
    ]);
  });

  test("is called off when somebody changed the user in that moment", () => {
    const ran = runEngine(plan, [gone], {
      script: (effect, nth, tenant) => {
        if (effect.type === "read" && nth === 2) tenant.set("gone@x.jp", { ...gone, id: "another" });
        return undefined;
      },
    });
    expect([sends(ran), failures(ran), results(ran)]).toEqual([0, ["gone@x.jp moved"], [["gone@x.jp moved"]]]);
  });

  test("of several in one chunk is called off for all of them", () => {
    const both = [gone, shown({ loginId: "too@x.jp", state: "inactive" })];
    const together = planOf({
      declared: both.map(({ loginId }) => user({ loginId, state: "absent" })),
      actual: both,
      remembered: both.map(({ loginId }) =>
        entry({ loginId, state: "inactive", inactiveSince: "2026-01-01T00:00:00Z" }),
      ),
      can: { batch: { create: 100, update: 100, activate: 1, deactivate: 1, delete: 100 } },
    });
    const ran = runEngine(together, both, {
      script: (effect, nth, tenant) => {
        if (effect.type === "read" && nth === 2) tenant.set("gone@x.jp", { ...gone, id: "another" });
        return undefined;
      },
    });
    expect([sends(ran), results(ran), summary(ran)?.notDone]).toEqual([0, [["gone@x.jp moved", "too@x.jp undone"]], 1]);
    expect(ran.result.end).toBe("partly");
  });

  test("is not sent when the last look fails", () => {
    const down = { type: "read", snapshot: undefined, reason: "503" } as const;
    const ran = runEngine(plan, [gone], {
      script: (effect, nth) => (effect.type === "read" && nth > 1 ? down : undefined),
    });
    expect([sends(ran), ran.result.end, results(ran)]).toEqual([0, "unreadable", [["gone@x.jp undone"]]]);
  });
});

test("the intent holds the users as they were, and of new users nothing", () => {
  const actual = [shown()];
  const plan = planOf({ declared: [user({ values: { name: "x" } }), user({ loginId: "new@x.jp" })], actual });
  const ran = runEngine(plan, actual);
  const images = ran.effects.flatMap((effect) =>
    effect.type === "journal" && effect.record.type === "intent"
      ? [effect.before?.map(({ values }) => values.name)]
      : [],
  );
  expect(images).toEqual([undefined, actual.map(({ values }) => values.name)]);
});

test("the ledger learns the commit that was applied", () => {
  const ran = runEngine(renaming(1).plan, renaming(1).actual, {}, { ...SETTINGS, commit: "abc123" });
  const put = ran.effects.flatMap((effect) => (effect.type === "journal" ? (effect.ledger?.put ?? []) : []));
  expect(put.map(({ commit }) => commit)).toEqual(["abc123"]);
  expect(records(ran)[0]).toMatchObject({ type: "started", by: "ann@host", commit: "abc123", allowed: [] });
});
