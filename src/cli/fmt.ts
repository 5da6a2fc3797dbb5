import { relative, resolve, sep } from "node:path";
import type { Formatted } from "../edit/format.ts";
import type { KeyOrder } from "../edit/format-yaml.ts";
import type { Content } from "../load/files.ts";
import type { Loaded } from "../load/roster.ts";
import { nearest } from "../load/suggest.ts";
import { canonicalJson } from "../model/canonical.ts";
import { say } from "../model/phrases.ts";
import { compareText } from "../model/place.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type LoginKey, loginKey } from "../model/user.ts";
import { formatLines } from "../render/format.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { loadChanged } from "./overlay.ts";
import { writeFiles } from "./write-back.ts";

interface FormatFlags {
  readonly check?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
}

/** `meibo fmt`: the files in their canonical form. What they say stays the same, and that is looked at before anything is written. */
export async function format(context: Context, flags: FormatFlags, names: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const chosen = chooseFiles(context, await filesOf(context, loaded), names);
  if (!chosen.ok) return refuse(context, chosen.problems);
  const settled = flags.prune === true ? await settledRenames(context, loaded, chosen.value) : NOBODY;
  if (!settled.ok) return refuse(context, settled.problems);
  const files = await formatFiles(loaded, chosen.value, settled.value);
  const changed = files.filter(({ diff }) => diff.hunks.length > 0);
  await ensureSame(context, loaded, changed, settled.value);
  const writes = flags.check !== true && flags.dryRun !== true;
  const failed = writes ? await writeFiles(context, changed) : undefined;
  if (failed !== undefined) return refuse(context, [failed]);
  tell(context, files.length, changed, settled.value, writes);
  return flags.check === true && changed.length > 0 ? EXIT.error : EXIT.done;
}

const NOBODY = { ok: true, value: [], problems: [] } as const satisfies Result<readonly DeclaredUser[]>;

function refuse({ screen }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  return EXIT.error;
}

/** A file of the folder, and the order of keys in files of its kind. */
interface Source extends Content {
  readonly order: KeyOrder;
}

async function filesOf({ root, configFile }: Context, { settings }: Loaded): Promise<readonly Source[]> {
  const { openSources } = await import("../load/sources.ts");
  const { readSettings } = await import("../load/settings.ts");
  const { shapeOf } = await import("../load/shape.ts");
  const { SCHEMAS } = await import("../load/schemas.ts");
  const contents = openSources(root, settings, readSettings(root, configFile));
  const kinds = ["users", "roles", "approvals", "facts"] as const;
  const files = kinds.flatMap((kind) =>
    contents[kind].map((content) => ({ ...content, order: shapeOf(SCHEMAS[kind]) })),
  );
  return files.sort((a, b) => compareText(a.file, b.file));
}

/** Those that are named, as seen from where the command runs; all of them, when none is. */
function chooseFiles(
  { root, cwd }: Context,
  files: readonly Source[],
  names: readonly string[],
): Result<readonly Source[]> {
  if (names.length === 0) return { ok: true, value: files, problems: [] };
  const wanted = new Map(names.map((name) => [relative(root, resolve(cwd, name)).replaceAll(sep, "/"), name]));
  const missing = [...wanted].filter(([path]) => !files.some(({ file }) => file === path));
  if (missing.length === 0) return { ok: true, value: files.filter(({ file }) => wanted.has(file)), problems: [] };
  return { ok: false, problems: missing.map(([path, name]) => unknownFile(name, path, files)) };
}

function unknownFile(name: string, path: string, files: readonly Source[]): Problem {
  const near = nearest(
    path,
    files.map(({ file }) => file),
  );
  const suggestion =
    near === undefined
      ? say("sources in meibo.yaml says where files are")
      : say("did you mean {words}?", { words: near });
  return problem("no-source", { file: name, suggestion });
}

/** People whom the tenant shows under the new Login ID, and under none of the former ones. */
async function settledRenames(
  context: Context,
  { settings, roster }: Loaded,
  files: readonly Source[],
): Promise<Result<readonly DeclaredUser[]>> {
  const chosen = new Set(files.map(({ file }) => file));
  const renamed = roster.users.filter(
    ({ previousLoginIds, place }) => previousLoginIds.length > 0 && chosen.has(place.file),
  );
  if (renamed.length === 0) return NOBODY;
  context.screen.progress(context.words.note.readingTenant);
  const actual = await readActual(context, settings);
  context.screen.progress(undefined);
  if (!actual.ok) return actual;
  const shown = new Set(actual.value.map(({ loginId }) => loginKey(loginId)));
  const isSettled = ({ loginId, previousLoginIds }: DeclaredUser) =>
    shown.has(loginKey(loginId)) && !previousLoginIds.some((former) => shown.has(loginKey(former)));
  return { ok: true, value: renamed.filter(isSettled), problems: [] };
}

interface FormattedFile extends Formatted {
  readonly file: string;
  /** As it was read. */
  readonly before: Uint8Array;
}

async function formatFiles(
  { settings }: Loaded,
  files: readonly Source[],
  settled: readonly DeclaredUser[],
): Promise<readonly FormattedFile[]> {
  const { textOf } = await import("../load/open.ts");
  const { formatFile } = await import("../edit/format.ts");
  return files.map((source) => {
    const text = textOf(source, settings);
    if (text === undefined) throw new Error(`${source.file} was read and cannot be decoded`);
    const own = settled.filter(({ place }) => place.file === source.file);
    return { file: source.file, before: source.bytes, ...formatFile(text, source.order, own) };
  });
}

/** A form that says something else is a bug, and is never written. */
async function ensureSame(
  context: Context,
  loaded: Loaded,
  files: readonly FormattedFile[],
  settled: readonly DeclaredUser[],
): Promise<void> {
  if (files.length === 0) return;
  const changed = await loadChanged(context, new Map(files.map(({ file, bytes }) => [file, bytes])));
  if (!changed.ok) throw new Error(`formatted files do not load: ${JSON.stringify(changed.problems)}`);
  const pruned = new Set(settled.map(({ loginId }) => loginKey(loginId)));
  if (meaningOf(loaded, pruned) !== meaningOf(changed.value, pruned))
    throw new Error("formatted files mean something else");
}

/** Everything that the files say, wherever and in whatever order. */
function meaningOf({ roles, roster, approvals, facts }: Loaded, pruned: ReadonlySet<LoginKey>): string {
  const users = roster.users
    .map((user) => (pruned.has(loginKey(user.loginId)) ? { ...user, previousLoginIds: [] } : user))
    .toSorted((a, b) => compareText(loginKey(a.loginId), loginKey(b.loginId)));
  return canonicalJson({ roles, users, approvals, facts }, new Set(["place", "origins"]));
}

function tell(
  { screen, flags, words }: Context,
  files: number,
  changed: readonly FormattedFile[],
  settled: readonly DeclaredUser[],
  written: boolean,
): void {
  const pruned = settled.map(({ loginId, previousLoginIds }) => ({ loginId, previousLoginIds }));
  if (flags.json === true) screen.json({ written, files: changed.map(({ file }) => file), pruned });
  else screen.result(formatLines({ files, diffs: changed.map(({ diff }) => diff), pruned, written }, words));
}
