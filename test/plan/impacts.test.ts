import { describe, expect, test } from "vitest";
import type { Subscription, ValueKey } from "../../src/model/fields.ts";
import { type Condition, TRUTHS, type Truth, type UserList } from "../../src/model/impact.ts";
import { IMPACT_FACTS } from "../../src/model/impact-facts.ts";
import type { Change, Plan } from "../../src/model/plan.ts";
import { asLoginId, type Values } from "../../src/model/user.ts";
import { judgeImpacts } from "../../src/plan/impacts.ts";
import { lookUps } from "../../src/plan/known.ts";
import { circumstancesOf, judge } from "../../src/plan/truth.ts";
import { entry, planOf, shown, situation, user } from "../builders.ts";
import {
  activated,
  created,
  deactivated,
  deleted,
  deletePlan,
  HANAKO,
  impactsOf,
  judged,
  type Parts,
  type Scene,
  SHOUTED,
  SOMEBODY,
  updated,
} from "./impact-scenes.ts";

type Made = (own?: Values, parts?: Parts) => Scene;
type Cases = Readonly<Partial<Record<Truth, readonly Scene[]>>>;

function always(scene: Scene, ...ids: readonly string[]): Readonly<Record<string, Cases>> {
  return Object.fromEntries(ids.map((id) => [id, { true: [scene] }]));
}

const withoutProducts = { settings: { subscriptions: [] } };

function field(key: ValueKey, made: Made, rest: readonly Scene[] = []): Cases {
  return {
    true: [made({ [key]: true })],
    unknown: [made({ [key]: undefined })],
    false: [made({ [key]: false }), ...rest],
  };
}

/** Somebody is listed, is not in a complete list, is not in an incomplete one. */
function list(facts: (complete: boolean, loginId: string) => Parts["facts"], made: Made, own: Values = {}): Cases {
  return {
    true: [made(own, { facts: facts(false, HANAKO) }), made(own, { facts: facts(true, SHOUTED) })],
    unknown: [made(own), made(own, { facts: facts(false, SOMEBODY) })],
    false: [made(own, { facts: facts(true, SOMEBODY) })],
  };
}

type PlainList = Exclude<UserList, "incomingCallRuleTargets" | "integrations">;

const people =
  (...names: readonly PlainList[]) =>
  (complete: boolean, loginId: string) =>
    Object.fromEntries(names.map((name) => [name, { complete, entries: [asLoginId(loginId)] }]));
const rules = (complete: boolean, loginId: string) => ({
  incomingCallRuleTargets: { complete, entries: [{ loginId: asLoginId(loginId), rule: "代表" }] },
});
const services = (complete: boolean, loginId: string) => ({
  integrations: { complete, entries: [{ loginId: asLoginId(loginId), services: ["zoom"] }] },
});

/** Only where the product is in the contract. */
function product(key: ValueKey): Cases {
  return field(key, deactivated, [
    deactivated({ [key]: true }, withoutProducts),
    deactivated({ [key]: undefined }, withoutProducts),
  ]);
}

const EXPORTS = [
  ["analytics.downloadRecordings", true],
  ["analytics.exportCallHistory", true],
  ["analytics.exportContacts", true],
  ["meetings.exportHistory", true],
  ["meetings.downloadFiles", "all"],
  ["meetings.createExternalLink", "all"],
] as const;

const PERMISSION = "meetings.editAccessPermission";
const only = (...subscriptions: readonly Subscription[]) => ({ settings: { subscriptions } });

/** What a delete does to meetings, by the permission and by what is known of the user. */
function meetings(name: "meetingHosts" | "meetingUploaders"): Cases {
  const known = { facts: people(name)(false, HANAKO) };
  const others = { facts: people(name)(true, SOMEBODY) };
  return {
    true: [deleted({ [PERMISSION]: "hostOnly" }, known)],
    likely: [deleted({ [PERMISSION]: "all" }, known)],
    unknown: [
      deleted({ [PERMISSION]: "hostOnly" }),
      deleted({ [PERMISSION]: "all" }),
      deleted({ [PERMISSION]: undefined }, known),
      deleted({ [PERMISSION]: undefined }, { ...known, ...only("recPod") }),
    ],
    false: [
      deleted({ [PERMISSION]: "none" }, known),
      deleted({ [PERMISSION]: "none" }),
      deleted({ [PERMISSION]: "hostOnly" }, others),
      deleted({ [PERMISSION]: undefined }, others),
      deleted({ [PERMISSION]: "hostOnly" }, { ...known, ...only("phoneMobile") }),
    ],
  };
}

const seats = (total: number, countInactive = true): Parts => ({
  actual: [
    shown({ loginId: "a@aoba.example" }),
    shown({ loginId: "b@aoba.example", state: "inactive" }),
    shown({ loginId: "c@aoba.example" }),
  ],
  settings: { seats: { total, countInactive, warnWithin: 0 } },
});

const exports: Cases = {
  true: [
    ...EXPORTS.map(([key, to]) => updated({}, { [key]: to })),
    ...EXPORTS.map(([key, to]) => created({ [key]: to })),
    updated({ "meetings.downloadFiles": "hostOnly" }, { "meetings.downloadFiles": "all" }),
  ],
  false: [
    updated({}, { monitoring: true }),
    updated({}, { "meetings.downloadFiles": "hostOnly" }),
    ...EXPORTS.map(([key, to]) => updated({ [key]: to }, {})),
    ...EXPORTS.map(([key, to]) => updated({ [key]: to }, { [key]: to, monitoring: true })),
    created({ "meetings.createExternalLink": "hostOnly" }),
  ],
};

const manual = {
  kind: "manual",
  loginId: asLoginId("new@aoba.example"),
  name: "佐藤 花子",
  roles: [],
  fingerprint: "",
  afterwards: [],
  code: "MB2401",
} as const;

/** Every fact, with plans under which it holds, may hold, and does not. */
const TABLE: Readonly<Record<string, Cases>> = {
  ...always(deleted(), "DEL-A01", "DEL-A02", "DEL-A03", "DEL-A05", "DEL-A06", "DEL-A09", "DEL-A10", "DEL-A11"),
  ...always(deleted(), "DEL-A12", "DEL-A15"),
  "DEL-A04": list(people("tableThemeOwners"), deleted),
  "DEL-A07": meetings("meetingHosts"),
  "DEL-A08": meetings("meetingUploaders"),
  "DEL-A13": list(people("meetingHosts"), deleted),
  "DEL-A14": list(rules, deleted),
  ...always(deleted(), "DEL-K01", "DEL-K02", "DEL-K03", "DEL-K04", "DEL-K05", "DEL-K07", "DEL-K08"),
  "DEL-K06": {
    true: [deleted({ [PERMISSION]: "none" })],
    unknown: [
      deleted({ [PERMISSION]: "all" }),
      deleted({ [PERMISSION]: undefined }),
      deleted({ [PERMISSION]: undefined }, only("recPod")),
    ],
    false: [deleted({ [PERMISSION]: "hostOnly" }), deleted({ [PERMISSION]: "none" }, only("phoneMobile"))],
  },
  "DEA-A01": field("admin", deactivated),
  ...always(deactivated(), "DEA-A02", "DEA-A04", "DEA-A06", "DEA-A07"),
  "DEA-A03": list(rules, deactivated),
  "DEA-A05": list(services, deactivated),
  "DEA-A08": field("phone.enabled", deactivated),
  "DEA-A09": field("phone.enabled", deactivated),
  "DEA-A10": product("phoneMobile.enabled"),
  "DEA-A11": product("phoneMobile.enabled"),
  "DEA-A12": product("callCenter.enabled"),
  "DEA-A13": product("callCenter.enabled"),
  "DEA-A14": product("callCenter.enabled"),
  "DEA-A15": product("callCenter.enabled"),
  "DEA-A16": {
    true: [
      deactivated({ "meetings.enabled": true }),
      deactivated({ "recPod.enabled": true }),
      deactivated({ "meetings.enabled": undefined, "recPod.enabled": true }),
      deactivated({ "meetings.enabled": true, "recPod.enabled": undefined }),
    ],
    unknown: [
      deactivated({ "meetings.enabled": undefined }),
      deactivated({ "meetings.enabled": false, "recPod.enabled": undefined }),
    ],
    false: [deactivated(), deactivated({ "meetings.enabled": undefined, "recPod.enabled": true }, only("salesforce"))],
  },
  ...always(deactivated(), "DEA-K01", "DEA-K02", "DEA-K03", "DEA-K04", "DEA-K05", "DEA-K06", "DEA-K07", "DEA-K08"),
  ...always(activated(), "ACT-A01", "ACT-A03"),
  "ACT-A02": list(services, activated),
  ...always(created(), "CRE-A01", "CRE-A02"),
  "CRE-A03": {
    true: [
      created({}, seats(3)),
      created({}, { ...seats(9), contract: { seats: { total: 3 } } }),
      created({}, { ...seats(2, false), contract: { seats: { total: 9 } } }),
    ],
    unknown: [created(), created({}, { contract: { seats: { phone: 0 } } })],
    false: [
      created({}, seats(4)),
      created({}, seats(3, false)),
      created({}, { contract: { seats: { total: 1 } } }),
      created({}, { ...seats(4), declared: [user(), user({ loginId: "a@aoba.example", values: { name: "x" } })] }),
    ],
  },
  "CRE-A04": {
    true: [created({ "phone.enabled": true })],
    unknown: [judged({ kind: "create", loginId: HANAKO, name: "", roles: [], values: {}, state: "active" })],
    false: [created({ "phone.enabled": false })],
  },
  "CRE-A05": {
    true: [created({}, { facts: { ssoEnabled: true } })],
    unknown: [created()],
    false: [created({}, { facts: { ssoEnabled: false } })],
  },
  "UPD-A01": {
    true: [updated({}, { admin: true }), updated({ admin: undefined }, { admin: true }), created({ admin: true })],
    false: [updated({ admin: true }, {}), updated({}, { monitoring: true }), created()],
  },
  "UPD-A02": {
    true: [updated({ admin: true }, {})],
    false: [updated({}, { admin: true }), updated({}, { monitoring: true }), created()],
  },
  "UPD-A03": {
    true: [updated({ "phone.enabled": true }, {})],
    false: [updated({}, { "phone.enabled": true }), created()],
  },
  "UPD-A04": {
    true: [updated({ extension: "2101" }, { extension: "2102" }), updated({}, { extension: "2102" })],
    false: [updated({ extension: "2101" }, { extension: "2101", monitoring: true }), created({ extension: "2101" })],
  },
  "UPD-A05": exports,
  "UPD-A06": {
    true: [
      () =>
        impactsOf(
          "manual",
          planOf({
            declared: [user({ loginId: "new@aoba.example", previousLoginIds: [HANAKO] })],
            actual: [shown()],
          }),
        ),
    ],
    false: [judged(manual), updated({}, { name: "佐藤" })],
  },
  "UPD-A07": always(updated({}, { name: "佐藤" }), "UPD-A07")["UPD-A07"] ?? {},
};

/** How far a fact with this condition can hold. */
function possible(when: Condition): ReadonlySet<Truth> {
  switch (when.kind) {
    case "always":
      return new Set(["true"]);
    case "field":
      return new Set(["true", "unknown", "false", when.otherwise?.truth ?? "false"]);
    case "listed":
    case "seatsExceeded":
    case "singleSignOn":
      return new Set(["true", "unknown", "false"]);
    case "changed":
    case "changedTo":
    case "renamed":
      return new Set(["true", "false"]);
    case "all":
    case "anyOf":
      return new Set(when.conditions.flatMap((part) => [...possible(part)]));
    default:
      return when satisfies never;
  }
}

describe("the catalogue", () => {
  test("has 62 facts, each under an id of its own", () => {
    const counts = Map.groupBy(IMPACT_FACTS, ({ action, polarity }) => `${action} ${polarity}`);
    expect([...counts].map(([kind, own]) => `${kind} ${own.length}`)).toEqual([
      "delete affected 15",
      "delete kept 8",
      "deactivate affected 16",
      "deactivate kept 8",
      "activate affected 3",
      "create affected 5",
      "update affected 7",
    ]);
    expect(new Set(IMPACT_FACTS.map(({ id }) => id)).size).toBe(62);
  });

  test("says in an id what is done and whether it harms", () => {
    const wrong = IMPACT_FACTS.filter(({ id, action, polarity }) => {
      const letters = action === "activate" ? "ACT" : action.slice(0, 3).toUpperCase();
      return !new RegExp(`^${letters}-${polarity === "kept" ? "K" : "A"}\\d\\d$`).test(id);
    });
    expect(wrong).toEqual([]);
  });

  test("speaks in sentences, and what is kept is no harm", () => {
    expect(IMPACT_FACTS.filter(({ text }) => !/^[A-Z].*\.$/.test(text))).toEqual([]);
    expect(IMPACT_FACTS.filter(({ polarity, severity }) => (polarity === "kept") !== (severity === "info"))).toEqual(
      [],
    );
  });
});

describe("every fact", () => {
  test("is tried below, under every truth it can have", () => {
    const tried = Object.entries(TABLE).map(([id, cases]) => [id, TRUTHS.filter((truth) => truth in cases)]);
    const wanted = IMPACT_FACTS.map(({ id, when }) => [id, TRUTHS.filter((truth) => possible(when).has(truth))]);
    expect(Object.fromEntries(tried)).toEqual(Object.fromEntries(wanted));
  });

  const rows = Object.entries(TABLE).flatMap(([id, cases]) =>
    TRUTHS.flatMap((truth) => (cases[truth] ?? []).map((scene, index) => ({ id, truth, index, scene }))),
  );

  test.each(rows)("$id is $truth (plan $index)", ({ id, truth, scene }) => {
    expect(scene().find((impact) => impact.id === id)?.truth ?? "false").toBe(truth);
  });
});

describe("what a change names", () => {
  test("the rules that call the user, each once and in one order, whatever the list", () => {
    const incomingCallRuleTargets = (...names: readonly string[]) => ({
      facts: {
        incomingCallRuleTargets: {
          complete: false,
          entries: names.map((rule, index) => ({ loginId: index % 2 === 0 ? HANAKO : SHOUTED, rule })),
        },
      },
    });
    const about = (scene: Scene) => scene().find(({ id }) => id === "DEA-A03")?.about;
    expect(about(deactivated({}, incomingCallRuleTargets("night", "day", "night")))).toEqual(["day", "night"]);
    expect(about(deactivated({}, incomingCallRuleTargets("day", "night")))).toEqual(["day", "night"]);
  });

  test("a list is about the same person whatever the case of the Login ID", () => {
    const person = { loginId: SHOUTED, name: "", roles: [], fingerprint: "" };
    const known = { facts: rules(true, HANAKO) };
    expect(judged({ ...person, kind: "deactivate", reason: "removed" }, known)()).toContainEqual({
      id: "DEA-A03",
      truth: "true",
      about: ["代表"],
    });
  });

  test("nothing where a list has names of people alone", () => {
    const known = { facts: people("meetingHosts", "tableThemeOwners")(true, HANAKO) };
    expect(deleted({}, known)().filter(({ id }) => id === "DEL-A04" || id === "DEL-A13")).toEqual([
      { id: "DEL-A04", truth: "true" },
      { id: "DEL-A13", truth: "true" },
    ]);
  });

  test("of several conditions that hold alike what the first is about", () => {
    const known = lookUps(situation({ facts: { ...rules(true, HANAKO), ...services(true, HANAKO) } }));
    const change = { ...manual, loginId: HANAKO };
    const lists = ["incomingCallRuleTargets", "integrations"] as const;
    const conditions = lists.map((name) => ({ kind: "listed", list: name }) as const);
    for (const kind of ["all", "anyOf"] as const) {
      const verdict = judge({ kind, conditions }, change, circumstancesOf(known, [change]));
      expect(verdict).toEqual({ truth: "true", about: ["代表"] });
    }
  });

  test("the services that the user is connected to", () => {
    const facts = {
      integrations: {
        complete: false,
        entries: [
          { loginId: HANAKO, services: ["zoom", "teams"] },
          { loginId: SOMEBODY, services: ["meet"] },
        ],
      },
    };
    const [lost, again] = [deactivated({}, { facts })(), activated({}, { facts })()];
    expect(lost).toContainEqual({ id: "DEA-A05", truth: "true", about: ["teams", "zoom"] });
    expect(again).toContainEqual({ id: "ACT-A02", truth: "true", about: ["teams", "zoom"] });
  });

  test("the fields that let personal data out, and no field where there is no choice", () => {
    const rights = { admin: true, "analytics.exportContacts": true, "analytics.downloadRecordings": true } as const;
    const found = [updated({}, rights)(), created(rights)()].map((impacts) =>
      impacts.filter(({ id }) => /UPD-A0[15]/.test(id)),
    );
    const wanted = [
      { id: "UPD-A01", truth: "true" },
      { id: "UPD-A05", truth: "true", about: ["analytics.downloadRecordings", "analytics.exportContacts"] },
    ];
    expect(found).toEqual([wanted, wanted]);
  });

  test("facts of its own kind alone, in the order of the catalogue", () => {
    const ids = (scene: Scene) => scene().map(({ id }) => id);
    expect(ids(activated())).toEqual(["ACT-A01", "ACT-A02", "ACT-A03"]);
    expect(ids(created({ admin: true, "phone.enabled": true }))).toEqual([
      "CRE-A01",
      "CRE-A02",
      "CRE-A03",
      "CRE-A04",
      "CRE-A05",
      "UPD-A01",
    ]);
    expect(ids(updated({ "phone.enabled": true }, { admin: true }))).toEqual(["UPD-A01", "UPD-A03", "UPD-A07"]);
    expect(ids(judged({ ...manual, previousLoginId: HANAKO }))).toEqual(["UPD-A06"]);
    expect(ids(judged({ ...manual, kind: "release" }))).toEqual([]);
  });

  test("is explained by the plan, and nothing else is", () => {
    const plan = planOf({
      declared: [user({ state: "inactive" }), user({ loginId: "new@aoba.example" })],
      actual: [shown()],
      remembered: [entry()],
    });
    const ids = new Set(plan.changes.flatMap(({ impacts }) => impacts.map(({ id }) => id)));
    expect(Object.keys(plan.impacts)).toEqual([...ids].sort());
    expect(plan.impacts["CRE-A02"]).toEqual({
      polarity: "affected",
      severity: "high",
      area: "seats",
      reversible: true,
      text: expect.stringContaining("seat"),
      evidence: "seed",
      source: "S0:226-227",
    });
  });

  test("nobody can be asked about a user whom the tenant does not show", () => {
    const person = { loginId: SOMEBODY, name: "", roles: [], fingerprint: "" };
    expect(judged({ ...person, kind: "deactivate", reason: "removed" })()).toContainEqual({
      id: "DEA-A01",
      truth: "unknown",
    });
  });
});

describe("what an approval must acknowledge", () => {
  const listed = (...names: readonly PlainList[]) => ({ facts: people(...names)(true, HANAKO) });
  const rows: readonly (readonly [sentence: string, own: Values, parts: Parts, codes: readonly string[]])[] = [
    ["what always holds", {}, {}, ["DEL-A09"]],
    [
      "what holds, in the order of the catalogue",
      { [PERMISSION]: "hostOnly" },
      { facts: { ...people("meetingHosts", "meetingUploaders")(true, HANAKO), ...rules(true, HANAKO) } },
      ["DEL-A07", "DEL-A08", "DEL-A09", "DEL-A14"],
    ],
    ["what is likely", { [PERMISSION]: "all" }, listed("meetingHosts"), ["DEL-A07", "DEL-A09"]],
    ["nothing that nobody knows", { [PERMISSION]: "hostOnly" }, {}, ["DEL-A09"]],
    ["nothing that does not hold", { [PERMISSION]: "none" }, listed("meetingHosts", "meetingUploaders"), ["DEL-A09"]],
  ];

  test.each(rows)("%s", (_sentence, own, parts, codes) => {
    const asked = deletePlan(own, parts).changes.map((change) => change.kind === "delete" && change.acknowledge);
    expect(asked).toEqual([codes]);
  });

  test("is asked of a delete alone", () => {
    const plan = planOf({ declared: [user({ values: { admin: true } })] });
    expect(plan.changes.filter((change) => "acknowledge" in change)).toEqual([]);
    expect(plan.impacts["UPD-A01"]?.severity).toBe("critical");
  });
});

describe("many people", () => {
  const many = (pick: (index: number) => Values = () => ({})) =>
    Array.from({ length: 30 }, (_, index) => user({ loginId: `u${index}@aoba.example`, values: pick(index) }));
  const arrays = (plan: Plan) => new Set(plan.changes.map(({ impacts }: Change) => impacts));

  test("who are hit alike have one array in common", () => {
    const plan = planOf({ declared: many((index) => ({ "phone.enabled": index % 3 === 0 })) });
    expect(plan.changes).toHaveLength(30);
    expect(arrays(plan).size).toBe(2);
  });

  test("who are hit by different names do not", () => {
    const keys = ["analytics.exportContacts", "analytics.exportCallHistory"] as const;
    const plan = planOf({ declared: many((index) => ({ [keys[index % 2] ?? "name"]: true })) });
    expect(arrays(plan).size).toBe(2);
  });

  test("get the same plan whatever the order of the lists", () => {
    const entries = many().flatMap(({ loginId }) => [
      { loginId, rule: "day", services: ["zoom"] },
      { loginId, rule: "night", services: ["teams", "meet"] },
    ]);
    const plan = (own: typeof entries) =>
      planOf({
        declared: many().map((one) => ({ ...one, state: "inactive" as const })),
        actual: many().map(({ loginId }) => shown({ loginId })),
        facts: {
          incomingCallRuleTargets: { complete: true, entries: own },
          integrations: { complete: true, entries: own },
        },
      });
    expect(JSON.stringify(plan(entries.toReversed()))).toBe(JSON.stringify(plan(entries)));
  });
});

test("what a product does for somebody whom the tenant does not show is not known", () => {
  const [change] = planOf({ declared: [user({ state: "inactive" })], actual: [shown()] }).changes;
  const { changes } = judgeImpacts(change === undefined ? [] : [change], lookUps(situation()));
  expect(changes[0]?.impacts).toContainEqual({ id: "DEA-A08", truth: "unknown" });
});

test("whoever is only switched off gets no other extension", () => {
  const parts = { declared: [user({ state: "inactive" })], actual: [shown()] };
  const verdicts = planOf(parts).changes.map((change) =>
    judge({ kind: "changed", key: "extension" }, change, circumstancesOf(lookUps(situation(parts)), [change])),
  );
  expect(verdicts).toEqual([{ truth: "false" }]);
});
