import { someOf } from "../model/names.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** Where `meibo.yaml` says `unmanaged: error`, everybody must stand in a file or under `ignore`. */
export function unmanagedUsers({ notes }: Plan, { settings }: Policy): readonly Problem[] {
  const found = notes.filter(({ kind }) => kind === "unmanaged");
  if (settings.unmanaged !== "error" || found.length === 0) return [];
  return [refusal("unmanaged-users", { count: found.length, who: someOf(found) })];
}
