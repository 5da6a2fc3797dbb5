import { access, constants, stat } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import type { Settings } from "../../model/settings.ts";
import { type Check, error, ok, problematic, type Site, skipped, warning, withSettings } from "./check.ts";

export const PERMISSIONS: readonly Check[] = [
  { theme: "permissions", name: "readable", look: withSettings(readable) },
  { theme: "permissions", name: "writable", look: withSettings(writable) },
  { theme: "permissions", name: "private", look: withSettings(closed) },
];

async function readable({ context: { root }, config }: Site, settings: Settings): Promise<Finding> {
  const { openSources } = await import("../../load/sources.ts");
  const { problems, users, roles, facts, approvals } = openSources(root, settings, config);
  const refused = problems.filter(({ name }) => REFUSED.has(name));
  const files = users.length + roles.length + facts.length + approvals.length;
  return refused.length > 0
    ? problematic(say("files of the roster cannot be read"), refused)
    : ok(say("all files of the roster can be read (files: {files})", { files }));
}

const REFUSED: ReadonlySet<string> = new Set(["file-missing", "file-changed", "file-outside", "file-irregular"]);

/** Where meibo keeps what it remembers, and beside it sealed passwords and copies of runs. */
function foldersOf(root: string, { state, connector }: Settings): readonly string[] {
  const paths = [
    ".meibo/runs",
    ...(state.kind === "sqlite" ? [state.path] : []),
    ...(connector.kind === "local" ? [connector.local.database] : []),
  ];
  return [...new Set(paths.map((path) => dirname(resolve(root, path))))];
}

async function writable({ context: { root } }: Site, settings: Settings): Promise<readonly Finding[]> {
  const found = await Promise.all(foldersOf(root, settings).map((folder) => ofFolder(root, folder)));
  return found;
}

async function ofFolder(root: string, folder: string): Promise<Finding> {
  const path = shown(root, folder);
  const there = await stat(folder).catch(() => undefined);
  if (there?.isDirectory() === false) {
    return error(
      say("where meibo keeps its files there is no folder: {path}", { path }),
      say("move that file away; meibo makes the folder itself"),
    );
  }
  const isWritable = await access(there === undefined ? dirname(folder) : folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return isWritable
    ? ok(say("meibo can keep its files in {path}", { path }))
    : error(say("meibo cannot keep its files in {path}", { path }), say("give this account the right to write there"));
}

/** Ledger, journal and embedded tenant name people. */
async function closed({ context: { root } }: Site, settings: Settings): Promise<readonly Finding[]> {
  if (process.platform === "win32")
    return [skipped(say("Windows has other rights than those that are looked at here"))];
  const found = await Promise.all(foldersOf(root, settings).map((folder) => ofRights(root, folder)));
  return found;
}

async function ofRights(root: string, folder: string): Promise<Finding> {
  const path = shown(root, folder);
  const mode = (await stat(folder).catch(() => undefined))?.mode;
  if (mode === undefined) return skipped(say("meibo has kept nothing in {path} yet", { path }));
  return (mode & OTHERS) === 0
    ? ok(say("only this account can open {path}", { path }))
    : warning(
        say("other accounts of this machine can open {path}, which names people", { path }),
        say("chmod 700 {path}", { path }),
      );
}

/** What group and others may do. */
const OTHERS = 0o077;

function shown(root: string, folder: string): string {
  return relative(root, folder) || ".";
}
