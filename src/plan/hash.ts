import { createHash } from "node:crypto";
import { canonicalJson, digest } from "../model/canonical.ts";
import { VALUE_KEYS } from "../model/fields.ts";
import type { Change, Plan, Situation } from "../model/plan.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { inOrder } from "./known.ts";

/** What decides what is done; moments and places do not, so that a comment above an entry makes no other plan of it. */
type Decisive = Pick<
  Plan,
  "version" | "tenant" | "subscriptions" | "changes" | "steps" | "remember" | "forget" | "only" | "due" | "asOf"
>;

/** Equal for plans that do the same. */
export function hashOf(plan: Decisive): string {
  const { version, tenant, subscriptions, changes, steps, remember, forget, only, due, asOf } = plan;
  // The first run remembers everybody: their entries are made in one fixed order of keys, so plain JSON is canonical.
  const entries = JSON.stringify(remember);
  const decisive = { version, tenant, subscriptions, changes, steps, entries, forget, only, due, asOf };
  return digest(decisive, PLACES);
}

/** Equal for changes that do the same to somebody, for the same reasons. */
export function actionHash(change: Change): string {
  return digest(change, PLACES);
}

/** Equal while the files declare the same, in whichever file and line. */
export function declaredHash({ roster, approvals, facts }: Pick<Situation, "roster" | "approvals" | "facts">): string {
  const hash = createHash("sha256");
  // One person at a time: the text of a whole company would fill the memory.
  for (const user of inOrder(roster.users)) hash.update(JSON.stringify(declared(user)));
  return hash.update(canonicalJson({ approvals, facts }, PLACES)).digest("hex");
}

/** In one fixed order, whatever a roster was read from; says nothing of where it stands. */
function declared(user: DeclaredUser): readonly unknown[] {
  const { loginId, previousLoginIds, values, roles, state, startDate, endDate, leave } = user;
  const { employeeId, department, extensionPool } = user;
  const dates = [state, startDate, endDate, leave?.from, leave?.until, leave?.reason];
  const rest = [employeeId, department, extensionPool];
  return [loginId, previousLoginIds, VALUE_KEYS.map((key) => values[key]), roles, dates, rest];
}

/** Keys that say where something stands, not what is done. */
const PLACES: ReadonlySet<string> = new Set(["place"]);
