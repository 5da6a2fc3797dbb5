import { say } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Role } from "../model/role.ts";
import type { RoleContent, RolesContent } from "./contents.ts";
import { type Document, placeIn } from "./document.ts";
import { permissionsOf } from "./permissions.ts";
import { placeOf } from "./source.ts";
import { suggestion } from "./suggest.ts";
import { entryOf } from "./yaml.ts";

export type Roles = ReadonlyMap<string, Role>;

interface WrittenRole {
  readonly name: string;
  readonly content: RoleContent;
  readonly document: Document<RolesContent>;
  readonly place: Place;
}

/** All roles of all files, each with what it inherits. */
export function readRoles(documents: readonly Document<RolesContent>[]): {
  readonly roles: Roles;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const written = firstOfEach(documents.flatMap(rolesIn), problems);
  const roles = new Map<string, Role>();
  const known = [...written.keys()].sort();
  for (const name of known) resolve({ written, known, roles, problems }, name, []);
  return { roles: new Map(known.flatMap((name) => entryIn(roles, name))), problems };
}

/** Parents are made before their children; what is handed on is in the order of names. */
function entryIn(roles: Roles, name: string): readonly (readonly [string, Role])[] {
  const role = roles.get(name);
  return role === undefined ? [] : [[name, role]];
}

function rolesIn(document: Document<RolesContent>): readonly WrittenRole[] {
  const { value, source } = document;
  const node = document.nodes.get(value.roles);
  return Object.entries(value.roles).map(([name, content]) => {
    const key = node === undefined ? undefined : entryOf(node, name)?.key;
    return { name, content, document, place: placeOf(source, key ?? document.root) };
  });
}

const NAME = /^[a-z][a-z0-9-]*$/;

function firstOfEach(all: readonly WrittenRole[], problems: Problem[]): ReadonlyMap<string, WrittenRole> {
  const written = new Map<string, WrittenRole>();
  for (const role of all) {
    const first = written.get(role.name);
    if (first === undefined) written.set(role.name, role);
    else problems.push(roleTwice(role, first));
    if (!NAME.test(role.name)) problems.push(roleName(role));
  }
  return written;
}

function roleTwice({ name, place }: WrittenRole, first: WrittenRole): Problem {
  const at = `${first.place.file}:${first.place.line ?? 1}`;
  return problem("role-twice", { role: name, first: at }, { place, related: [first.place] });
}

function roleName({ name, place }: WrittenRole): Problem {
  const expected = say("small letters a-z, digits and -, a letter first");
  const hint = say("rename the role");
  return problem("wrong-shape", { key: say("name of a role"), expected, got: name, hint }, { place });
}

interface Resolving {
  readonly written: ReadonlyMap<string, WrittenRole>;
  readonly known: readonly string[];
  readonly roles: Map<string, Role>;
  readonly problems: Problem[];
}

/** Depth first; `path` is the way down to this role, in which it must not stand already. */
function resolve(resolving: Resolving, name: string, path: readonly string[]): Role | undefined {
  const done = resolving.roles.get(name);
  const written = resolving.written.get(name);
  if (done !== undefined || written === undefined) return done;
  const parents = (written.content.extends ?? []).flatMap((parent, index) => {
    const place = placeIn(written.document, written.content, "extends", String(index));
    return parentOf(resolving, parent, [...path, name], place) ?? [];
  });
  const role = makeRole(written, parents);
  resolving.roles.set(name, role);
  return role;
}

function parentOf(resolving: Resolving, name: string, path: readonly string[], place: Place): Role | undefined {
  const start = path.indexOf(name);
  if (start !== -1) {
    const circle = [...path.slice(start), name].join(" → ");
    resolving.problems.push(problem("role-cycle", { role: name, path: circle }, { place }));
    return undefined;
  }
  if (!resolving.written.has(name)) resolving.problems.push(roleUnknown(name, resolving.known, place));
  return resolve(resolving, name, path);
}

export function roleUnknown(role: string, known: readonly string[], place: Place): Problem {
  return problem("role-unknown", { role, suggestion: suggestion(role, known, "roles") }, { place });
}

function makeRole({ name, content, document, place }: WrittenRole, parents: readonly Role[]): Role {
  const values = Object.fromEntries(parents.flatMap((parent) => Object.entries(parent.values)));
  const origins = Object.fromEntries(parents.flatMap((parent) => Object.entries(parent.origins)));
  const node = content.permissions === undefined ? undefined : document.nodes.get(content.permissions);
  for (const { key, value, line } of permissionsOf(content.permissions, node)) {
    values[key] = value;
    origins[key] = { layer: "role", role: name, place: { file: document.source.file, line } };
  }
  const { description, extends: below = [] } = content;
  return { name, ...(description === undefined ? {} : { description }), extends: below, values, origins, place };
}
