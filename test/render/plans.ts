import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { approve } from "../../src/guard/approve.ts";
import { type Loaded, loadRoster } from "../../src/load/roster.ts";
import type { LedgerEntry } from "../../src/model/ledger.ts";
import { NOTHING_RECENT, type Plan, type Situation } from "../../src/model/plan.ts";
import type { TenantUser } from "../../src/model/user.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { makePeople } from "../../src/tenant/people.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { approval, CAN, entry, NOW, planOf, settings, shown, user } from "../builders.ts";

/** Plans that every view is shown with; their users are those of this repository's own roster. */

const ROOT = join(import.meta.dirname, "..", "..");

type Edits = Readonly<Record<string, (text: string) => string>>;

/** A file of the roster with something else in it; what is to be replaced must be there. */
function change(from: RegExp, to: string): (text: string) => string {
  return (text) => {
    if (!from.test(text)) throw new Error(`nothing to change: ${from}`);
    return text.replace(from, to);
  };
}

const all =
  (...changes: readonly ((text: string) => string)[]) =>
  (text: string) =>
    changes.reduce((changed, make) => make(changed), text);

/** Four people of the back office stand in no file: they are nobody's business. */
const WITHOUT_FOUR: Edits = {
  "users/back-office.yaml": change(/\n {2}- loginId: ren\.yamada[\s\S]*$/, "\n"),
};

/** Yuki Tanabe is on leave until the end of November. */
const BEFORE: Edits = {
  ...WITHOUT_FOUR,
  "users/support.yaml": change(
    /(yuki\.tanabe[\s\S]*?extension: "2303"\n) {4}state: inactive\n/,
    "$1    leave: { from: 2026-08-01, until: 2026-11-30 }\n",
  ),
};

const EDITED: Edits = {
  ...BEFORE,
  "users/tokyo-sales.yaml": all(
    change(/(ichiro\.takahashi[\s\S]*?extension: "2102"\n)/, "$1    role: sales-lead\n"),
    change(/(ken\.mori[\s\S]*?state: )inactive/, "$1absent"),
    change(
      / {2}- loginId: yui\.nakamura@(\S+)\n {4}name: \S+ \S+\n/,
      "  - loginId: yui.kato@$1\n    previousLoginIds: [yui.nakamura@$1]\n    name: 加藤 結衣\n",
    ),
    (text) =>
      `${text.trimEnd()}\n\n  - loginId: mai.kobayashi@aoba-denki.example\n    name: 小林 舞\n    extension: "2140"\n`,
  ),
  "users/support.yaml": all(
    BEFORE["users/support.yaml"] ?? String,
    change(/(sakura\.ito[\s\S]*?extension: "2301"\n)/, "$1    state: inactive\n"),
  ),
  "users/jakarta/sales.csv": all(
    change(/(siti\.nuraini.*?,)sales-agent,/, "$1sales-lead,"),
    change(/(budi.*),,,,/, "$1,yes,hostOnly,,"),
    (text) => `${text}rina.wulandari@aoba-denki.example,Rina Wulandari,3115,sales-agent,,20044,en,Asia/Jakarta,,,,\n`,
  ),
  "approvals.yaml": () => `deletes:
  - loginId: ken.mori@aoba-denki.example
    approvedBy: "@aoba-denki/it-security"
    reason: left, retention over
    expires: 2026-12-31
    acknowledges: [DEL-A07, DEL-A08, DEL-A09]
`,
  "facts/calls.yaml": () => `incomingCallRuleTargets:
  complete: true
  entries:
    - { loginId: sakura.ito@aoba-denki.example, rule: 代表・営業時間内 }
`,
};

async function loaded(edits: Edits): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), "meibo-plans-"));
  try {
    for (const name of ["meibo.yaml", "roles", "users"])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    for (const [name, edit] of Object.entries(edits)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      const before = name in { "approvals.yaml": 0, "facts/calls.yaml": 0 } ? "" : readFileSync(path, "utf8");
      writeFileSync(path, edit(before));
    }
    const result = await loadRoster(folder, "meibo.yaml");
    if (!result.ok) throw new Error(JSON.stringify(result.problems, undefined, 1));
    return result.value;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tenantUsers(): readonly TenantUser[] {
  const { people, contract } = makePeople(138, 1);
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.seed(people, contract);
  const users = tenant.users();
  tenant.close();
  return users.map((one) => ({ ...one, id: `id-${one.loginId}` }));
}

function situationOf(
  { roster, settings: own, facts, approvals }: Loaded,
  entries: readonly LedgerEntry[],
  now = NOW,
): Situation {
  return {
    roster,
    settings: own,
    facts,
    approvals,
    snapshot: { users: tenantUsers(), readAt: "2026-12-01T00:12:44.000Z", complete: true },
    contract: {},
    ledger: { tenant: "aoba", entries, usersCounted: 138 },
    can: CAN,
    recent: NOTHING_RECENT,
    now,
  };
}

/** What meibo remembers after the files were applied as they were before the edits; Ken Mori went in June. */
async function remembered(): Promise<readonly LedgerEntry[]> {
  const { remember } = makePlan(situationOf(await loaded(BEFORE), [], "2026-11-15T00:00:00.000Z"));
  return remember.map(({ inactiveSince, replaces: _, ...entry }) => ({
    ...entry,
    ...(inactiveSince === undefined ? {} : { inactiveSince: sinceOf(entry.loginId) }),
  }));
}

function sinceOf(loginId: string): string {
  return loginId.startsWith("yuki.tanabe") ? "2026-08-01T00:00:00.000Z" : "2026-06-30T00:00:00.000Z";
}

/** 138 users, four of them in no file; people come, go, return, and change in every way there is. */
export async function everyKind(): Promise<Plan> {
  return makePlan(situationOf(await loaded(EDITED), await remembered()));
}

export async function nothingToDo(): Promise<Plan> {
  return makePlan(situationOf(await loaded(BEFORE), await remembered(), "2026-11-15T00:00:00.000Z"));
}

export function oneUser(): Plan {
  return planOf({
    declared: [
      user({ loginId: "ann@aoba.example", values: { name: "Ann", extension: "2101", "phone.enabled": true } }),
    ],
  });
}

/** Thirty people are switched off at once, and the guards refuse. */
export function refused(): Plan {
  const people = Array.from({ length: 30 }, (_, index) => `p${String(index).padStart(2, "0")}@aoba.example`);
  const declared = people.map((loginId, index) =>
    user({ loginId, state: "inactive", place: { file: "users/jakarta/sales.csv", line: index + 2, row: index + 1 } }),
  );
  const parts = { declared, actual: people.map((loginId) => shown({ loginId })) };
  const plan = planOf(parts);
  const approved = approve(plan, { settings: settings(), declared, today: NOW.slice(0, 10) });
  return { ...plan, problems: approved.problems };
}

/** 10,000 people in a hundred files: three in four are changed, the others come. */
export function many(count = 10_000): Plan {
  const declared = Array.from({ length: count }, (_, index) => {
    const file = `users/department-${String(index % 100).padStart(2, "0")}.yaml`;
    return user({
      loginId: `person-${index}@aoba.example`,
      values: { name: `担当 ${index}`, "phone.enabled": true, monitoring: index % 2 === 0 },
      place: { file, line: 2 + 4 * Math.floor(index / 100) },
    });
  });
  const actual = declared
    .filter((_, index) => index % 4 !== 0)
    .map(({ loginId, values }) => shown({ loginId, values: { name: values.name } }));
  return planOf({ declared, actual });
}

/** Everywhere where somebody else's words can stand: names, roles, files, rules, who approved. */
export function planSaying(text: string): Plan {
  const file = `users/${text}`;
  const facts = {
    incomingCallRuleTargets: {
      complete: true,
      entries: [{ loginId: user({ loginId: "off@x.jp" }).loginId, rule: text }],
    },
  };
  const plan = planOf({
    declared: [
      user({ loginId: "new@x.jp", values: { name: text }, roles: [text], place: { file, line: 1 } }),
      user({ loginId: "edit@x.jp", values: { name: text, monitoring: true }, place: { file, line: 9 } }),
      user({ loginId: "off@x.jp", values: { name: text }, state: "inactive", place: { file, line: 12 } }),
      user({ loginId: "gone@x.jp", values: { name: text }, state: "absent", place: { file, line: 15 } }),
    ],
    actual: [
      shown({ loginId: "edit@x.jp", values: { name: `${text} before` } }),
      shown({ loginId: "off@x.jp", values: { name: text } }),
      shown({ loginId: "gone@x.jp", values: { name: text }, state: "inactive" }),
    ],
    remembered: [entry({ loginId: "gone@x.jp", state: "inactive", inactiveSince: "2026-01-01T00:00:00Z" })],
    approvals: [approval({ loginId: "gone@x.jp", approvedBy: text })],
    facts,
  });
  return { ...plan, tenant: text };
}
