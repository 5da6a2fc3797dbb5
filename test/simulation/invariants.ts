import type { RowReport, RunEnd } from "../../src/model/journal.ts";
import { type LoginKey, loginKey } from "../../src/model/user.ts";
import { type SealedFor, sealedInForce } from "../../src/secrets/in-force.ts";
import { deedsOf, hasAdminActed, raceFrom } from "./deeds.ts";
import type { FaultKind } from "./faults.ts";
import type { Machine } from "./machine.ts";
import { CANARY } from "./process.ts";
import { truthful } from "./truthful.ts";
import { nothingUnintended } from "./unintended.ts";
import type { Life, Request } from "./witness.ts";

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
    const culprits = rejectedOf(machine, life) + blamed + (hasEnded(machine, life) ? 0 : 1);
    const most = MOST_WRITES * chunks + MOST_PARTED * culprits;
    if (requests.length > most) found.push(`${life.run}: ${requests.length} writes for ${chunks} chunks`);
  }
  if (tenant.seats > rules.seats) found.push(`${tenant.seats} seats are taken of ${rules.seats}`);
  return found;
}

/** Who did not, or had to give up, may have been on the way to find a culprit. */
function hasEnded({ witness }: Machine, life: Life): boolean {
  return witness.noted.some(
    ({ life: own, record }) => own === life && record.type === "ended" && GONE_THROUGH.has(record.end),
  );
}

const GONE_THROUGH: ReadonlySet<RunEnd> = new Set<RunEnd>(["done", "partly"]);

/** Rows that the tenant would not take, or of which nobody knows, also those that an earlier sending may yet have made. */
function rejectedOf({ witness }: Machine, life: Life): number {
  return witness.noted.reduce((sum, { life: own, record }) => {
    if (own !== life || record.type !== "outcome") return sum;
    return sum + record.rows.filter(isNotTaken).length;
  }, 0);
}

function isNotTaken({ result, said }: RowReport): boolean {
  if (result === "unknown" || result === "moved") return true;
  return result === "rejected" ? said !== undefined : result === "pending" && (said === "held" || said === "blamed");
}

/** Of a chunk in one run. */
const MOST_WRITES = 4;
/** To find one bad row among a hundred, and what it held back. */
const MOST_PARTED = 14;

/** The tenant blames rows that are not at fault, or says nothing against the one that is. */
const BLAMING: ReadonlySet<FaultKind> = new Set<FaultKind>(["refusedFile", "cutOff", "cutOffSilently", "twice"]);

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
