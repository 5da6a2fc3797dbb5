import { canonicalJson, digest } from "../model/canonical.ts";
import type { Plan } from "../model/plan.ts";

/** What decides what is done; moments and places do not, so that a comment above an entry makes no other plan of it. */
type Decisive = Pick<
  Plan,
  "version" | "tenant" | "firstRun" | "subscriptions" | "changes" | "notes" | "steps" | "remember" | "forget"
>;

/** Equal for plans that do the same. */
export function hashOf({
  version,
  tenant,
  firstRun,
  subscriptions,
  changes,
  notes,
  steps,
  remember,
  forget,
}: Decisive): string {
  const decisive = { version, tenant, firstRun, subscriptions, changes, notes, steps, remember, forget };
  return digest(JSON.parse(canonicalJson(decisive), withoutPlace));
}

function withoutPlace(key: string, value: unknown): unknown {
  return key === "place" ? undefined : value;
}
