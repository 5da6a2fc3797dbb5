import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, relative, resolve } from "node:path";
import { rosterFile, subscribedOnly, type WrittenUser } from "../edit/roster-file.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { loginKey } from "../model/user.ts";
import { countText } from "../render/problem.ts";
import { messageOf, openConnector } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";

interface ImportFlags {
  readonly fromConnector?: boolean;
  readonly out: string;
}

/** `meibo import`: users of the console's files or of the tenant, written as YAML in which everything is spelled out. */
export async function importUsers(context: Context, flags: ImportFlags, files: readonly string[]): Promise<Exit> {
  const { screen, words } = context;
  const misuse = misuseOf(context, flags, files);
  if (misuse !== undefined) {
    screen.problems([misuse]);
    return EXIT.error;
  }
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const read =
    flags.fromConnector === true ? await fromTenant(context, settings) : await fromFiles(context, settings, files);
  screen.problems(read.problems);
  if (read.ok) return await write(context, flags.out, read.value);
  screen.note([[words.note.nothingWritten(countText(read.problems, words))]]);
  return EXIT.error;
}

function misuseOf(
  { root }: Context,
  { fromConnector, out }: ImportFlags,
  files: readonly string[],
): Problem | undefined {
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

async function write(
  { root, screen, flags, words }: Context,
  out: string,
  users: readonly WrittenUser[],
): Promise<Exit> {
  const path = resolve(root, out);
  if (await exists(path)) {
    screen.problems([problem("file-exists", { file: out })]);
    return EXIT.error;
  }
  const schema = relative(dirname(path), resolve(root, "schemas", "users.schema.json")).replaceAll("\\", "/");
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, rosterFile(users, schema), { flag: "wx" });
  if (flags.json === true) {
    screen.json({ wrote: [out], users: users.length });
    return EXIT.done;
  }
  const states = users.some(({ state }) => state !== undefined);
  screen.result([
    [words.note.wroteUsers(out, users.length)],
    ...(states ? [] : [[words.note.noStates]]),
    [words.note.afterImport],
  ]);
  return EXIT.done;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
