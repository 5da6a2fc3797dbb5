import { matchesGlob } from "node:path";
import { someOf } from "../model/names.ts";
import type { Problem } from "../model/problem.ts";
import { placesOf, together } from "./groups.ts";
import type { RosterPolicy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** In these files nobody stands without a role, but for those who are to be deleted. */
export function requiredRoles({ settings, declared }: RosterPolicy): readonly Problem[] {
  const patterns = settings.policy.roles.requireFor;
  if (patterns.length === 0) return [];
  const without = declared.filter(({ roles, state }) => roles.length === 0 && state !== "absent");
  return together(without, ({ place }) => place.file)
    .filter(([{ place }]) => patterns.some((pattern) => matchesGlob(place.file, pattern)))
    .map((found) => refusal("role-required", { who: someOf(found), file: found[0].place.file }, placesOf(found)));
}
