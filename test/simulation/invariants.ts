import { type LoginKey, loginKey, type TenantUser, type Values } from "../../src/model/user.ts";
import { type SealedFor, sealedInForce } from "../../src/secrets/in-force.ts";
import type { FaultKind } from "./faults.ts";
import type { Machine } from "./machine.ts";
import { CANARY } from "./process.ts";
import type { Life, Request } from "./witness.ts";
import { mayLose } from "./world.ts";

/** What must never be otherwise, whatever went wrong; each gives back a sentence for everything that was. */
export const INVARIANTS = {
  I1: nothingUnintended,
  I2: nothingTwice,
  I4: othersUntouched,
  I5: passwordsKnown,
  I6: truthful,
  I7: withinBounds,
  I8: silent,
  I10: validAllTheWay,
} as const satisfies Readonly<Record<string, (machine: Machine) => readonly string[]>>;

/** Between the last look and the arrival of a request, in milliseconds; an admin's edit in it cannot be seen. */
const WINDOW = 10_000;

/** Nothing looks again before an update, however long the disk takes. */
const LONG_WINDOW = 60_000 + WINDOW;

/** From then on an edit may not have been seen by whoever sent this. */
function raceFrom({ write, sentAt, lookedOld }: Request): number {
  return sentAt - (write.kind === "delete" ? WINDOW : LONG_WINDOW) - lookedOld;
}

/** One change that a request made. */
interface Deed {
  readonly key: LoginKey;
  readonly request: Request;
  readonly at: number;
  readonly before: TenantUser | undefined;
  readonly after: TenantUser | undefined;
}

function deedsOf({ tenant, witness }: Machine): readonly Deed[] {
  const deeds: Deed[] = [];
  for (const [key, versions] of tenant.past) {
    for (let index = 0; index < versions.length; index += 1) {
      const version = versions[index];
      const request = version?.request === undefined ? undefined : witness.requests[version.request];
      if (version === undefined || request === undefined) continue;
      deeds.push({ key, request, at: version.at, before: versions[index - 1]?.user, after: version.user });
    }
  }
  return deeds;
}

/**
 * I1: nobody is written but whom the approved plan names, as the plan saw them; an edit that shows before the window
 * stops the write. Only people whom the files let go are deleted or switched off, deletes only after everything else
 * was done; whoever lost the lock, was asked to stop, or has too many failed rows sends nothing.
 */
function nothingUnintended(machine: Machine): readonly string[] {
  const found: string[] = [];
  for (const deed of deedsOf(machine)) {
    const { key, request, before, after } = deed;
    const { kind } = request.write;
    const lose = mayLose(request.life.world);
    const changes = request.life.plan?.changes.filter(({ loginId }) => loginKey(loginId) === key) ?? [];
    if (changes.length === 0 && !isAside(request, key)) found.push(`${key}: ${kind}, which no plan names`);
    if (after === undefined && !lose.deleted.has(key)) found.push(`${key}: deleted, which the files do not want`);
    if (kind === "deactivate" && !lose.off.has(key)) found.push(`${key}: switched off, which the files do not want`);
    const planned = changes.find((change) => change.kind === kind);
    const id = planned !== undefined && "id" in planned ? planned.id : undefined;
    const isRace = kind === "update" && hasAdminActed(machine, key, raceFrom(request), deed.at);
    if (id !== undefined && before?.id !== id && !isRace)
      found.push(`${key}: ${kind} of somebody else with the same Login ID`);
    if (isUnseenEdit(machine, deed)) found.push(`${key}: ${kind} after an edit that showed in time`);
  }
  for (const request of machine.witness.requests) found.push(...unallowed(request));
  return found;
}

/** Somebody new who steps aside for the number of somebody else. */
function isAside({ chunk, life }: Request, key: LoginKey): boolean {
  return (
    life.plan?.steps.some(({ chunks }) =>
      chunks.some(({ id, users }) => id === chunk && users.some((user) => loginKey(user) === key)),
    ) === true
  );
}

function isUnseenEdit({ tenant }: Machine, { key, request }: Deed): boolean {
  const { life, write, sentAt, lookedAt, lookedOld, keys, notedBefore } = request;
  const noted = write.kind === "delete" ? 0 : (notedBefore[keys.indexOf(key)] ?? 0);
  const since = Math.max(life.plannedFrom, noted);
  const lastLook = write.kind === "delete" ? sentAt - WINDOW : Math.max(lookedAt, sentAt - LONG_WINDOW);
  const until = lastLook - lookedOld - 1;
  const edits = tenant.past.get(key)?.some(({ byAdmin, at }) => byAdmin === true && at > since && at <= until);
  // Whoever undid an edit left the user as the plan saw them.
  return edits === true && userAt(tenant, key, since) !== userAt(tenant, key, until);
}

function userAt({ past }: Machine["tenant"], key: LoginKey, moment: number): TenantUser | undefined {
  return past.get(key)?.findLast(({ at }) => at <= moment)?.user;
}

function unallowed(request: Request): readonly string[] {
  const { life, chunk, heldLock, undone, failedBefore, announced, write, sentAt, sinceLook } = request;
  const found: string[] = [];
  if (!heldLock) found.push(`${chunk}: sent after the lock was lost`);
  if (!announced) found.push(`${chunk}: sent and not announced in the journal`);
  if (life.stoppedAt !== undefined && sentAt > life.stoppedAt)
    found.push(`${chunk}: sent after the run was asked to stop`);
  const isFirst = life.plan?.steps.some(
    ({ why, chunks }) => why === "deleteFirst" && chunks.some(({ id }) => id === chunk),
  );
  if (write.kind === "delete" && isFirst !== true && undone.length > 0) {
    found.push(`${chunk}: deleted before ${undone.join(", ")} was done`);
  }
  const { maxFailedRows, refused } = life.world;
  const most = maxFailedRows;
  if (failedBefore > most && !isRetry(request)) found.push(`${chunk}: sent after ${failedBefore} rows had failed`);
  if (write.kind === "delete" && sinceLook > MOST_SINCE_LOOK)
    found.push(`${chunk}: deleted ${sinceLook} steps after the last look`);
  if (refused === true) found.push(`${chunk}: sent, although the guards refuse the plan`);
  return found;
}

/** The look itself, the question for the lock, and the sending. */
const MOST_SINCE_LOOK = 3;

function isRetry({ notedBefore }: Request): boolean {
  return notedBefore.every((at) => at > 0);
}

/** I2: while a request may still take effect, nothing else is sent about its users; a lost journal excuses it. */
function nothingTwice(machine: Machine): readonly string[] {
  const { witness, tenant } = machine;
  const latest = new Map<LoginKey, Request>();
  const found: string[] = [];
  for (const request of witness.requests) {
    for (const key of request.keys) {
      const before = latest.get(key);
      const open = before?.arrivals.some((at) => at > request.sentAt) === true && !isHarmless(machine, before, key);
      if (before !== undefined && open && before.journalLost === request.journalLost) {
        found.push(`${key}: ${request.write.kind} sent again while the first could still take effect`);
      }
      latest.set(key, request);
    }
  }
  for (const [key, versions] of tenant.past) {
    const twice = versions.some(({ user, request }, index) => {
      const before = versions[index - 1]?.user;
      return request !== undefined && user !== undefined && before !== undefined && user.id !== before.id;
    });
    if (twice) found.push(`${key}: made although there`);
  }
  return found;
}

/** A create of somebody who is there is refused whenever it arrives. */
function isHarmless({ tenant }: Machine, { write, number, sentAt }: Request, key: LoginKey): boolean {
  const versions = tenant.past.get(key) ?? [];
  return (
    write.kind === "create" &&
    versions.some(({ at, user, request }) => user !== undefined && request !== number && at <= sentAt)
  );
}

/** I4: an update changes what the plan says and nothing else, and nobody outside the plan is touched. */
function othersUntouched(machine: Machine): readonly string[] {
  const found: string[] = [];
  for (const { key, request, at, before, after } of deedsOf(machine)) {
    if (request.write.kind !== "update" || before === undefined || after === undefined) continue;
    if (hasAdminActed(machine, key, raceFrom(request), at)) continue;
    const set = mayBeSet(request.life, key);
    const actual: Readonly<Record<string, unknown>> = before.values;
    const changed = Object.entries(after.values).filter(([name, value]) => !set.has(name) && actual[name] !== value);
    for (const [name] of changed) found.push(`${key}: ${name} changed, which the plan does not say`);
    if (JSON.stringify(before.extra) !== JSON.stringify(after.extra)) found.push(`${key}: unknown columns changed`);
  }
  return found;
}

function hasAdminActed({ tenant }: Machine, key: LoginKey, from: number, until: number): boolean {
  return tenant.past.get(key)?.some(({ byAdmin, at }) => byAdmin === true && at >= from && at <= until) === true;
}

/** Every field that the plan may set of a user; the number of somebody new steps aside where it must. */
function mayBeSet({ plan }: Life, key: LoginKey): ReadonlySet<string> {
  const fields = (plan?.changes ?? []).flatMap((change) => {
    if (loginKey(change.loginId) !== key) return [];
    return change.kind === "update" ? change.fields.map((field) => field.key) : ["extension"];
  });
  return new Set(fields.length === 0 ? ["extension"] : fields);
}

/** I5: whoever was created signs in with a password that a sealed file holds, and the journal says which, or which may. */
function passwordsKnown({ tenant, store, sealed, witness, journalsLost, touched }: Machine): readonly string[] {
  const inForce = Map.groupBy(sealedInForce(store.journal), ({ loginId }) => loginKey(loginId));
  const found: string[] = [];
  for (const [key, { password }] of tenant.passwords) {
    const holders = [...sealed].filter(([, passwords]) => passwords.get(key) === password).map(([name]) => name);
    if (holders.length === 0) found.push(`${key}: no sealed file holds the password in force`);
    else if (journalsLost === 0 && !names(inForce.get(key) ?? [], holders)) {
      found.push(`${key}: the password is in ${holders.join(", ")}, the journal does not say so`);
    }
  }
  const tried = new Set(witness.requests.filter(({ write }) => write.kind === "create").flatMap(({ keys }) => keys));
  for (const [key, [record]] of inForce) {
    // Who finds a user after a run died cannot tell whether it was the run or somebody at the console.
    const isClaimed = record?.standing === "inForce" && !tried.has(key) && !touched.has(key);
    if (isClaimed) found.push(`${key}: never created, and has a sealed password`);
  }
  return found;
}

/** Is it among those that may be, and the one that is, if one is said to be? */
function names(records: readonly SealedFor[], holders: readonly string[]): boolean {
  const sure = records.filter(({ standing }) => standing === "inForce");
  const possible = sure.length > 0 ? sure : records;
  return possible.some(({ sealed }) => holders.includes(sealed));
}

/** I6: what the journal calls done was so, and what the ledger holds was there, at some time since it was planned. */
function truthful(machine: Machine): readonly string[] {
  const found: string[] = [];
  for (const { at, life, record } of machine.witness.noted) {
    if (record.type !== "outcome") continue;
    const from = record.settledBy === undefined ? life.plannedFrom : 0;
    for (const { loginId, result } of record.rows) {
      const key = loginKey(loginId);
      if (result !== "done") continue;
      const rows = record.kind === "update" ? rowsSent(machine, life, record.chunk, key) : [{}];
      const isSo = wasEver(machine, key, from, at, (user) => rows.some((row) => IS_SO[record.kind](user, row)));
      if (!isSo) found.push(`${key}: the journal says ${record.kind} done, which never was so`);
    }
  }
  for (const { at, life, put, early } of machine.witness.remembered) {
    for (const key of early) found.push(`${key}: in the ledger before the journal knew`);
    for (const { loginId, values } of put) {
      const key = loginKey(loginId);
      const applied = appliedOf(life, key, values);
      // Value by value, for they may come in several chunks, and an admin may be at work in between.
      for (const [name, value] of Object.entries(applied)) {
        const isSo = (user: TenantUser | undefined) => user !== undefined && holds(user, { [name]: value });
        if (!wasEver(machine, key, life.plannedFrom, at, isSo))
          found.push(`${key}: the ledger holds a ${name} which never was so`);
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

/** I7: at most 100 rows a write, never more seats than there are, no storm of writes. */
function withinBounds(machine: Machine): readonly string[] {
  const { witness, stage, tenant, fired } = machine;
  const { rules } = stage.world;
  const found: string[] = [];
  for (const { chunk, keys } of witness.requests) {
    if (keys.length > 100 || keys.length === 0) found.push(`${chunk}: ${keys.length} rows in one write`);
  }
  const blamed = fired.filter(({ kind }) => BLAMING.has(kind)).length;
  for (const [life, requests] of Map.groupBy(witness.requests, (request) => request.life)) {
    const chunks = new Set(requests.map(({ chunk }) => chunk)).size;
    const most = MOST_WRITES * chunks + MOST_PARTED * (rejectedOf(machine, life) + blamed);
    if (requests.length > most) found.push(`${life.run}: ${requests.length} writes for ${chunks} chunks`);
  }
  if (tenant.seats > rules.seats) found.push(`${tenant.seats} seats are taken of ${rules.seats}`);
  return found;
}

/** Rows that the tenant would not take. */
function rejectedOf({ witness }: Machine, life: Life): number {
  return witness.noted.reduce((sum, { life: own, record }) => {
    if (own !== life || record.type !== "outcome") return sum;
    return sum + record.rows.filter(({ result, said }) => result === "rejected" && said !== undefined).length;
  }, 0);
}

/** Of a chunk in one run. */
const MOST_WRITES = 4;
/** To find one bad row among a hundred, and what it held back. */
const MOST_PARTED = 14;

/** The tenant blames rows that are not at fault. */
const BLAMING: ReadonlySet<FaultKind> = new Set<FaultKind>(["refusedFile", "cutOff", "twice"]);

/** I8: no password anywhere but in a sealed file. */
function silent({ store }: Machine): readonly string[] {
  const said = [
    store.journal,
    [...store.ledger.values()],
    [...store.images.values()].map((users) => [...users.values()]),
  ];
  return holdsCanary(said) ? ["a password is in the journal or the ledger"] : [];
}

function holdsCanary(value: unknown): boolean {
  if (typeof value === "string") return value.includes(CANARY);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsCanary);
}

/** I10: everybody's number is their own at every moment, and somebody can always administer the tenant. */
function validAllTheWay({ tenant, touched }: Machine): readonly string[] {
  const helpless = touched.size === 0 && tenant.fewestAdmins < 1;
  return [...tenant.clashes, ...(helpless ? ["nobody could administer the tenant for a while"] : [])];
}
