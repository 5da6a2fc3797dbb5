import { fingerprint } from "../model/canonical.ts";
import type { RowOutcome } from "../model/connector.ts";
import type { Outgoing } from "../model/effect.ts";
import type { RowReport } from "../model/journal.ts";
import { say } from "../model/phrases.ts";
import type { ApprovedPlan, Change, Chunk } from "../model/plan.ts";
import { type LoginId, type LoginKey, loginKey, type TenantUser, type Values } from "../model/user.ts";

/** What one user of a chunk should be once it was carried out. */
export type Goal =
  | { readonly kind: "create"; readonly loginId: LoginId; readonly values: Values }
  | { readonly kind: "update"; readonly loginId: LoginId; readonly id?: string; readonly set: Values }
  | { readonly kind: "activate" | "deactivate"; readonly loginId: LoginId; readonly id?: string }
  | { readonly kind: "delete"; readonly loginId: LoginId; readonly id?: string; readonly name: string };

export type Seen = ReadonlyMap<LoginKey, TenantUser>;

/** A plan's changes by person, so that a chunk, which holds names only, finds what to do. */
export type Changes = ReadonlyMap<LoginKey, readonly Change[]>;

export function changesOf(plan: ApprovedPlan): Changes {
  return Map.groupBy(plan.changes, ({ loginId }) => loginKey(loginId));
}

export function seenOf(users: readonly TenantUser[]): Seen {
  return new Map(users.map((user) => [loginKey(user.loginId), user]));
}

export function goalsOf(chunk: Chunk, changes: Changes): readonly Goal[] {
  return chunk.users.flatMap((loginId) => goalOf(chunk, loginId, changes.get(loginKey(loginId)) ?? []));
}

function goalOf(chunk: Chunk, loginId: LoginId, own: readonly Change[]): readonly Goal[] {
  const set = chunk.sets?.[loginId];
  if (set !== undefined) return [{ kind: "update", loginId, ...idIn(own), set }];
  const created = own.find((change) => change.kind === "create");
  if (created !== undefined) return [goalForCreated(chunk, created.loginId, created.values)];
  const change = own.find(({ kind }) => kind === chunk.kind);
  if (change === undefined) throw new Error(`chunk ${chunk.id} names ${loginId}, the plan has no such change`);
  switch (change.kind) {
    case "update":
      return [{ kind: "update", loginId, ...idOf(change), set: setOf(change) }];
    case "activate":
    case "deactivate":
      return [{ kind: change.kind, loginId, ...idOf(change) }];
    case "delete":
      return [{ kind: "delete", loginId, ...idOf(change), name: change.name }];
    case "create":
    case "release":
    case "manual":
      return [];
    default:
      return change satisfies never;
  }
}

/** A new user's extension goes in afterwards, for the create file has no such column. */
function goalForCreated(chunk: Chunk, loginId: LoginId, values: Values): Goal {
  const { extension, ...rest } = values;
  if (chunk.kind === "create") return { kind: "create", loginId, values: rest };
  if (chunk.kind === "deactivate") return { kind: "deactivate", loginId };
  return { kind: "update", loginId, set: extension === undefined ? {} : { extension } };
}

function setOf({ fields }: Extract<Change, { readonly kind: "update" }>): Values {
  return Object.fromEntries(fields.map(({ key, to }) => [key, to]));
}

/** Of the person whom the plan saw under this Login ID. */
function idIn(changes: readonly Change[]): { readonly id?: string } {
  const [id] = changes.flatMap((change) => ("id" in change && change.id !== undefined ? [change.id] : []));
  return id === undefined ? {} : { id };
}

function idOf({ id }: { readonly id?: string }): { readonly id?: string } {
  return id === undefined ? {} : { id };
}

/** Does the tenant show what was wanted? */
export function isReached(goal: Goal, seen: Seen): boolean {
  const user = seen.get(loginKey(goal.loginId));
  if (goal.kind === "delete") return user === undefined;
  if (user === undefined || isSomebodyElse(goal, user)) return false;
  switch (goal.kind) {
    case "create":
      return shows(user, goal.values);
    case "update":
      return shows(user, goal.set);
    case "activate":
      return user.state === "active";
    case "deactivate":
      return user.state === "inactive";
    default:
      return goal satisfies never;
  }
}

function shows(user: TenantUser, wanted: Values): boolean {
  const actual: Readonly<Record<string, unknown>> = user.values;
  return Object.entries(wanted).every(([key, value]) => actual[key] === value);
}

/** Has somebody else got the Login ID since the plan was made? An upload names nothing but the Login ID. */
function isSomebodyElse(goal: Goal, { id }: TenantUser): boolean {
  if (goal.kind === "create" || goal.kind === "delete") return false;
  return goal.id !== undefined && id !== undefined && goal.id !== id;
}

/** Is the user still the one the plan was made from, or as this run itself left them? */
export function hasMoved(goal: Goal, seen: Seen, expected: ReadonlyMap<LoginKey, string>): boolean {
  const user = seen.get(loginKey(goal.loginId));
  if (goal.kind === "create") return user !== undefined;
  return user === undefined || fingerprint(user) !== expected.get(loginKey(goal.loginId));
}

/** An update is a whole row: what the tenant shows, with the changes laid on top. */
export function outgoing(chunk: Chunk, goals: readonly Goal[], seen: Seen): Outgoing {
  const { kind } = chunk;
  if (kind === "create") {
    return { kind, rows: goals.flatMap((goal) => (goal.kind === "create" ? [goal] : [])) };
  }
  if (kind === "update") return { kind, rows: goals.flatMap((goal) => wholeRow(goal, seen)) };
  return { kind, rows: goals.map(({ loginId }) => ({ loginId, ...idOf(seen.get(loginKey(loginId)) ?? {}) })) };
}

function wholeRow(goal: Goal, seen: Seen) {
  const user = seen.get(loginKey(goal.loginId));
  if (goal.kind !== "update" || user === undefined) return [];
  return [{ loginId: user.loginId, values: { ...user.values, ...goal.set }, extra: user.extra }];
}

interface Sent {
  readonly goal: Goal;
  readonly chunk: string;
  readonly row: number;
}

const REPLACED = say("somebody else got the Login ID in the tenant while this was sent");

/** What the tenant shows decides; what it said only explains. `alone`: a refusal of the upload can be no other row's fault. */
export function reportOf(
  { goal, chunk, row }: Sent,
  outcome: RowOutcome,
  seen: Seen | undefined,
  alone: boolean,
): RowReport {
  const { loginId } = goal;
  const base = { loginId, row, chunk, said: outcome.type };
  if (seen === undefined) {
    return { ...base, result: "unknown", cause: say("sent, and the tenant could not be read afterwards") };
  }
  if (isReached(goal, seen)) return { ...base, result: "done" };
  const user = seen.get(loginKey(loginId));
  if (user !== undefined && isSomebodyElse(goal, user)) return { ...base, result: "moved", cause: REPLACED };
  switch (outcome.type) {
    case "accepted":
      return { ...base, result: "pending", cause: say("accepted, and not shown yet") };
    case "rejected":
      return { ...base, result: "rejected", cause: outcome.cause };
    case "blamed":
    case "held":
      return { ...base, result: alone ? "rejected" : "held", cause: outcome.cause };
    case "unknown":
      return { ...base, result: "unknown", cause: outcome.reason };
    default:
      return outcome satisfies never;
  }
}
