import { lstat } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import type { WrittenUser } from "../edit/roster-file.ts";
import type { Encoding } from "../model/encoding.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { loginKey } from "../model/user.ts";
import { editLines } from "../render/edit.ts";
import { importLines } from "../render/import.ts";
import { countText } from "../render/problem.ts";
import type { Context } from "./context.ts";
import { refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { type FileFormat, filesOf, type Imported, type Split } from "./import-files.ts";
import { fromFiles, fromTenant } from "./import-source.ts";
import { loadOnlySettings } from "./load.ts";
import { type ChangedFile, loadWith, writeFiles } from "./write-back.ts";

interface ImportFlags {
  readonly fromConnector?: boolean;
  readonly out?: string;
  readonly splitBy: Split;
  readonly format: FileFormat;
  readonly suggestRoles?: boolean;
  /** False with `--no-roles`. */
  readonly roles: boolean;
  readonly encoding?: Encoding;
  readonly dryRun?: boolean;
}

/** `meibo import`: users of the console's files or of the tenant, written as files of the roster, with roles if wished. */
export async function importUsers(context: Context, flags: ImportFlags, files: readonly string[]): Promise<Exit> {
  const { screen, words } = context;
  const { format, out = `users/imported.${format}` } = flags;
  const misuse = misuseOf(context, { ...flags, out }, files);
  if (misuse !== undefined) {
    screen.problems([misuse]);
    return EXIT.error;
  }
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const read = await readUsers(context, settings, flags, files);
  screen.problems(read.problems);
  if (!read.ok) {
    screen.note([[words.note.nothingWritten(countText(read.problems, words))]]);
    return EXIT.error;
  }
  const { splitBy: split, suggestRoles = false } = flags;
  const inRoot = relative(context.root, resolve(context.root, out));
  const made = await filesOf(context, settings, read.value, { out: inRoot, split, format, suggestRoles });
  return made.ok ? await write(context, flags, made.value) : refuse(context, made.problems);
}

async function readUsers(
  context: Context,
  settings: Settings,
  { fromConnector, encoding }: ImportFlags,
  files: readonly string[],
): Promise<Result<readonly WrittenUser[]>> {
  return fromConnector === true
    ? await fromTenant(context, settings)
    : await fromFiles(context, settings, files, encoding);
}

function misuseOf(
  { root }: Context,
  { fromConnector, out, format, suggestRoles, roles, encoding }: ImportFlags & { readonly out: string },
  files: readonly string[],
): Problem | undefined {
  const unclear = (hint: ReturnType<typeof say>) => problem("import-source", { hint });
  if ((fromConnector === true) === files.length > 0) {
    return unclear(say("name files of the console, or use --from-connector, not both"));
  }
  if (fromConnector === true && encoding !== undefined) return unclear(say("--encoding is of files of the console"));
  if (suggestRoles === true && !roles) return unclear(say("use --suggest-roles or --no-roles, not both"));
  const inside = relative(root, resolve(root, out));
  if (inside.startsWith("..") || isAbsolute(inside)) return problem("file-outside", { file: out });
  if (format === "csv") return /\.csv$/i.test(out) ? undefined : unclear(say("--out names a .csv file"));
  return /\.ya?ml$/i.test(out) ? undefined : unclear(say("--out names a .yaml file"));
}

/** All files or none, and only if the folder is valid with them. */
async function write(context: Context, { dryRun = false }: ImportFlags, imported: Imported): Promise<Exit> {
  const { root, screen, words } = context;
  const there = await existing(root, imported.files);
  if (there.length > 0) return refuse(context, there);
  const changed = await loadWith(context, imported.files);
  if (!changed.ok) return refuse(context, [...changed.problems, problem("edit-invalid", {})]);
  const lost = lostIn(imported.users, changed.value.roster.users);
  if (lost.length > 0) return refuse(context, lost);
  const failed = dryRun ? undefined : await writeFiles(context, imported.files);
  if (failed !== undefined) return refuse(context, [failed]);
  const { files, users, found } = imported;
  const wrote = files.map(({ file }) => file);
  if (context.flags.json === true) {
    const roles = found === undefined ? {} : { roles: found.roles, covering95: found.covering ?? null };
    const preview = dryRun ? { would: wrote } : {};
    const warnings = changed.problems.length;
    screen.json({ wrote: dryRun ? [] : wrote, users: users.length, ...roles, ...preview, warnings });
    return EXIT.done;
  }
  const diffs = dryRun
    ? editLines(
        imported.files.map(({ diff }) => diff),
        "preview",
        words,
      )
    : [];
  screen.result([...importLines(imported, changed.problems, dryRun, words), ...diffs]);
  return EXIT.done;
}

/** A table has no way to say some texts, such as one with spaces around it. */
function lostIn(users: readonly WrittenUser[], loaded: readonly DeclaredUser[]): readonly Problem[] {
  const declared = new Map(loaded.map((user) => [loginKey(user.loginId), user]));
  return users.flatMap(({ loginId, values }) => {
    const user = declared.get(loginKey(loginId));
    const keys = (["name", "extension", "locale", "timeZone"] as const).filter(
      (key) => user !== undefined && values[key] !== undefined && values[key] !== user.values[key],
    );
    if (keys.length === 0) return [];
    const hint = say("a table cannot hold {keys} of {loginId} as it is: use --format yaml", {
      keys: keys.join(", "),
      loginId,
    });
    return [problem("import-source", { hint })];
  });
}

async function existing(root: string, files: readonly ChangedFile[]): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { file } of files) {
    const stat = await lstat(resolve(root, file)).catch(() => undefined);
    if (stat !== undefined) problems.push(problem("file-exists", { file }));
  }
  return problems;
}
