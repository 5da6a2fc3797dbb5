import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, relative, resolve } from "node:path";
import { rolesFile, rosterFile, subscribedOnly, type WrittenUser } from "../edit/roster-file.ts";
import type { SuggestedRole } from "../edit/suggest-roles.ts";
import { say } from "../model/phrases.ts";
import { compareText } from "../model/place.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { loginKey } from "../model/user.ts";
import { diffLines } from "../render/diff.ts";
import { countText } from "../render/problem.ts";
import { roleLines } from "../render/roles.ts";
import { messageOf, openConnector } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { type ChangedFile, loadWith, newFile, writeFiles } from "./write-back.ts";

interface ImportFlags {
  readonly fromConnector?: boolean;
  readonly out: string;
  readonly splitBy: "department" | "domain" | "none";
  readonly suggestRoles?: boolean;
  readonly dryRun?: boolean;
}

/** `meibo import`: users of the console's files or of the tenant, written as YAML in which everything is spelled out. */
export async function importUsers(context: Context, flags: ImportFlags, files: readonly string[]): Promise<Exit> {
  const { screen } = context;
  const misuse = misuseOf(context, flags, files);
  if (misuse !== undefined) {
    screen.problems([misuse]);
    return EXIT.error;
  }
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const read =
    flags.fromConnector === true ? await fromTenant(context, settings) : await fromFiles(context, settings, files);
  if (!read.ok) return refuse(context, read.problems);
  screen.problems(read.problems);
  return await write(context, flags, read.value);
}

function misuseOf(
  { root }: Context,
  { fromConnector, out, splitBy }: ImportFlags,
  files: readonly string[],
): Problem | undefined {
  if (splitBy === "department") {
    const hint = say("neither the console nor its files name a department; import whole, then meibo move LOGIN FILE");
    return problem("import-source", { hint });
  }
  if ((fromConnector === true) === files.length > 0) {
    const hint = say("name files of the console, or use --from-connector, not both");
    return problem("import-source", { hint });
  }
  const inside = relative(root, resolve(root, out));
  if (inside.startsWith("..") || isAbsolute(inside)) return problem("file-outside", { file: out });
  return /\.ya?ml$/i.test(out) ? undefined : problem("import-source", { hint: say("--out names a .yaml file") });
}

/** The same person in two files would be declared twice. */
function twice(users: readonly WrittenUser[]): readonly Problem[] {
  const seen = new Set<string>();
  return users.flatMap(({ loginId }) => {
    const key = loginKey(loginId);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [problem("login-id-twice", { loginId, first: "the files given" })];
  });
}

async function fromTenant(context: Context, settings: Settings): Promise<Result<readonly WrittenUser[]>> {
  const connector = await openConnector(context, settings);
  if (!connector.ok) return connector;
  try {
    const { users } = await connector.value.readUsers();
    const { subscriptions = settings.subscriptions } = await connector.value.readContract();
    return { ok: true, value: subscribedOnly(users, subscriptions), problems: [] };
  } catch (error) {
    const hint = say("nothing was written; try again");
    return { ok: false, problems: [problem("tenant-unreadable", { reason: messageOf(error), hint })] };
  } finally {
    await connector.value.close();
  }
}

async function fromFiles(
  { cwd, screen, words }: Context,
  { headers }: Settings,
  files: readonly string[],
): Promise<Result<readonly WrittenUser[]>> {
  const { readConsoleFile } = await import("../load/console.ts");
  const users: WrittenUser[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const bytes = await readBytes(resolve(cwd, file), file);
    const read = bytes.ok ? readConsoleFile(bytes.value, basename(file), { headers }) : bytes;
    problems.push(...read.problems);
    if (!read.ok) continue;
    const { encoding, headerLanguage, columns, unknownColumns } = read.value;
    const header = headerLanguage ?? words.note.mixedHeader;
    const found = words.note.readFile(encoding, header, columns.length, unknownColumns.length);
    screen.note([[words.note.readUsers(read.value.users.length, found)]]);
    users.push(...read.value.users.map(({ loginId, values }) => ({ loginId, values })));
  }
  problems.push(...twice(users));
  return problems.some(({ severity }) => severity === "error")
    ? { ok: false, problems }
    : { ok: true, value: users, problems };
}

async function readBytes(path: string, file: string): Promise<Result<Uint8Array>> {
  try {
    return { ok: true, value: await readFile(path), problems: [] };
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
}

async function write(context: Context, flags: ImportFlags, users: readonly WrittenUser[]): Promise<Exit> {
  const { screen, words } = context;
  const parts = partsOf(flags, users);
  const suggested = flags.suggestRoles === true ? await withRoles(context, parts) : undefined;
  const files = suggested?.files ?? (await usersFiles(context, parts));
  const there = files.filter(({ file }) => existsSync(resolve(context.root, file)));
  if (there.length > 0)
    return refuse(
      context,
      there.map(({ file }) => problem("file-exists", { file })),
    );
  const loaded = await loadWith(context, files);
  if (!loaded.ok) return refuse(context, [...loaded.problems, problem("edit-invalid", {})]);
  const dryRun = flags.dryRun === true;
  const failed = dryRun ? undefined : await writeFiles(context, files);
  if (failed !== undefined) return refuse(context, [failed]);
  const { roles = [], enough = 0 } = suggested ?? {};
  if (context.flags.json === true) {
    const wrote = dryRun ? [] : files.map(({ file }) => file);
    screen.json({ wrote, users: users.length, ...(suggested === undefined ? {} : { roles, enough }) });
    return EXIT.done;
  }
  const states = users.some(({ state }) => state !== undefined);
  screen.result([
    ...roleLines(roles, enough, users.length, words),
    ...(dryRun
      ? files.flatMap(({ diff }) => diffLines(diff))
      : parts.map((part) => [words.note.wroteUsers(part.file, part.users.length)])),
    ...(roles.length === 0 || dryRun ? [] : [[words.note.wrote(ROLES_FILE)]]),
    ...(states ? [] : [[words.note.noStates]]),
    [dryRun ? words.edit.preview(files.length) : words.note.afterImport],
  ]);
  screen.problems(loaded.problems);
  return EXIT.done;
}

function refuse(context: Context, problems: readonly Problem[]): Exit {
  const { screen, words } = context;
  screen.problems(problems);
  screen.note([[words.note.nothingWritten(countText(problems, words))]]);
  return EXIT.error;
}

interface Part {
  readonly file: string;
  readonly users: readonly WrittenUser[];
}

/** One file, or one for each domain of the Login IDs. */
function partsOf({ out, splitBy }: ImportFlags, users: readonly WrittenUser[]): readonly Part[] {
  if (splitBy !== "domain") return [{ file: out, users }];
  const domainOf = ({ loginId }: WrittenUser) => loginKey(loginId).split("@").at(-1) ?? "";
  const folder = dirname(out);
  return [...Map.groupBy(users, domainOf)]
    .map(([domain, own]) => ({ file: `${folder}/${domain.replaceAll(/[^a-z0-9.-]/g, "_")}.yaml`, users: own }))
    .toSorted((a, b) => compareText(a.file, b.file));
}

async function usersFiles({ root }: Context, parts: readonly Part[]): Promise<readonly ChangedFile[]> {
  return await Promise.all(
    parts.map(({ file, users }) => newFile(file, rosterFile(users, schemaFor(root, file, "users")))),
  );
}

function schemaFor(root: string, file: string, name: string): string {
  return relative(dirname(resolve(root, file)), resolve(root, "schemas", `${name}.schema.json`)).replaceAll("\\", "/");
}

const ROLES_FILE = "roles/imported.yaml";

interface WithRoles {
  readonly files: readonly ChangedFile[];
  readonly roles: readonly SuggestedRole[];
  readonly enough: number;
}

/** The same people, who say a role and what it does not. */
async function withRoles(context: Context, parts: readonly Part[]): Promise<WithRoles> {
  const { differencesFrom, suggestRoles } = await import("../edit/suggest-roles.ts");
  const { loadRoster } = await import("../load/roster.ts");
  const before = await loadRoster(context.root, context.configFile);
  const taken = new Set(before.ok ? before.value.roles.map(({ name }) => name) : []);
  const people = parts.flatMap(({ users }) => users);
  const { roles, roleOf, enough } = suggestRoles(
    people.map(({ values }) => values),
    taken,
  );
  const named = new Map(people.map((user, index) => [user, roleOf[index]]));
  const own = parts.map(({ file, users }) => ({
    file,
    users: users.map((user): WrittenUser => {
      const role = named.get(user);
      if (role === undefined) return user;
      const { name, extension, locale, timeZone } = user.values;
      const texts = Object.fromEntries(
        Object.entries({ name, extension, locale, timeZone }).filter(([, value]) => value !== undefined),
      );
      return { ...user, values: { ...texts, ...differencesFrom(role, user.values) }, role: role.name };
    }),
  }));
  const described = roles.map((role) => ({
    ...role,
    description: context.words.roles.allows(Object.keys(role.values)),
  }));
  const text = rolesFile(described, schemaFor(context.root, ROLES_FILE, "roles"));
  return { files: [await newFile(ROLES_FILE, text), ...(await usersFiles(context, own))], roles, enough };
}
