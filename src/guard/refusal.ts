import { type Problem, problem } from "../model/problem.ts";
import { PROBLEMS, type ProblemArgs, type ProblemName } from "../model/problems.ts";

/** What a guard may say. */
const REFUSALS = [
  "too-few-admins",
  "selection-needs-admin",
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
  "rename-extension",
] as const satisfies readonly ProblemName[];
type RefusalName = (typeof REFUSALS)[number];

/** What no word on the command line may undo: only `meibo.yaml` or an approval, which somebody else has read. */
const FINAL: ReadonlySet<ProblemName> = new Set<RefusalName>([
  "too-few-admins",
  "selection-needs-admin",
  "protected-user",
  "own-account",
  "delete-not-approved",
  "deletes-forbidden",
  "waiting-period",
  "rename-extension",
]);

/** Codes that `--allow` may name; sorted, each once. */
export const ALLOWABLE_CODES: readonly string[] = [
  ...new Set(REFUSALS.filter((name) => !FINAL.has(name)).map((name) => PROBLEMS[name].code)),
].sort();

export function isAllowable({ name }: Problem): boolean {
  return !FINAL.has(name);
}

/** A problem by which a guard refuses the whole plan. */
export function refusal<N extends RefusalName>(
  name: N,
  args: ProblemArgs<N>,
  where?: Parameters<typeof problem>[2],
): Problem {
  return problem(name, args, where);
}
