import { NO_FACTS } from "../../src/model/facts.ts";
import type { LedgerEntry } from "../../src/model/ledger.ts";
import { NOTHING_RECENT, type Situation } from "../../src/model/plan.ts";
import type { DeclaredUser } from "../../src/model/roster.ts";
import type { Settings } from "../../src/model/settings.ts";
import { type LoginId, type LoginKey, loginKey, type TenantUser } from "../../src/model/user.ts";
import { CAN, settings as settingsOf } from "../builders.ts";
import { REFUSED, type TenantRules } from "./tenant.ts";

/** Files, a tenant as it is before anything is applied, and what was remembered of it. */
export interface World {
  readonly name: string;
  readonly files: Pick<Situation, "roster" | "approvals" | "settings" | "facts" | "contract" | "can" | "recent">;
  readonly users: readonly TenantUser[];
  readonly entries: readonly LedgerEntry[];
  readonly rules: TenantRules;
  /** On whom admins act at the console, the first ones first. */
  readonly targets: readonly LoginId[];
  /** Most rows that may fail before a run ends. */
  readonly maxFailedRows: number;
  readonly stopOnFirstFailedChunk: boolean;
  /** Guards must refuse every plan of it. */
  readonly refused?: true;
  /** Whoever edits files at random may contradict themselves; a plan that is refused for that is right. */
  readonly mayContradict?: true;
}

export const RULES: TenantRules = {
  rejects: "row",
  rowNumbers: "rows",
  showsAfter: 0,
  seats: 9999,
  countInactive: true,
};

/** No limit stands in the way but those that a world is about. */
export function roomy(overrides: Partial<Settings["guards"]> = {}): Settings {
  const usual = settingsOf();
  return settingsOf({
    subscriptions: [],
    extensionPools: { spare: ["9900-9949"] },
    unmanaged: "ignore",
    guards: {
      ...usual.guards,
      minAdmins: 1,
      maxDeletes: 999,
      maxDeactivations: 999,
      maxAdminChanges: 999,
      maxCreates: 999,
      minUsers: 9999,
      windowDays: 0,
      ...overrides,
    },
  });
}

interface Files {
  readonly declared: readonly DeclaredUser[];
  readonly approvals: Situation["approvals"];
  readonly settings: Settings;
}

export function filesOf({ declared, approvals, settings }: Files): World["files"] {
  return {
    roster: { users: declared, files: ["users/all.yaml"] },
    approvals,
    settings,
    facts: NO_FACTS,
    contract: {},
    can: { ...CAN, late: true },
    recent: NOTHING_RECENT,
  };
}

/** People whom the tenant refuses as the files want them. */
export function countRefused({ files }: World): number {
  return files.roster.users.filter(({ values }) => String(values.name).startsWith(REFUSED)).length;
}

/** Do refused people keep a run from its end, so that each run does but a part? Whoever waits for their numbers fails too. */
export function mayStick(world: World): boolean {
  const refused = countRefused(world);
  if (refused === 0) return false;
  return world.stopOnFirstFailedChunk || refused + countMovers(world) > world.maxFailedRows;
}

function countMovers({ files, users }: World): number {
  const numbers = new Map(users.map(({ loginId, values }) => [loginKey(loginId), values.extension]));
  return files.roster.users.filter(({ loginId, values }) => {
    const number = numbers.get(loginKey(loginId));
    return number !== undefined && values.extension !== undefined && number !== values.extension;
  }).length;
}

/** By looking, not by planning again: what is not as the files say. `touched` are users whom an admin dealt with. */
export function shortfalls(
  world: World,
  users: ReadonlyMap<LoginKey, TenantUser>,
  touched: ReadonlySet<LoginKey>,
): readonly string[] {
  const { files, entries } = world;
  if (mayStick(world)) return [];
  const { roster, settings, approvals } = files;
  const declared = new Set(roster.users.map(({ loginId }) => loginKey(loginId)));
  const approved = new Set(approvals.map(({ loginId }) => loginKey(loginId)));
  const leavers = entries.filter(({ loginId }) => !declared.has(loginKey(loginId)));
  const off = settings.onRemoval === "deactivate" ? leavers.map(({ loginId }) => loginKey(loginId)) : [];
  return [
    ...roster.users.flatMap((user) =>
      lacking(user, users.get(loginKey(user.loginId)), { touched, approved, isWhole: countRefused(world) === 0 }),
    ),
    ...off
      .filter((key) => users.get(key)?.state === "active" && !touched.has(key))
      .map((key) => `${key} left the files and is active`),
  ];
}

interface Known {
  readonly touched: ReadonlySet<LoginKey>;
  readonly approved: ReadonlySet<LoginKey>;
  /** The tenant refuses nobody; otherwise deletes wait, and numbers that refused people hold. */
  readonly isWhole: boolean;
}

function lacking(wanted: DeclaredUser, shown: TenantUser | undefined, known: Known): readonly string[] {
  const { touched, approved, isWhole } = known;
  const key = loginKey(wanted.loginId);
  if (wanted.state === "absent") {
    if (shown?.state === "active") return [`${key} is to go and is active`];
    return shown === undefined || touched.has(key) || !approved.has(key) || !isWhole
      ? []
      : [`${key} is to go and is there`];
  }
  if (String(wanted.values.name).includes(REFUSED)) return [];
  if (shown === undefined) return [`${key} is missing`];
  const actual: Readonly<Record<string, unknown>> = shown.values;
  const isWrong = ([name, value]: [string, unknown]) => name in actual && actual[name] !== value;
  // A row goes as a whole, so whoever waits for a number that a refused person holds waits with all of it.
  const waits = !isWhole && wanted.values.extension !== shown.values.extension;
  const wrong = waits ? [] : Object.entries(wanted.values).filter(isWrong);
  const states = wanted.state !== undefined && shown.state !== wanted.state ? [`${key} is ${shown.state}`] : [];
  return [...wrong.map(([name]) => `${key} has another ${name}`), ...states];
}

interface Losable {
  readonly deleted: ReadonlySet<LoginKey>;
  readonly off: ReadonlySet<LoginKey>;
}

const LOSABLE = new WeakMap<World, Losable>();

/** Who may be deleted, and who may be switched off, by the files alone. */
export function mayLose(world: World): Losable {
  const known = LOSABLE.get(world) ?? losableOf(world);
  LOSABLE.set(world, known);
  return known;
}

function losableOf({ files, entries }: World): Losable {
  const { roster, settings, approvals } = files;
  const approved = new Set(approvals.map(({ loginId }) => loginKey(loginId)));
  const declared = new Set(roster.users.map(({ loginId }) => loginKey(loginId)));
  const absent = roster.users.filter(({ state }) => state === "absent").map(({ loginId }) => loginKey(loginId));
  const inactive = roster.users.filter(({ state }) => state === "inactive").map(({ loginId }) => loginKey(loginId));
  const left = entries.map(({ loginId }) => loginKey(loginId)).filter((key) => !declared.has(key));
  return {
    deleted: new Set(absent.filter((key) => approved.has(key))),
    off: new Set([...absent, ...inactive, ...(settings.onRemoval === "deactivate" ? left : [])]),
  };
}
