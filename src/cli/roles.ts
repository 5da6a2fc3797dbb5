import type { Loaded } from "../load/roster.ts";
import { suggestion } from "../load/suggest.ts";
import { problem, type Result } from "../model/problem.ts";
import type { Role } from "../model/role.ts";
import { roleDifferences, roleUses, sharedOverrides } from "../model/role-use.ts";
import { differenceLines, roleShownLines, roleUseLines, sharedLines } from "../render/role-use.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";

/** `meibo roles list`: every role, how many people have it, and how many exceptions they need. */
export async function listRoles(context: Context): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const uses = roleUses(loaded.roles, loaded.roster.users);
  if (context.flags.json === true) context.screen.json(uses);
  else context.screen.result(roleUseLines(uses, context.words));
  return EXIT.done;
}

/** `meibo roles show ROLE`: what it allows, and which role says so. */
export async function showRole(context: Context, _: object, [name = ""]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const role = findRole(loaded, name);
  if (!role.ok) return refuse(context, role);
  const [use] = roleUses([role.value], loaded.roster.users);
  if (use === undefined) throw new Error("a role without its use");
  if (context.flags.json === true) context.screen.json({ ...use, values: role.value.values });
  else context.screen.result(roleShownLines(role.value, use, context.words));
  return EXIT.done;
}

/** `meibo roles diff A B`: what changes for somebody who gets the one instead of the other. */
export async function diffRoles(context: Context, _: object, [from = "", to = ""]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const [before, after] = [findRole(loaded, from), findRole(loaded, to)];
  if (!before.ok) return refuse(context, before);
  if (!after.ok) return refuse(context, after);
  const differences = roleDifferences(before.value, after.value);
  if (context.flags.json === true) context.screen.json(differences);
  else context.screen.result(differenceLines(differences, context.words));
  return EXIT.done;
}

/** `meibo roles suggest`: exceptions that several people share, which could be a role. */
export async function suggestFromRoster(context: Context): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const shared = sharedOverrides(loaded.roster.users);
  if (context.flags.json === true) context.screen.json(shared);
  else context.screen.result(sharedLines(shared, context.words));
  return EXIT.done;
}

function findRole({ roles }: Loaded, name: string): Result<Role> {
  const role = roles.find((one) => one.name === name);
  if (role !== undefined) return { ok: true, value: role, problems: [] };
  const known = suggestion(
    name,
    roles.map((one) => one.name),
    "roles",
  );
  return { ok: false, problems: [problem("role-none", { role: name, suggestion: known })] };
}

function refuse({ screen }: Context, { problems }: Result<Role>): Exit {
  screen.problems(problems);
  return EXIT.error;
}
