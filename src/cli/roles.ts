import { sharedOverrides } from "../edit/shared-overrides.ts";
import { suggestion } from "../load/suggest.ts";
import { baselineOf, PERMISSION_KEYS } from "../model/fields.ts";
import { problem, type Result } from "../model/problem.ts";
import type { Role } from "../model/role.ts";
import { type DeclaredUser, originOf } from "../model/roster.ts";
import { diffRows, roleLines, rolesLines, sharedLines } from "../render/roles.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";

/** `meibo roles list`: the roles, and how many people have each. */
export async function listRoles(context: Context): Promise<Exit> {
  const { screen, flags, words } = context;
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const { roles, roster } = loaded;
  const counted = roles.map(({ name, description, extends: below }) => ({
    role: name,
    ...(description === undefined ? {} : { description }),
    extends: below,
    ...holders(roster.users, name),
  }));
  if (flags.json === true) screen.json(counted);
  else screen.result(rolesLines(counted, words));
  return EXIT.done;
}

/** `meibo roles show ROLE`: what it allows, and which role says so. */
export async function showRole(context: Context, _: object, [name = ""]: readonly string[]): Promise<Exit> {
  const { screen, flags, words } = context;
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const role = roleNamed(loaded.roles, name);
  screen.problems(role.problems);
  if (!role.ok) return EXIT.error;
  const { description, extends: below, place, origins, values } = role.value;
  const counts = holders(loaded.roster.users, role.value.name);
  const said = PERMISSION_KEYS.flatMap((key) => {
    const [value, origin] = [values[key], origins[key]];
    return value === undefined || origin === undefined ? [] : [{ key, value, origin }];
  });
  if (flags.json === true) {
    const about = {
      role: role.value.name,
      ...(description === undefined ? {} : { description }),
      extends: below,
      place,
    };
    screen.json({ ...about, ...counts, values: said });
  } else screen.result(roleLines(role.value, counts, said, words));
  return EXIT.done;
}

/** `meibo roles diff A B`: what one allows and the other does not. */
export async function diffRoles(context: Context, _: object, [a = "", b = ""]: readonly string[]): Promise<Exit> {
  const { screen, flags, words } = context;
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const [first, second] = [roleNamed(loaded.roles, a), roleNamed(loaded.roles, b)];
  screen.problems([...first.problems, ...second.problems]);
  if (!first.ok || !second.ok) return EXIT.error;
  const valueIn = (role: Role, key: (typeof PERMISSION_KEYS)[number]) => role.values[key] ?? baselineOf(key);
  const differing = PERMISSION_KEYS.map((key) => ({
    key,
    a: valueIn(first.value, key),
    b: valueIn(second.value, key),
  })).filter((one) => one.a !== one.b);
  if (flags.json === true) screen.json({ a, b, differing });
  else screen.result(diffRows(a, b, differing, words));
  return EXIT.done;
}

/** `meibo roles suggest`: what people say alike beside their roles. */
export async function suggestFromUsers(context: Context): Promise<Exit> {
  const { screen, flags, words } = context;
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const shared = sharedOverrides(loaded.roster.users, loaded.roles);
  if (flags.json === true) screen.json(shared);
  else {
    const { roleEntry } = await import("../edit/roster-file.ts");
    screen.result(sharedLines(shared, (one) => roleEntry({ ...one, extends: one.from }), words));
  }
  return EXIT.done;
}

function roleNamed(roles: readonly Role[], name: string): Result<Role> {
  const role = roles.find((one) => one.name === name);
  if (role !== undefined) return { ok: true, value: role, problems: [] };
  const known = roles.map((one) => one.name);
  return {
    ok: false,
    problems: [problem("role-unknown", { role: name, suggestion: suggestion(name, known, "roles") })],
  };
}

function holders(users: readonly DeclaredUser[], role: string) {
  const own = users.filter(({ roles }) => roles.includes(role));
  const overriding = own.filter((user) => PERMISSION_KEYS.some((key) => originOf(user, key)?.layer === "user"));
  return { users: own.length, overrides: overriding.length };
}
