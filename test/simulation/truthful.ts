import { type LoginKey, loginKey, type TenantUser, type Values } from "../../src/model/user.ts";
import type { Machine } from "./machine.ts";
import type { Life } from "./witness.ts";

/** I6: what the journal calls done was so, and what the ledger holds was there, at some time since it was planned. */
export function truthful(machine: Machine): readonly string[] {
  const found: string[] = [];
  for (const { at, shown, life, record } of machine.witness.noted) {
    if (record.type !== "outcome") continue;
    // A look that showed an older moment is all that a run has.
    const from = record.settledBy === undefined ? Math.min(life.plannedFrom, shown) : 0;
    for (const { loginId, result } of record.rows) {
      const key = loginKey(loginId);
      if (result !== "done") continue;
      const rows = record.kind === "update" ? rowsSent(machine, life, record.chunk, key) : [{}];
      const isSo = wasEver(machine, key, from, at, (user) => rows.some((row) => IS_SO[record.kind](user, row)));
      if (!isSo) found.push(`${key}: the journal says ${record.kind} done, which never was so`);
    }
  }
  for (const { at, shown, life, put, early } of machine.witness.remembered) {
    const from = Math.min(life.plannedFrom, shown);
    for (const key of early) found.push(`${key}: in the ledger before the journal knew`);
    for (const { loginId, values } of put) {
      const key = loginKey(loginId);
      const applied = appliedOf(life, key, values);
      // Value by value, for they may come in several chunks, and an admin may be at work in between.
      for (const [name, value] of Object.entries(applied)) {
        const isSo = (user: TenantUser | undefined) => user !== undefined && holds(user, { [name]: value });
        if (!wasEver(machine, key, from, at, isSo)) found.push(`${key}: the ledger holds a ${name} which never was so`);
      }
    }
  }
  return found;
}

/** Of the values in an entry those that this run applied; the others may have drifted since they were. */
function appliedOf({ plan }: Life, key: LoginKey, values: Values): Values {
  const fields = (plan?.changes ?? []).flatMap((change): readonly string[] => {
    if (loginKey(change.loginId) !== key) return [];
    if (change.kind === "create") return Object.keys(change.values);
    return change.kind === "update" ? change.fields.map((field) => field.key) : [];
  });
  return Object.fromEntries(Object.entries(values).filter(([name]) => fields.includes(name)));
}

/** What this run sent of a user in this chunk. */
function rowsSent({ witness }: Machine, life: Life, chunk: string, key: LoginKey): readonly Values[] {
  return witness.requests
    .filter((request) => request.life === life && request.chunk === chunk)
    .flatMap(({ write }) => (write.kind === "update" ? write.rows : []))
    .filter(({ loginId }) => loginKey(loginId) === key)
    .map(({ values }) => values);
}

type Judge = (user: TenantUser | undefined, set: Values) => boolean;

const IS_SO = {
  create: (user) => user !== undefined,
  update: (user, set) => user !== undefined && holds(user, set),
  activate: (user) => user?.state === "active",
  deactivate: (user) => user?.state === "inactive",
  delete: (user) => user === undefined,
} as const satisfies Record<string, Judge>;

function holds(user: TenantUser, values: Values): boolean {
  const actual: Readonly<Record<string, unknown>> = user.values;
  return Object.entries(values).every(([name, value]) => actual[name] === value);
}

function wasEver(
  { tenant }: Machine,
  key: LoginKey,
  from: number,
  until: number,
  isWanted: (user: TenantUser | undefined) => boolean,
): boolean {
  const versions = tenant.past.get(key) ?? [];
  if (versions.length === 0 || (versions[0]?.at ?? 0) > from) if (isWanted(undefined)) return true;
  return versions.some(({ at, user }, index) => {
    const ends = versions[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    return at <= until && ends >= from && isWanted(user);
  });
}
