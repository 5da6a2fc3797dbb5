import { type Problem, problem } from "../model/problem.ts";
import { PROBLEMS, type ProblemArgs, type ProblemName } from "../model/problems.ts";

/** What a guard may say; nothing else can be let through by its code. */
const REFUSALS = [
  "too-few-admins",
  "protected-user",
  "own-account",
  "too-many-deletes",
  "too-many-deactivations",
  "too-many-updates",
  "too-many-creates",
  "too-many-admin-changes",
  "delete-not-approved",
  "deletes-forbidden",
  "waiting-period",
  "file-policy",
  "role-required",
  "too-many-overrides",
  "empty-roster",
  "empty-tenant",
  "tenant-shrank",
  "file-end-lost",
  "unmanaged-users",
  "rename-question",
] as const satisfies readonly ProblemName[];
type RefusalName = (typeof REFUSALS)[number];

/** Sorted, each once. */
export const REFUSAL_CODES: readonly string[] = [...new Set(REFUSALS.map((name) => PROBLEMS[name].code))].sort();

/** A problem by which a guard refuses the whole plan. */
export function refusal<N extends RefusalName>(
  name: N,
  args: ProblemArgs<N>,
  where?: Parameters<typeof problem>[2],
): Problem {
  return problem(name, args, where);
}
