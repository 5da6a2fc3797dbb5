import { say } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import { asLoginId } from "../model/user.ts";
import type { DefaultsContent, UserContent, UsersContent } from "./contents.ts";
import { type Document, placeIn } from "./document.ts";
import type { Entry, FileLayer, Said } from "./entry.ts";
import { permissionsOf } from "./permissions.ts";
import { placeOf, type Source, type Spot } from "./source.ts";
import { entryOf, type MapNode, parseYaml, spotOf, treeOf, type YamlNode } from "./yaml.ts";

export interface ReadEntries {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** The people of a YAML file, one (`user`) or many (`users`). */
export function readUsers(document: Document<UsersContent>): ReadEntries {
  const { value } = document;
  const { defaults = {} } = value;
  const layer = fileLayer(document, defaults);
  const users = [...(value.users ?? []), ...(value.user === undefined ? [] : [value.user])];
  return {
    entries: users.map((user, index) => makeEntry(document, user, startOf(document, users[index + 1]), layer)),
    problems: [...formOf(document), ...[defaults, ...users].flatMap((said) => roleAndRoles(document, said))],
  };
}

function formOf({ source, root }: Document<UsersContent>): readonly Problem[] {
  if (root.kind !== "map") return [];
  const [one, many] = [entryOf(root, "user"), entryOf(root, "users")];
  const place = placeOf(source, one?.key ?? root);
  if (one === undefined && many === undefined) {
    const hint = say("write users: [] if the file is meant to hold nobody");
    return [problem("missing-key", { key: "users", hint }, { place })];
  }
  if (one === undefined || many === undefined) return [];
  const [expected, got] = [say("either user or users"), say("both")];
  const hint = say("move the person under user into the list of users");
  return [problem("wrong-shape", { key: "user", expected, got, hint }, { place })];
}

function roleAndRoles(document: Document<UsersContent>, said: UserContent | DefaultsContent): readonly Problem[] {
  if (said.role === undefined || said.roles === undefined) return [];
  return [problem("role-and-roles", {}, { place: placeIn(document, said, "roles") })];
}

/** One array for each file: layers are shared by its identity. */
function fileLayer(document: Document<UsersContent>, defaults: DefaultsContent): FileLayer {
  const { locale, timeZone } = defaults;
  return Object.entries({ locale, timeZone }).flatMap(([key, value]) => {
    if (value === undefined || (key !== "locale" && key !== "timeZone")) return [];
    return [{ key, value, origin: { layer: "file", place: placeIn(document, defaults, key) } }];
  });
}

/** Of a user's map; the end of the text where there is no user. */
function startOf({ nodes, source }: Document<UsersContent>, user: UserContent | undefined): number {
  return (user === undefined ? undefined : nodes.get(user)?.start) ?? source.text.length;
}

function makeEntry(document: Document<UsersContent>, user: UserContent, until: number, layer: FileLayer): Entry {
  const { value, nodes, source } = document;
  const node = nodes.get(user);
  const permissions = user.permissions === undefined ? undefined : nodes.get(user.permissions);
  const { start = 0, line = 1 } = node ?? {};
  return {
    place: { file: source.file, line },
    loginId: asLoginId(detached(user.loginId)),
    previousLoginIds: (user.previousLoginIds ?? []).map(asLoginId),
    said: [...textsOf(user, node), ...permissionsOf(user.permissions, permissions)],
    roles: rolesOf(user) ?? rolesOf(value.defaults ?? {}) ?? [],
    layer,
    state: user.state,
    startDate: user.startDate,
    endDate: user.endDate,
    leave: user.leave,
    employeeId: user.employeeId,
    department: user.department ?? value.department,
    extensionPool: value.defaults?.extensionPool,
    zeros: [],
    where: (word) => placeOfWord(source, { line, start, until }, word),
  };
}

/** V8 makes a piece of a text of 13 units or more a view that keeps the whole text; people outlive the text of their files. */
function detached(piece: string): string {
  return piece.length < 13 ? piece : Buffer.from(piece, "utf16le").toString("utf16le");
}

const TEXTS = ["name", "extension", "locale", "timeZone"] as const;

function textsOf(user: UserContent, node: MapNode | undefined): readonly Said[] {
  const said: Said[] = [];
  for (const key of TEXTS) {
    const value = user[key];
    if (value === undefined || node === undefined) continue;
    said.push({ key, value: detached(value), line: entryOf(node, key)?.key.line ?? node.line });
  }
  return said;
}

function rolesOf({ role, roles }: UserContent | DefaultsContent): readonly string[] | undefined {
  return roles ?? (role === undefined ? undefined : [role]);
}

/** Where a user's map begins, and where the next one does. */
interface Stretch {
  readonly line: number;
  readonly start: number;
  readonly until: number;
}

/** In the user's own map, under its permissions, or in what the file says for everybody. */
function placeOfWord(source: Source, stretch: Stretch, word: string): Place {
  const own = ownMap(source, stretch);
  const spot = wordIn([own.map, mapIn(own.map, "permissions")], word);
  const inDefaults = spot ?? wordIn([mapIn(treeOf(source), "defaults")], word);
  if (spot === undefined && inDefaults !== undefined) return placeOf(source, inDefaults);
  const place = placeOf(own.source, spot ?? own.map ?? { line: 1, start: stretch.start, end: stretch.start });
  return { ...place, line: (place.line ?? 1) + own.above };
}

/** A user's map, the text it was read from, and the lines above that text. */
interface OwnMap {
  readonly source: Source;
  readonly map: MapNode | undefined;
  readonly above: number;
}

/**
 * Places are for the few who are in trouble and trees of all files are large, so the user's lines are parsed again
 * alone; the whole file, if it is not written as a block.
 */
function ownMap(source: Source, { line, start, until }: Stretch): OwnMap {
  const { file, text } = source;
  const [begins, ends] = [start, until].map((offset) => text.lastIndexOf("\n", offset - 1) + 1);
  const alone = {
    file,
    text: " ".repeat(start - (begins ?? 0)) + text.slice(start, until < text.length ? ends : until),
  };
  const { root, problems } = parseYaml(alone);
  if (root?.kind === "map" && problems.length === 0) return { source: alone, map: root, above: line - 1 };
  const tree = treeOf(source);
  return { source, map: tree === undefined ? undefined : usersIn(tree).get(start), above: 0 };
}

function wordIn(maps: readonly (MapNode | undefined)[], word: string): Spot | undefined {
  for (const path of pathsOf(word)) {
    const found = maps.find((node) => node !== undefined && entryOf(node, path[0] ?? "") !== undefined);
    if (found !== undefined) return spotOf(found, path);
  }
  return undefined;
}

/** The second of several roles; or the only one, which has a key of its own. */
function pathsOf(word: string): readonly (readonly string[])[] {
  const path = word.split(".");
  return path[0] === "roles" ? [path, ["role"]] : [path];
}

const starts = new WeakMap<YamlNode, ReadonlyMap<number, MapNode>>();

function usersIn(root: YamlNode): ReadonlyMap<number, MapNode> {
  const known = starts.get(root);
  if (known !== undefined) return known;
  const list = root.kind === "map" ? entryOf(root, "users")?.value : undefined;
  const all = [...(list?.kind === "list" ? list.items : []), mapIn(root, "user")];
  const byStart = new Map(all.flatMap((node) => (node?.kind === "map" ? [[node.start, node] as const] : [])));
  starts.set(root, byStart);
  return byStart;
}

function mapIn(node: YamlNode | undefined, key: string): MapNode | undefined {
  const value = node?.kind === "map" ? entryOf(node, key)?.value : undefined;
  return value?.kind === "map" ? value : undefined;
}
