import { describe, expect, test } from "vitest";
import { type Asking, ask } from "../../src/apply/ask.ts";
import { drive, type World } from "../../src/apply/drive.ts";
import type { Connector, RowOutcome, Write } from "../../src/model/connector.ts";
import type { ApplyEvent, Effect, Outgoing } from "../../src/model/effect.ts";
import type { ApprovedPlan } from "../../src/model/plan.ts";
import { Secret } from "../../src/model/secret.ts";
import { asLoginId, loginKey } from "../../src/model/user.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { CAN, NOW, planOf, shown } from "../builders.ts";
import { HOLDER, started } from "../state/records.ts";
import { worldOf } from "./carry-out.ts";

const NOBODY = { users: [], readAt: NOW, complete: true } as const;

const CONNECTOR: Connector = {
  can: CAN,
  readUsers: async () => NOBODY,
  readContract: async () => ({}),
  readThese: async () => NOBODY,
  countUsers: async () => 0,
  write: async ({ rows }) => rows.map(() => ({ type: "accepted" })),
  close: async () => {},
};

interface Given {
  readonly connector?: Partial<Connector>;
  readonly store?: Partial<World["store"]>;
  readonly world?: Partial<World>;
}

/** Drives these questions, and gives back the answer and what was told meanwhile. */
async function driven<T>(engine: Asking<T>, { connector = {}, store = {}, world = {} }: Given = {}) {
  const real = openSqliteStore(":memory:", "aoba");
  const faulty = new Proxy(real, {
    get: (_, name: keyof World["store"]) => store[name] ?? Reflect.get(real, name).bind(real),
  });
  const events = drive(engine, worldOf({ connector: { ...CONNECTOR, ...connector }, store: faulty }, world));
  const told: ApplyEvent[] = [];
  try {
    for (let step = await events.next(); ; step = await events.next()) {
      if (step.done === true) return { answer: step.value, told };
      told.push(step.value);
    }
  } finally {
    await real.close();
  }
}

const asked = async (effect: Effect, given?: Given) => (await driven(ask(effect), given)).answer;
const fails = async () => Promise.reject(new Error("broken"));
const aborted = AbortSignal.abort();
const never = new Promise<never>(() => {});

describe("the lock", () => {
  test("is taken, and lost as soon as it is another's", async () => {
    const lock = { type: "lock", run: "r1" } as const;
    expect(await asked(lock)).toEqual({ type: "lock", held: true });
    const by = HOLDER;
    expect(await asked(lock, { store: { lock: async () => ({ held: false, by }) } })).toEqual({
      type: "lock",
      held: false,
      by,
    });
  });

  test("names who has it, and since when", async () => {
    let named: unknown;
    const lock: World["store"]["lock"] = async (holder) => {
      named = holder;
      return { held: true };
    };
    await asked({ type: "lock", run: "r1" }, { store: { lock } });
    expect(named).toEqual({ run: "r1", holder: "ann", host: "host", since: NOW });
  });

  test("counts as lost where it cannot be asked, and that is said", async () => {
    const check = { type: "checkLock" } as const;
    expect(await asked(check, { store: { checkLock: fails } })).toEqual({
      type: "checkLock",
      held: false,
      reason: "the lock could not be asked: broken",
      stopped: false,
    });
    expect(await asked(check, { store: { checkLock: async () => true } })).toEqual({
      ...check,
      held: true,
      stopped: false,
    });
  });

  test("is asked together with whether somebody asks for an end, who is heard even where nothing is waited for", async () => {
    const asking = new AbortController();
    setImmediate(() => asking.abort());
    expect(await asked({ type: "checkLock" }, { world: { stop: asking.signal } })).toMatchObject({ stopped: true });
  });

  test("that cannot be given back is no failure of the run", async () => {
    let given = 0;
    const release = async () => {
      given += 1;
      return fails();
    };
    expect([await asked({ type: "release" }, { store: { release } }), given]).toEqual([{ type: "release" }, 1]);
  });
});

describe("reading", () => {
  const few = { type: "read", users: [asLoginId("a@x.jp")] } as const;

  test("asks for those who are named", async () => {
    const named: unknown[] = [];
    const readThese: Connector["readThese"] = async (users) => {
      named.push(...users);
      return { ...NOBODY, complete: false };
    };
    expect(await asked(few, { connector: { readThese } })).toEqual({
      type: "read",
      snapshot: { ...NOBODY, complete: false },
    });
    expect(named).toEqual(["a@x.jp"]);
  });

  test("that fails is a result with its reason, whatever was thrown", async () => {
    const none = { type: "read", snapshot: undefined };
    expect(await asked(few, { connector: { readThese: fails } })).toEqual({ ...none, reason: "broken" });
    const odd = async () => Promise.reject("odd");
    expect(await asked(few, { connector: { readThese: odd } })).toEqual({ ...none, reason: "odd" });
  });

  test("is none where the answer is short", async () => {
    const readThese = async () => ({ ...NOBODY, users: [shown()], total: 2 });
    const reason = "the answer is short: 1 of 2";
    expect(await asked(few, { connector: { readThese } })).toEqual({ type: "read", snapshot: undefined, reason });
  });
});

describe("counting", () => {
  test.each([
    ["gives back what the tenant says", async () => 3, 3],
    ["is no number where the tenant cannot say", async () => undefined, undefined],
    ["is no number where the tenant cannot be asked", fails, undefined],
  ])("%s", async (_, countUsers, users) => {
    expect(await asked({ type: "count" }, { connector: { countUsers } })).toEqual({ type: "count", users });
  });
});

describe("the journal", () => {
  const line = { type: "journal", record: started("r1") } as const;

  test("is told of as soon as it is durable, or that it is not", async () => {
    const written = await driven(ask(line));
    expect(written).toEqual({
      answer: { type: "journal", durable: true },
      told: [{ type: "record", record: line.record }],
    });
    const lost = await driven(ask(line), { store: { append: fails } });
    expect(lost).toEqual({
      answer: { type: "journal", durable: false, reason: "broken" },
      told: [{ type: "unrecorded", record: line.record, reason: "broken" }],
    });
  });

  test("gets the users as they were, and the ledger what it learns", async () => {
    const given: unknown[] = [];
    const append: World["store"]["append"] = async (...all) => {
      given.push(...all);
    };
    const ledger = { put: [], drop: [], usersCounted: 3 };
    await asked({ ...line, before: [shown()], ledger }, { store: { append } });
    expect(given).toEqual([line.record, [shown()], ledger]);
  });

  test("is looked through thirty days back", async () => {
    let since = "";
    const readJournalSince: World["store"]["readJournalSince"] = async (at) => {
      since = at;
      return [started("r0")];
    };
    const world = { now: () => "2026-12-01T00:00:00.000Z" };
    expect(await asked({ type: "history" }, { store: { readJournalSince }, world })).toEqual({
      type: "history",
      records: [started("r0")],
    });
    expect(since).toBe("2026-11-01T00:00:00.000Z");
  });

  test("that cannot be read is a result", async () => {
    expect(await asked({ type: "history" }, { store: { readJournalSince: fails } })).toEqual({
      type: "history",
      records: undefined,
      reason: "broken",
    });
  });
});

describe("sending", () => {
  const row = (id: string) => ({ loginId: asLoginId(id), values: { name: id }, extra: {} });
  const update = (...ids: readonly string[]): Outgoing => ({ kind: "update", rows: ids.map(row) });

  function* sendBoth(): Asking<readonly unknown[]> {
    const first = yield* ask({ type: "start", chunk: "c1", write: update("a@x.jp") });
    const second = yield* ask({ type: "start", chunk: "c2", write: update("b@x.jp", "c@x.jp") });
    const answers = [...(yield* ask({ type: "next" })).arrived, ...(yield* ask({ type: "next" })).arrived];
    return [first.ticket, second.ticket, ...answers.map(({ ticket, outcomes }) => [ticket, outcomes.length])];
  }

  test("is told of, and whatever ends first comes first", async () => {
    const write = async ({ rows }: Write): Promise<readonly RowOutcome[]> => {
      if (rows.length === 1) await new Promise((later) => setTimeout(later, 30));
      return rows.map(() => ({ type: "accepted" }));
    };
    const { answer, told } = await driven(sendBoth(), { connector: { write } });
    expect(answer).toEqual([1, 2, [2, 2], [1, 1]]);
    expect(told).toEqual([
      { type: "sent", chunk: "c1", kind: "update", users: 1 },
      { type: "sent", chunk: "c2", kind: "update", users: 2 },
    ]);
  });

  test("gives back at once whatever has ended by then", async () => {
    function* sendTwo(): Asking<readonly number[]> {
      yield* ask({ type: "start", chunk: "c1", write: update("a@x.jp") });
      yield* ask({ type: "start", chunk: "c2", write: update("b@x.jp") });
      return (yield* ask({ type: "next" })).arrived.map(({ ticket }) => ticket);
    }
    const write = async ({ rows }: Write): Promise<readonly RowOutcome[]> => rows.map(() => ({ type: "accepted" }));
    expect((await driven(sendTwo(), { connector: { write } })).answer).toEqual([1, 2]);
  });

  function* sendOne(write: Outgoing): Asking<readonly RowOutcome[]> {
    yield* ask({ type: "start", chunk: "c1", write });
    return (yield* ask({ type: "next" })).arrived.flatMap(({ outcomes }) => outcomes);
  }

  test("that fails is unknown for every row, with the reason", async () => {
    const { answer } = await driven(sendOne(update("a@x.jp", "b@x.jp")), { connector: { write: fails } });
    expect(answer).toEqual([
      { type: "unknown", reason: "broken" },
      { type: "unknown", reason: "broken" },
    ]);
  });

  test("hands the connector what tells that somebody asks for an end", async () => {
    const stop = new AbortController().signal;
    let handed: AbortSignal | undefined;
    const write: Connector["write"] = async ({ rows }, signal) => {
      handed = signal;
      return rows.map(() => ({ type: "accepted" }));
    };
    await driven(sendOne(update("a@x.jp")), { connector: { write }, world: { stop } });
    expect(handed).toBe(stop);
  });

  const create: Outgoing = { kind: "create", rows: [{ loginId: asLoginId("A@x.jp"), values: { name: "a" } }] };

  function* sealAndSend(): Asking<string | undefined> {
    const { sealed } = yield* ask({ type: "seal", chunk: "c1", users: [asLoginId("A@x.jp")] });
    yield* sendOne(create);
    return sealed;
  }

  test("gives new users the passwords that were sealed for their chunk", async () => {
    const password = new Secret("s3cret");
    const sealedFor: unknown[] = [];
    const seal: World["seal"] = async (...given) => {
      sealedFor.push(...given);
      return { sealed: "file", passwords: new Map([[loginKey("a@x.jp"), password]]) };
    };
    let sent: Write | undefined;
    const write: Connector["write"] = async (one) => {
      sent = one;
      return [{ type: "accepted" }];
    };
    const { answer } = await driven(sealAndSend(), { connector: { write }, world: { seal } });
    expect([answer, sealedFor]).toEqual(["file", ["c1", ["A@x.jp"]]]);
    expect(sent).toEqual({ kind: "create", rows: [{ loginId: "A@x.jp", values: { name: "a" }, password }] });
  });

  test("sends nobody without a password", async () => {
    await expect(driven(sendOne(create))).rejects.toThrow("no password was sealed for A@x.jp");
  });

  test("that cannot be sealed is a result", async () => {
    const seal = { type: "seal", chunk: "c1", users: [] } as const;
    const none = { type: "seal", sealed: undefined, reason: "broken" };
    expect(await asked(seal, { world: { seal: fails } })).toEqual(none);
  });
});

describe("whoever asks for an end", () => {
  const wait = { type: "wait", milliseconds: 20 } as const;

  test("need not wait", async () => {
    const slept: number[] = [];
    const sleep = async (milliseconds: number) => void slept.push(milliseconds);
    expect(await asked(wait, { world: { sleep, stop: aborted } })).toEqual({ type: "wait", stopped: true });
    expect(slept).toEqual([]);
    const calm = await driven(ask(wait), { world: { sleep } });
    expect(calm).toEqual({
      answer: { type: "wait", stopped: false },
      told: [{ type: "waiting", milliseconds: 20 }],
    });
    expect(slept).toEqual([20]);
  });

  test("need not see a plan to its end", async () => {
    const plan = { type: "plan" } as const;
    const made = planOf({}) as ApprovedPlan;
    const slowly = async () => {
      await new Promise((later) => setTimeout(later, 10));
      return made;
    };
    expect(await asked(plan, { world: { plan: slowly } })).toEqual({ type: "plan", plan: made });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 10);
    expect(await asked(plan, { world: { plan: () => never, stop: stop.signal } })).toEqual({
      ...plan,
      plan: undefined,
    });
    expect(await asked(plan, { world: { plan: () => never, stop: aborted } })).toEqual({ ...plan, plan: undefined });
  });

  const TOO_LATE = "the run was stopped before the answer came";

  test("waits but a moment for a store and a tenant that never answer", async () => {
    const deadline = new AbortController();
    setTimeout(() => deadline.abort(), 10);
    const given = (signal: AbortSignal): Given => ({
      store: { append: () => never, checkLock: () => never, release: () => never },
      connector: { readThese: () => never, countUsers: () => never },
      world: { deadline: signal },
    });
    const line = { type: "journal", record: started("r1") } as const;
    const began = performance.now();
    expect(await asked(line, given(deadline.signal))).toEqual({ type: "journal", durable: false, reason: TOO_LATE });
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(await asked({ type: "read", users: [] }, given(aborted))).toMatchObject({ reason: TOO_LATE });
    expect(await asked({ type: "count" }, given(aborted))).toEqual({ type: "count", users: undefined });
    expect(await asked({ type: "checkLock" }, given(aborted))).toMatchObject({ held: false });
    expect(await asked({ type: "release" }, given(aborted))).toEqual({ type: "release" });
  });

  test("learns of what was sent and never answered that nobody knows", async () => {
    const rows = [asLoginId("a@x.jp"), asLoginId("b@x.jp")].map((loginId) => ({ loginId }));
    function* send(): Asking<unknown> {
      yield* ask({ type: "start", chunk: "c1", write: { kind: "delete", rows } });
      return yield* ask({ type: "next" });
    }
    const { answer } = await driven(send(), { connector: { write: () => never }, world: { deadline: aborted } });
    const outcome = { type: "unknown", reason: TOO_LATE };
    expect(answer).toEqual({ type: "next", arrived: [{ ticket: 1, outcomes: [outcome, outcome] }] });
  });

  test("leaves nothing listening where the answer came in time", async () => {
    const deadline = new AbortController();
    const listening: unknown[] = [];
    const counted = Object.assign(deadline.signal, {
      addEventListener: (name: string, listener: unknown) => void listening.push([name, listener]),
      removeEventListener: (name: string, listener: unknown) => {
        const at = listening.findIndex((one) => Array.isArray(one) && one[0] === name && one[1] === listener);
        if (at >= 0) listening.splice(at, 1);
      },
    });
    await asked({ type: "read", users: [] }, { world: { deadline: counted } });
    expect(listening).toEqual([]);
  });
});

test("an answer to another question is a bug of meibo", () => {
  const asking = ask({ type: "now" });
  asking.next();
  expect(() => asking.next({ type: "release" })).toThrow("asked for now, was handed something else");
});

test("the clock is the world's", async () => {
  expect(await asked({ type: "now" })).toEqual({ type: "now", at: NOW });
});
