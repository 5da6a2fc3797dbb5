import { randomUUID } from "node:crypto";
import { BASELINE } from "./baseline.ts";
import type { SeedUser } from "./people.ts";
import type { Store } from "./store.ts";

/** Puts people into a tenant that has none, as they are; permissions nobody speaks of are off. */
export function seedPeople(store: Store, people: readonly SeedUser[]): void {
  if (!store.isEmpty()) throw new Error("only an empty tenant can be filled; reset it first");
  for (const { loginId, state, values, integrations = [], extra = {} } of people) {
    const id = randomUUID();
    store.add({ id, loginId, state, values: { ...BASELINE, ...values }, extra });
    for (const service of integrations) store.connect(id, service);
  }
}
