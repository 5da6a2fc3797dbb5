import { isDeepStrictEqual } from "node:util";
import { type LoginKey, loginKey, type TenantUser } from "../../src/model/user.ts";
import { type Deed, deedsOf, hasAdminActed, LONG_WINDOW, raceFrom, WINDOW } from "./deeds.ts";
import type { Machine } from "./machine.ts";
import type { Request } from "./witness.ts";
import { mayLose } from "./world.ts";

/**
 * I1: nobody is written but whom the approved plan names, as the plan saw them; an edit that shows before the window
 * stops the write. Only people whom the files let go are deleted or switched off, deletes only after everything else
 * was done; whoever lost the lock, was asked to stop, or has too many failed rows sends nothing.
 */
export function nothingUnintended(machine: Machine): readonly string[] {
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
  const [before, after] = [userAt(tenant, key, since), userAt(tenant, key, until)];
  // A new user is whom the plan wants where nobody is.
  if (write.kind === "create" && after === undefined) return false;
  // Whoever undid an edit left the user as the plan saw them, and as the last look did.
  const seen = lookedAt - lookedOld;
  const isUndone = before === after || (seen >= until && userAt(tenant, key, seen) === before);
  const isAsPlanned = isDeepStrictEqual(shownAt(tenant, key, life.plannedFrom), after);
  return edits === true && !isUndone && !isAsPlanned && !isAsWeLeft(tenant, key, since, after);
}

/** What the tenant showed of somebody then, which may be older than what was true. */
function shownAt({ past }: Machine["tenant"], key: LoginKey, moment: number): TenantUser | undefined {
  return past.get(key)?.findLast(({ shownFrom }) => shownFrom <= moment)?.user;
}

/** An edit may have come between our last look and its note; then what we left is what must be there again. */
function isAsWeLeft({ past }: Machine["tenant"], key: LoginKey, since: number, now: TenantUser | undefined): boolean {
  const left = past.get(key)?.findLast(({ at, request }) => at <= since && request !== undefined)?.user;
  return left !== undefined && isDeepStrictEqual(left, now);
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
