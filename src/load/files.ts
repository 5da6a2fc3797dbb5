import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { join, matchesGlob, sep } from "node:path";
import { quote, say, type Told } from "../model/phrases.ts";
import { compareText } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import { HIGHEST_LIMITS, type SourceLimits } from "../model/settings.ts";
import { unwantedCharacter } from "./scan.ts";
import { sizeText } from "./size.ts";

export interface Content {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Found {
  /** Sorted, each once. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** The files under `root` that match a pattern; a link or a device that matches is a problem, never passed over. */
export function findFiles(root: string, pattern: string): Found {
  const found: Search = { root, pattern, files: [], problems: [] };
  const { folder, deep } = baseOf(pattern);
  walk(found, folder, deep);
  found.files.sort(compareText);
  return found;
}

interface Search {
  readonly root: string;
  readonly pattern: string;
  readonly files: string[];
  readonly problems: Problem[];
}

/** The folder that a pattern begins in, and whether it looks into folders of that folder. */
function baseOf(pattern: string): { readonly folder: string; readonly deep: boolean } {
  const parts = pattern.split("/");
  const first = parts.findIndex((part) => /[*?[\]{}()!+@]/.test(part));
  const fixed = first === -1 ? parts.length - 1 : first;
  return { folder: parts.slice(0, fixed).join("/"), deep: parts.length - fixed > 1 };
}

function walk(search: Search, folder: string, deep: boolean): void {
  for (const entry of entriesOf(search, folder)) {
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (deep && !isPassedOver(entry.name)) walk(search, file, deep);
      else if (!deep && matchesGlob(file, search.pattern)) take(search, file, entry);
    } else if (matchesGlob(file, search.pattern)) {
      take(search, file, entry);
    } else if (deep && entry.isSymbolicLink() && !isPassedOver(entry.name)) {
      refuseLinkedFolder(search, file);
    }
  }
}

/** Folders of tools; people's files are not in them. */
function isPassedOver(name: string): boolean {
  return name.startsWith(".") || name === "node_modules";
}

/** A folder that is not there holds nothing; one that cannot be read must not look like that. */
function entriesOf(search: Search, folder: string): readonly Dirent[] {
  try {
    const path = join(search.root, folder);
    if (folder !== "" && isOutside(search.root, path)) {
      search.problems.push(problem("file-outside", { file: folder }, { place: { file: folder } }));
      return [];
    }
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return [];
    search.problems.push(unreadable(folder || ".", error));
    return [];
  }
}

function isOutside(root: string, path: string): boolean {
  return !`${realpathSync(path)}${sep}`.startsWith(`${realpathSync(root)}${sep}`);
}

function take(search: Search, file: string, entry: Dirent): void {
  const refused = entry.isSymbolicLink() ? refuseLink(search.root, file) : refuseKind(file, kindOf(entry));
  if (refused === undefined) search.files.push(file);
  else search.problems.push(refused);
}

function refuseLink(root: string, file: string): Problem | undefined {
  try {
    const path = join(root, file);
    if (isOutside(root, path)) return problem("file-outside", { file }, { place: { file } });
    const kind = kindOf(statSync(path));
    return refuseKind(file, kind === A_FOLDER ? say("a link to a folder") : kind);
  } catch (error) {
    return unreadable(file, error);
  }
}

/** Following it would read files twice; passing over it would lose people. A link to some other file is nobody's. */
function refuseLinkedFolder(search: Search, file: string): void {
  const refused = refuseLink(search.root, file);
  if (refused !== undefined && leadsToFolder(join(search.root, file))) search.problems.push(refused);
}

function leadsToFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
}

interface Kind {
  isFile(): boolean;
  isDirectory(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

const A_FOLDER = say("a folder");

function kindOf(entry: Kind): Told | undefined {
  if (entry.isFile()) return undefined;
  if (entry.isDirectory()) return A_FOLDER;
  if (entry.isFIFO()) return say("a named pipe");
  return entry.isSocket() ? say("a socket") : say("a device");
}

function refuseKind(file: string, kind: Told | undefined): Problem | undefined {
  const found = kind ?? nameFault(file);
  return found === undefined ? undefined : problem("file-irregular", { file, kind: found }, { place: { file } });
}

/** Such a name cannot be shown, or cannot be found again. */
function nameFault(file: string): Told | undefined {
  if (file.includes("\uFFFD")) return say("a file whose name is no UTF-8");
  return /[\t\n\r]/.test(file) || unwantedCharacter(file) !== undefined
    ? say("a file with control characters in its name")
    : undefined;
}

/** Everything is opened, or the reasons why not; counted before anything is decoded. */
export function readFiles(
  root: string,
  files: readonly string[],
  limits: SourceLimits,
): { readonly contents: readonly Content[]; readonly problems: readonly Problem[] } {
  const contents: Content[] = [];
  const problems: Problem[] = [];
  let left = limits.totalSize;
  for (const file of files) {
    const read = readBytes(root, file, limits, left);
    if ("bytes" in read) contents.push(read);
    else problems.push(read);
    left -= "bytes" in read ? read.bytes.length : 0;
  }
  return { contents, problems };
}

/** What cannot be looked at is there: reading it will tell why not. */
export function isThere(root: string, file: string): boolean {
  try {
    return statSync(join(root, file), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return true;
  }
}

/** Opened once and asked through what was opened, so that nothing can be put in its place meanwhile. */
export function readBytes(
  root: string,
  file: string,
  limits: SourceLimits = HIGHEST_LIMITS,
  left: number = limits.totalSize,
): Content | Problem {
  try {
    const opened = openSync(join(root, file), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(opened);
      const refused = refuseKind(file, kindOf(stat)) ?? refuseSize(file, stat.size, limits, left);
      return refused ?? readOpened(file, opened, stat);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    return unreadable(file, error);
  }
}

/** One byte more than there should be is asked for, so that a file that grows is noticed and fills no memory. */
function readOpened(file: string, opened: number, before: Stats): Content | Problem {
  const bytes = Buffer.alloc(before.size + 1);
  let read = 0;
  for (let more = 1; more > 0 && read < bytes.length; read += more) {
    more = readSync(opened, bytes, read, bytes.length - read, null);
  }
  const after = fstatSync(opened);
  const isSame = read === before.size && after.size === before.size && after.mtimeMs === before.mtimeMs;
  if (!isSame) return problem("file-changed", { file }, { place: { file } });
  return { file, bytes: bytes.subarray(0, read) };
}

function refuseSize(file: string, size: number, limits: SourceLimits, left: number): Problem | undefined {
  const place = { file };
  if (size > limits.fileSize) {
    return problem("file-large", { size: sizeText(size), limit: sizeText(limits.fileSize) }, { place });
  }
  return size > left ? problem("files-large", { limit: sizeText(limits.totalSize) }, { place }) : undefined;
}

const REASONS: Readonly<Record<string, Told>> = {
  ENOENT: say("it is not there, or is a link to nothing"),
  EACCES: say("permission denied"),
  EPERM: say("permission denied"),
  ELOOP: say("it is a link that leads back to itself"),
  EISDIR: say("it is a folder"),
  ENAMETOOLONG: say("its name is too long"),
};

function unreadable(file: string, error: unknown): Problem {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return problem("file-missing", { file, reason: REASONS[code] ?? quote(code) }, { place: { file } });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
