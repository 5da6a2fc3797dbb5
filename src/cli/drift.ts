import { writingsOf } from "../edit/accept.ts";
import type { Loaded } from "../load/roster.ts";
import type { Drift, DriftedUser } from "../model/drift.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { loginKey } from "../model/user.ts";
import type { Writing } from "../model/writing.ts";
import { acceptLines, driftLines } from "../render/drift.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { planOnly } from "./plan-only.ts";

interface DriftFlags {
  readonly accept?: readonly string[];
}

/** `meibo drift`: what was changed in the console although nobody changed the files. Guards have no say: nothing is done. */
export async function drift(context: Context, { accept }: DriftFlags): Promise<Exit> {
  const made = await planOnly(context);
  if (made === undefined) return EXIT.error;
  const { driftOf } = await import("../plan/drift.ts");
  const found = driftOf(made.plan);
  if (accept !== undefined) return await tellAccepted(context, made.loaded, found, accept);
  const { screen, flags } = context;
  if (flags.json === true) screen.json(found);
  else screen.result(driftLines(found, context.words));
  return found.users.length === 0 ? EXIT.done : EXIT.changes;
}

interface Accepted {
  readonly loginId: DriftedUser["loginId"];
  readonly writings: readonly Writing[];
}

async function tellAccepted(context: Context, loaded: Loaded, found: Drift, logins: readonly string[]): Promise<Exit> {
  const results = await Promise.all(logins.map((login) => accepted(context, loaded, found, login)));
  const problems: readonly Problem[] = results.flatMap((result) => result.problems);
  const all = results.flatMap((result) => (result.ok ? [result.value] : []));
  const { screen, flags, words } = context;
  screen.problems(problems);
  if (flags.json !== true) screen.result(all.flatMap(({ loginId, writings }) => acceptLines(loginId, writings, words)));
  else if (problems.length === 0 || all.length > 0) screen.json(all);
  return problems.length > 0 ? EXIT.error : EXIT.changes;
}

async function accepted(
  { root, configFile }: Context,
  { roster }: Loaded,
  { users }: Drift,
  login: string,
): Promise<Result<Accepted>> {
  const { explainUser, findDeclared } = await import("../load/explain.ts");
  const key = loginKey(login);
  const drifted = users.find(({ loginId }) => loginKey(loginId) === key);
  const declared = roster.users.find(({ loginId, previousLoginIds }) =>
    [loginId, ...previousLoginIds].some((id) => loginKey(id) === key),
  );
  if (drifted === undefined && declared === undefined)
    return { ok: false, problems: findDeclared(roster, login).problems };
  if (drifted === undefined || declared === undefined) {
    return { ok: false, problems: [problem("no-drift", { loginId: login })] };
  }
  const explained = explainUser(root, configFile, declared);
  if (!explained.ok) return explained;
  const { loginId } = drifted;
  return { ok: true, value: { loginId, writings: writingsOf(drifted, explained.value) }, problems: [] };
}
