import { digest } from "../model/canonical.ts";
import type { Plan } from "../model/plan.ts";

/** What decides what is done; moments and places do not, so that a comment above an entry makes no other plan of it. */
type Decisive = Pick<Plan, "version" | "tenant" | "subscriptions" | "changes" | "steps" | "remember" | "forget">;

/** Equal for plans that do the same. */
export function hashOf({ version, tenant, subscriptions, changes, steps, remember, forget }: Decisive): string {
  // The first run remembers everybody: their entries are made in one fixed order of keys, so plain JSON is canonical.
  const entries = JSON.stringify(remember);
  const decisive = { version, tenant, subscriptions, changes, steps, entries, forget };
  return digest(decisive, PLACES);
}

/** Keys that say where something stands, not what is done. */
export const PLACES: ReadonlySet<string> = new Set(["place"]);
