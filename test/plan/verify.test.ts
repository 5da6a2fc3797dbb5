import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/model/canonical.ts";
import { WRITE_KINDS } from "../../src/model/connector.ts";
import { EVIDENCE, SUBSCRIPTIONS, VALUE_KEYS } from "../../src/model/fields.ts";
import { IMPACT_SEVERITIES, TRUTHS } from "../../src/model/impact.ts";
import {
  CHANGE_KINDS,
  FIELD_CAUSES,
  type Plan,
  RESEMBLANCES,
  type Situation,
  STATE_REASONS,
  STEP_KINDS,
  STEP_REASONS,
} from "../../src/model/plan.ts";
import { SEVERITIES } from "../../src/model/problem.ts";
import { LAYERS } from "../../src/model/roster.ts";
import { identityOf, type SavedPlan, sealed } from "../../src/model/saved-plan.ts";
import { SEAT_KINDS } from "../../src/model/seats.ts";
import type { Settings } from "../../src/model/settings.ts";
import { asLoginId, TENANT_STATES } from "../../src/model/user.ts";
import { declaredHash } from "../../src/plan/hash.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { isPlanFile, openSaved, savedPlanOf } from "../../src/plan/saved.ts";
import { type Selection, selectPeople } from "../../src/plan/select.ts";
import { differences, misfit, selectionIn } from "../../src/plan/verify.ts";
import { approval, entry, inFull, settings, shown, situation, user } from "../builders.ts";

const ANN = "ann@aoba.example";
const BOB = "bob@aoba.example";
const CIA = "cia@aoba.example";
const FILE = "plan.json";

type Parts = NonNullable<Parameters<typeof situation>[0]>;

function save(given: Situation, plan: Plan = makePlan(given)): SavedPlan {
  return reread(savedPlanOf(plan, given, { meibo: "0.1.0" }));
}

/** As it comes back from a file. */
function reread(saved: SavedPlan): SavedPlan {
  const opened = openSaved(JSON.parse(canonicalJson(saved)), FILE);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}

/** What is said when a plan that was saved before is applied now. */
function said(saved: SavedPlan, now: Situation): readonly string[] {
  const made = makePlan(now);
  const selection = selectionIn(saved, made, FILE);
  const part = selectPeople(made, selection, now);
  const found = differences(saved, { made, selection, part, situation: now }, FILE);
  return found.map(({ name, args }) => {
    const { loginId, before, now: today, moved, other } = args;
    return [name, loginId, before, today, moved, other].filter((word) => word !== undefined).join(", ");
  });
}

const renamed = (loginId: string, name = "new") => user({ loginId, values: { name } });
const people = (...loginIds: readonly string[]) => loginIds.map((loginId) => shown({ loginId }));

/** Ann gets a new name; Bob is as he shall be. */
const before: Parts = {
  declared: [renamed(ANN), user({ loginId: BOB })],
  actual: people(ANN, BOB),
  remembered: [entry({ loginId: ANN }), entry({ loginId: BOB })],
  usersCounted: 2,
};

describe("a saved plan, when it is applied", () => {
  const tenant = "the tenant changed";
  const files = "the files changed, and the tenant may have";
  const chain: Parts = {
    declared: [user({ loginId: ANN, values: { extension: "1" } }), user({ loginId: BOB, values: { extension: "2" } })],
    actual: [shown({ loginId: ANN }), shown({ loginId: BOB, values: { extension: "2" } })],
  };
  const rows: readonly (readonly [sentence: string, before: Parts, now: Parts, said: readonly string[]])[] = [
    ["is what is done now", before, before, []],
    ["with nothing to do is as good later", { declared: [], actual: [] }, { declared: [], actual: [] }, []],
    [
      "does not mind that others have changes too",
      before,
      { ...before, declared: [renamed(ANN), renamed(BOB), renamed(CIA)] },
      [],
    ],
    [
      "does not mind that entries moved in their files",
      before,
      { ...before, declared: [{ ...renamed(ANN), place: { file: "users/b.yaml", line: 9 } }, user({ loginId: BOB })] },
      [],
    ],
    [
      "is refused when somebody in it was changed in the console",
      before,
      { ...before, actual: [shown({ loginId: ANN, values: { admin: true } }), shown({ loginId: BOB })] },
      [`plan-moved, ${ANN}, update, another update, ${tenant}`],
    ],
    [
      "is refused when the console changed a value that nobody compares",
      before,
      { ...before, actual: [shown({ loginId: ANN, extra: { Memo: "x" } }), shown({ loginId: BOB })] },
      [`plan-moved, ${ANN}, update, another update, ${tenant}`],
    ],
    [
      "is refused when somebody in it is switched off too",
      before,
      { ...before, declared: [{ ...renamed(ANN), state: "inactive" }, user({ loginId: BOB })] },
      [`plan-moved, ${ANN}, update, update and deactivate, ${files}`],
    ],
    [
      "is refused when the files took it back",
      before,
      { ...before, declared: [user({ loginId: ANN }), user({ loginId: BOB })] },
      [`plan-moved, ${ANN}, update, nothing, ${files}`],
    ],
    [
      "is refused when somebody in it is gone",
      { ...before, declared: [renamed(ANN), renamed(BOB)] },
      { ...before, declared: [renamed(ANN), renamed(BOB)], actual: people(BOB) },
      [`plan-moved, ${ANN}, update, create, ${tenant}`],
    ],
    [
      "is refused by name when one of two was done",
      { ...before, declared: [renamed(ANN), renamed(BOB)] },
      {
        ...before,
        declared: [renamed(ANN), renamed(BOB)],
        actual: [shown({ loginId: ANN, values: { name: "new" } }), shown({ loginId: BOB })],
      },
      [`plan-moved, ${ANN}, update, nothing, ${tenant}`],
    ],
    [
      "that was done already says so",
      before,
      { ...before, actual: [shown({ loginId: ANN, values: { name: "new" } }), shown({ loginId: BOB })] },
      ["plan-done"],
    ],
    [
      "that was done already under other settings is no longer as it was",
      before,
      {
        ...before,
        actual: [shown({ loginId: ANN, values: { name: "new" } }), shown({ loginId: BOB })],
        settings: { protect: [CIA] },
      },
      [`plan-moved, ${ANN}, update, nothing, ${files}`],
    ],
    [
      "is refused when an extension in it went to somebody else",
      { declared: [user({ loginId: ANN, values: { extension: "1" } })], actual: people(ANN, BOB) },
      {
        declared: [user({ loginId: ANN, values: { extension: "1" } })],
        actual: [shown({ loginId: ANN }), shown({ loginId: BOB, values: { extension: "1" } })],
      },
      [`extension-taken, ${ANN}, ${BOB}`],
    ],
    [
      "is refused once a person, however much of theirs moved",
      { ...before, declared: [{ ...renamed(ANN), state: "inactive" }] },
      {
        ...before,
        declared: [{ ...renamed(ANN), state: "inactive" }],
        actual: [shown({ loginId: ANN, values: { admin: true } }), shown({ loginId: BOB })],
      },
      [`plan-moved, ${ANN}, update and deactivate, another update and deactivate, ${tenant}`],
    ],
    [
      "is refused when somebody in it would have to swap with somebody outside",
      {
        declared: [user({ loginId: ANN, values: { extension: "2" } })],
        actual: [shown({ loginId: ANN, values: { extension: "1" } })],
      },
      {
        declared: [
          user({ loginId: ANN, values: { extension: "2" } }),
          user({ loginId: BOB, values: { extension: "1" } }),
        ],
        actual: [
          shown({ loginId: ANN, values: { extension: "1" } }),
          shown({ loginId: BOB, values: { extension: "2" } }),
        ],
      },
      ["extension-cycle"],
    ],
    [
      "does not mind that others want an extension that is taken",
      chain,
      { ...chain, declared: [...(chain.declared ?? []), user({ loginId: CIA, values: { extension: "2" } })] },
      [],
    ],
    [
      "is refused when somebody outside of it would have to give an extension up first",
      chain,
      {
        declared: [
          user({ loginId: ANN, values: { extension: "1" } }),
          user({ loginId: BOB, values: { extension: "3" } }),
        ],
        actual: [shown({ loginId: ANN }), shown({ loginId: BOB, values: { extension: "1" } })],
      },
      [`plan-extension-taken, ${ANN}, ${BOB}`],
    ],
    ["is refused when people in it cannot swap any more", swap(["9990-9999"]), swap([]), ["extension-cycle"]],
    ["is refused when it would go through another spare number", swap(["9990"]), swap(["9991"]), ["plan-order-moved"]],
  ];

  test("names kinds that no plan of today has together, as a plan of another release may", () => {
    const given = situation(before);
    const plan = makePlan(given);
    const odd = save(given, { ...plan, changes: plan.changes.flatMap((change) => [change, change]) });
    expect(said(odd, situation(before))).toEqual([`plan-moved, ${ANN}, update and update, update, ${tenant}`]);
  });

  const seats = { settings: { seats: { total: 3, countInactive: true, warnWithin: 0 } } } as const;
  const hired: Parts = { declared: [user({ loginId: ANN })], actual: people(BOB), ...seats };

  test("is refused when the seats it needs are taken", () => {
    const taken = situation({ ...hired, actual: people(BOB, CIA, "dan@aoba.example") });
    expect(said(save(situation(hired)), taken)).toEqual([
      `plan-moved, ${ANN}, create, another create, ${tenant}`,
      "seats-exceeded, 3",
    ]);
  });

  test("is refused when only somebody outside of it would give a seat back", () => {
    const told = (now: Situation) => {
      const saved = save(situation(hired));
      const part = selectPeople(makePlan(now), selectionIn(saved, makePlan(now), FILE), now);
      return part.problems.map(({ name, code, args }) => [name, code, args]);
    };
    const full = { ...seats.settings.seats, countInactive: false };
    const now = situation({
      declared: [user({ loginId: ANN }), user({ loginId: CIA, state: "inactive" })],
      actual: people(BOB, CIA, "dan@aoba.example"),
      settings: { seats: full },
    });
    const args = { of: "total", users: ANN, others: CIA, file: FILE };
    expect(told(now)).toEqual([["plan-seats-taken", "MB4001", args]]);
  });

  test("names the extension that somebody took, and the file in which it was free", () => {
    const now = situation({
      declared: [
        user({ loginId: ANN, values: { extension: "1" } }),
        user({ loginId: BOB, values: { extension: "3" } }),
      ],
      actual: [shown({ loginId: ANN }), shown({ loginId: BOB, values: { extension: "1" } })],
    });
    const made = makePlan(now);
    const part = selectPeople(made, selectionIn(save(situation(chain)), made, FILE), now);
    const place = { file: "users/all.yaml", line: 2 };
    expect(inFull(part.problems)).toEqual([
      { name: "plan-extension-taken", loginId: ANN, extension: "1", other: BOB, file: FILE, place },
    ]);
  });

  const inFullNow = (saved: SavedPlan, now: Situation) => {
    const made = makePlan(now);
    const selection = selectionIn(saved, made, FILE);
    return inFull(
      differences(saved, { made, selection, part: selectPeople(made, selection, now), situation: now }, FILE),
    );
  };

  test("says who moved, in which file that stands, and what was and is to be done", () => {
    const now = situation({ ...before, declared: [{ ...renamed(ANN), state: "inactive" }, user({ loginId: BOB })] });
    expect(inFullNow(save(situation(before)), now)).toEqual([
      {
        name: "plan-moved",
        loginId: ANN,
        file: FILE,
        before: "update",
        now: "update and deactivate",
        moved: files,
        place: { file: "users/all.yaml", line: 2 },
      },
    ]);
  });

  test("names the file that was done already, or that would go in other steps", () => {
    const done = { ...before, actual: [shown({ loginId: ANN, values: { name: "new" } }), shown({ loginId: BOB })] };
    expect(inFullNow(save(situation(before)), situation(done))).toEqual([{ name: "plan-done", file: FILE }]);
    expect(inFullNow(save(situation(swap(["9990"]))), situation(swap(["9991"])))).toEqual([
      { name: "plan-order-moved", file: FILE },
    ]);
  });

  test("chooses its people as it was made, and says no more", () => {
    const made = makePlan(situation(before));
    const selected = (chosen: Partial<Plan>) => {
      const { people: _, ...rest } = selectionIn(save(situation(before), { ...made, ...chosen }), made, FILE);
      return rest;
    };
    expect([selected({}), selected({ only: ["ann*"] }), selected({ due: true })]).toStrictEqual([
      { saved: FILE },
      { saved: FILE, only: ["ann*"] },
      { saved: FILE, due: true },
    ]);
  });

  test("does not mind it where it takes the last seat itself, or none", () => {
    const wanted = ["x", "y"].map((name) => user({ loginId: `${name}@aoba.example` }));
    const last = { settings: { seats: { total: 2, countInactive: true, warnWithin: 0 } } };
    const taking: Parts = { declared: [user({ loginId: ANN })], actual: people(BOB), ...last };
    const over: Parts = { declared: [renamed(ANN)], actual: people(ANN, BOB, CIA), ...last };
    for (const parts of [taking, over]) {
      const now = situation({ ...parts, declared: [...(parts.declared ?? []), ...wanted] });
      expect(makePlan(now).problems.map(({ name }) => name)).toEqual(["seats-exceeded"]);
      expect(said(save(situation(parts)), now)).toEqual([]);
    }
  });

  test("does not mind that others want more seats than there are", () => {
    const wanted = ["x", "y", "z"].map((name) => user({ loginId: `${name}@aoba.example` }));
    const now = situation({ ...hired, declared: [user({ loginId: ANN }), ...wanted] });
    expect(makePlan(now).problems.map(({ name }) => name)).toEqual(["seats-exceeded"]);
    expect(said(save(situation(hired)), now)).toEqual([]);
  });

  test.each(rows)("%s", (_, then, now, expected) => {
    expect(said(save(situation(then)), situation(now))).toEqual(expected);
  });

  function swap(spare: readonly string[]): Parts {
    const pair = [
      [ANN, "1", "2"],
      [BOB, "2", "1"],
    ] as const;
    return {
      declared: pair.map(([loginId, , to]) => user({ loginId, values: { extension: to } })),
      actual: pair.map(([loginId, from]) => shown({ loginId, values: { extension: from } })),
      settings: { extensionPools: { spare } },
    };
  }

  test("of somebody whom it would only remember leaves that person's new changes alone", () => {
    const quiet: Parts = { ...before, remembered: [entry({ loginId: ANN })] };
    const saved = save(situation(quiet));
    expect(saved.plan.remember.map(({ loginId }) => loginId)).toEqual([ANN, BOB]);
    const now = situation({
      ...quiet,
      actual: [shown({ loginId: ANN }), shown({ loginId: BOB, values: { admin: true } })],
    });
    const made = makePlan(now);
    const part = selectPeople(made, selectionIn(saved, made, FILE), now);
    expect(part.ok && part.value.changes.map(({ loginId }) => loginId)).toEqual([ANN]);
    expect(part.ok && part.value.remember.map(({ loginId }) => loginId)).toEqual([ANN]);
    expect(said(saved, now)).toEqual([]);
  });

  test("remembers again whom it would only remember", () => {
    const quiet = situation({ ...before, remembered: [entry({ loginId: ANN })] });
    const made = makePlan(quiet);
    const part = selectPeople(made, selectionIn(save(quiet), made, FILE), quiet);
    expect(part.ok && part.value.remember.map(({ loginId }) => loginId)).toEqual([ANN, BOB]);
  });

  test.each([
    ["people", { people: (key) => key === ANN, only: [ANN] }],
    ["days", { people: () => true, due: true }],
  ] satisfies readonly (readonly [string, Selection])[])(
    "chosen by %s is compared with the same part of now",
    (_, chosen) => {
      const now = situation({
        ...before,
        declared: [{ ...renamed(ANN), endDate: "2026-11-30" }, renamed(BOB)],
      });
      const part = selectPeople(makePlan(now), chosen, now);
      if (!part.ok) throw new Error("nothing was selected");
      expect(said(save(now, part.value), now)).toEqual([]);
    },
  );
});

describe("what the files declare, as a fingerprint", () => {
  const now = situation(before);
  const on = (changed: object) => declaredHash({ ...now, roster: { ...now.roster, users: [user(changed)] } });
  const plain = on({});

  test("is the same in whichever order and place", () => {
    const users = [...now.roster.users].reverse().map((one) => ({ ...one, place: { file: "x.csv", row: 3 } }));
    expect(declaredHash({ ...now, roster: { ...now.roster, users } })).toBe(declaredHash(now));
  });

  const said: readonly object[] = [
    { loginId: ANN },
    { values: { name: "x" } },
    { roles: ["x"] },
    { previousLoginIds: [ANN] },
    { state: "active" },
    { startDate: "2026-01-01" },
    { endDate: "2026-01-01" },
    { leave: { from: "2026-01-01" } },
    { leave: { from: "2026-01-01", until: "2026-02-01" } },
    { leave: { from: "2026-01-01", reason: "x" } },
    { employeeId: "1" },
    { department: "x" },
    { extensionPool: "x" },
  ];
  test("is another one for every word that is said", () => {
    expect(new Set([plain, ...said.map(on)]).size).toBe(said.length + 1);
  });

  test("is another one with another approval or another fact", () => {
    const others = [
      { ...now, approvals: [approval()] },
      { ...now, facts: { ...now.facts, ssoEnabled: true } },
    ];
    expect(new Set([now, ...others].map(declaredHash)).size).toBe(3);
  });
});

describe("a saved plan that fits nowhere here", () => {
  const http = {
    kind: "http",
    http: { url: "https://ann:pw@x.example/api?key=1", tokenEnv: "T", allowPrivate: false },
  } as const;
  const through = (connector: Partial<Settings["connector"]>) =>
    settings({ connector: { ...settings().connector, ...connector } });
  const rows: readonly (readonly [string, Settings, string])[] = [
    ["another tenant", settings({ tenant: "midori" }), "it is for the tenant aoba, meibo.yaml names midori"],
    [
      "another connector",
      through(http),
      "it was made through the connector local (.meibo/tenant.db), meibo.yaml names http (https://x.example/api)",
    ],
    [
      "another database",
      through({ local: { database: "b.db" } }),
      "it was made through the connector local (.meibo/tenant.db), meibo.yaml names local (b.db)",
    ],
    [
      "a connector without an address",
      through({ kind: "handoff" }),
      "it was made through the connector local (.meibo/tenant.db), meibo.yaml names handoff",
    ],
  ];
  test.each(rows)("is refused for %s", (_, here, reason) => {
    expect(misfit(save(situation(before)), here, FILE)).toMatchObject({
      name: "plan-invalid",
      args: { file: FILE, reason },
    });
  });

  test("is refused for a preview", () => {
    const preview = { ...situation(before), asOf: "2027-05-01" };
    expect(misfit(save(preview), settings(), FILE)?.args).toMatchObject({ reason: "it is a preview of 2027-05-01" });
  });

  test("is none where it was made", () => {
    expect(misfit(save(situation(before)), settings(), FILE)).toBeUndefined();
  });

  test("names no user and no key of an address", () => {
    const browser = { url: "nonsense", userEnv: "U", passwordEnv: "P", language: "auto" } as const;
    expect(identityOf(through({ kind: "browser", browser }))).toEqual({ kind: "browser" });
    expect(identityOf(through({ kind: "browser" }))).toEqual({ kind: "browser" });
  });
});

describe("a file that is no saved plan", () => {
  const whole = save(situation(before));
  const { checksum: _, ...unsealed } = whole;
  const [change] = whole.plan.changes;
  const again = (changed: object) => sealed({ ...unsealed, ...changed });
  const planned = (changed: object) => again({ plan: { ...whole.plan, ...changed } });
  const rows: readonly (readonly [sentence: string, value: unknown, reason: string])[] = [
    ["nothing", undefined, "it is no plan that meibo saved"],
    ["a list", [1], "it is no plan that meibo saved"],
    ["null", null, "it is no plan that meibo saved"],
    ["something else", { format: "else" }, "it is no plan that meibo saved"],
    ["without a version", { ...whole, version: "1" }, "it does not say its version"],
    ["of a newer version", { ...whole, version: 2 }, "it is of version 2, and this meibo knows 1"],
    ["without a checksum", { ...unsealed }, "it has no checksum"],
    ["edited anywhere", { ...whole, meibo: "9" }, "it was changed after it was saved"],
    ["with a key more", { ...whole, more: 1 }, "it was changed after it was saved"],
    ["without a plan", again({ plan: undefined }), "it is not whole"],
    ["with a plan that is a text", again({ plan: "x" }), "it is not whole"],
    ["with a plan that is a list", again({ plan: [] }), "it is not whole"],
    ["with a plan that is null", again({ plan: null }), "it is not whole"],
    ["without a connector", again({ connector: undefined }), "it is not whole"],
    ["without actions", again({ actions: undefined }), "it is not whole"],
    ["with actions of nobody", again({ actions: [{ kind: "update", hash: "x" }] }), "it is not whole"],
    ["with actions that are texts", again({ actions: ["x"] }), "it is not whole"],
    ["with actions of no kind", again({ actions: [{ loginId: ANN, hash: "x" }] }), "it is not whole"],
    ["with actions without a fingerprint", again({ actions: [{ loginId: ANN, kind: "x" }] }), "it is not whole"],
    ["without changes", planned({ changes: undefined }), "it is not whole"],
    ["with changes of nobody", planned({ changes: [{}] }), "it is not whole"],
    ["without a memory", planned({ remember: undefined }), "it is not whole"],
    ["without steps", planned({ steps: [1] }), "it is not whole"],
    ["without people to forget", planned({ forget: [1] }), "it is not whole"],
    ["without a hash", planned({ hash: undefined }), "it is not whole"],
    ["without the settings' fingerprint", again({ config: 1 }), "it is not whole"],
    ["without the files' fingerprint", again({ roster: 1 }), "it is not whole"],
    [
      "with a change that has no fingerprint",
      planned({ changes: [{ ...change, fingerprint: undefined }] }),
      `it has no fingerprint of ${ANN}`,
    ],
    [
      "with a change that is none of its actions",
      planned({ changes: [{ ...change, fingerprint: "0" }] }),
      "its actions are not those of its plan",
    ],
  ];
  test.each(rows)("%s", (_, value, reason) => {
    const opened = openSaved(value, FILE);
    expect([opened.ok, opened.problems[0]?.args]).toEqual([false, { file: FILE, reason }]);
  });

  test("but one that is whole is opened without a word", () => {
    expect(openSaved(whole, FILE)).toEqual({ ok: true, value: whole, problems: [] });
  });

  test("and it says of which commit it is where somebody knows", () => {
    const made = (commit?: string) =>
      savedPlanOf(makePlan(situation(before)), situation(before), { meibo: "1", commit });
    expect(made("0a1b2c3")).toMatchObject({ meibo: "1", commit: "0a1b2c3" });
    expect(made()).not.toHaveProperty("commit");
  });

  test("is known for a plan by its format alone", () => {
    expect([isPlanFile({ format: "meibo-plan" }), isPlanFile({}), isPlanFile([])]).toEqual([true, false, false]);
  });
});

describe("the schema of a saved plan", () => {
  const text = readFileSync(join(import.meta.dirname, "../../schemas/plan.schema.json"), "utf8");
  const schema: Schema = JSON.parse(text);
  const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true }).compile(
    schema,
  );
  const inactive = { state: "inactive" } as const;
  const long = { ...inactive, inactiveSince: "2026-06-01T00:00:00.000Z" };

  /** One of each kind, and of each note. */
  const everything = situation({
    declared: [
      user({ loginId: "new@aoba.example", startDate: "2026-12-01", values: { extension: "7" }, employeeId: "1" }),
      user({ loginId: "later@aoba.example", startDate: "2027-01-01" }),
      user({ loginId: "update@aoba.example", values: { name: "new", extension: "8" } }),
      user({ loginId: "swap@aoba.example", values: { extension: "9" } }),
      user({ loginId: "pws@aoba.example", values: { extension: "6" } }),
      user({ loginId: "on@aoba.example", state: "active" }),
      user({ loginId: "ended@aoba.example", endDate: "2026-08-01" }),
      user({ loginId: "off@aoba.example", state: "absent" }),
      user({ loginId: "gone@aoba.example", state: "absent" }),
      user({ loginId: "after@aoba.example", previousLoginIds: [asLoginId("before@aoba.example")] }),
      user({ loginId: "same@aoba.example" }),
    ],
    actual: [
      ...people("update@aoba.example", "off@aoba.example", "before@aoba.example", "same@aoba.example"),
      ...people("left@aoba.example", "stranger@aoba.example", "ended@aoba.example"),
      shown({ loginId: "swap@aoba.example", values: { extension: "6" } }),
      shown({ loginId: "pws@aoba.example", values: { extension: "9" } }),
      shown({ loginId: "on@aoba.example", ...inactive }),
      shown({ loginId: "gone@aoba.example", ...inactive }),
    ],
    remembered: [
      entry({ loginId: "update@aoba.example", values: { name: "old" } }),
      entry({ loginId: "gone@aoba.example", ...long }),
      entry({ loginId: "left@aoba.example", file: "users/x.yaml", endsFile: 1 }),
    ],
    usersCounted: 9,
    approvals: [approval({ loginId: "gone@aoba.example" })],
    contract: { account: asLoginId("stranger@aoba.example"), seats: { total: 14 } },
    settings: {
      extensionPools: { spare: ["9990-9999"] },
      lifecycle: { createDaysBefore: 0, deleteAfterDays: 10 },
    },
  });
  const released = situation({ ...before, declared: [], settings: { onRemoval: "release" } });

  test("holds for a plan with one of everything", () => {
    const plan = makePlan(everything);
    const kinds = new Set([...plan.changes, ...makePlan(released).changes].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...CHANGE_KINDS].sort());
    expect([...new Set(plan.notes.map(({ kind }) => kind))].sort()).toEqual(
      ["adopt", "deleteLater", "pending", "suggestDelete", "unmanaged"].sort(),
    );
    for (const given of [everything, released, { ...everything, asOf: "2026-12-01" }]) {
      const saved = savedPlanOf(makePlan(given), given, { meibo: "0.1.0", commit: "0".repeat(40) });
      expect([validate(JSON.parse(canonicalJson(saved))), validate.errors]).toEqual([true, null]);
    }
  });

  test("holds for a part of it", () => {
    const part = selectPeople(makePlan(everything), { people: () => true, only: ["*"], due: true }, everything);
    if (!part.ok) throw new Error("nothing was selected");
    expect([validate(JSON.parse(canonicalJson(save(everything, part.value)))), validate.errors]).toEqual([true, null]);
  });

  test("knows every key: one that it does not know is refused, in the file, in the plan and in a change", () => {
    const saved = save(situation(before));
    const { plan } = saved;
    const more = { more: 1 };
    const strange = [
      { ...saved, ...more },
      { ...saved, plan: { ...plan, ...more } },
      { ...saved, plan: { ...plan, changes: plan.changes.map((change) => ({ ...change, ...more })) } },
    ];
    expect(strange.map((value) => validate(value))).toEqual([false, false, false]);
    expect(validate(saved)).toBe(true);
  });

  const words: Readonly<Record<string, readonly string[]>> = {
    valueKey: VALUE_KEYS,
    changeKind: CHANGE_KINDS,
    stateReason: STATE_REASONS,
    fieldCause: FIELD_CAUSES,
    tenantState: TENANT_STATES,
    stepKind: STEP_KINDS,
    stepReason: STEP_REASONS,
    writeKind: WRITE_KINDS,
    seatKind: SEAT_KINDS,
    layer: LAYERS,
    severity: SEVERITIES,
    truth: TRUTHS.filter((truth) => truth !== "false"),
    impactSeverity: IMPACT_SEVERITIES,
    evidence: EVIDENCE,
    resemblance: RESEMBLANCES,
    subscription: SUBSCRIPTIONS,
  };
  test.each(Object.entries(words))("knows the words of %s", (name, known) => {
    expect(schema.definitions[name]?.enum).toEqual(known);
  });
});

interface Schema {
  readonly definitions: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
}
