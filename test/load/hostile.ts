import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import iconv from "iconv-lite";
import type { Problem, Result } from "../../src/model/problem.ts";
import type { Roster } from "../../src/model/roster.ts";

export const KINDS = ["yaml", "csv", "paths"] as const;
export type Kind = (typeof KINDS)[number];

/** What stands under a name of a case's folder. */
export type HostilePut =
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly mode?: number }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "folder"; readonly mode?: number }
  /** In the same folder, under a name that is no text. */
  | { readonly kind: "odd name"; readonly name: Uint8Array }
  | { readonly kind: "pipe" | "socket" | "device" };

export interface HostileCase {
  readonly kind: Kind;
  readonly name: string;
  /** May take two seconds instead of fifty milliseconds. */
  readonly isLarge: boolean;
  readonly files: Readonly<Record<string, HostilePut>>;
  /** In the form of `outcomeOf`, sorted. */
  readonly expect: readonly string[];
}

const FIXTURES = join(import.meta.dirname, "../fixtures/hostile");
/** The file that a case is about when it names none. */
const USUAL_FILE = { yaml: "users/a.yaml", csv: "users/a.csv", paths: "meibo.yaml" } as const;
const BASE = {
  "meibo.yaml": "version: 1\ntenant: aoba\n",
  "users/ok.yaml": "users: [{ loginId: ok@aoba.example, name: OK }]\n",
};

/** Every case of the files under `test/fixtures/hostile`; how they are written stands in their README. */
export function committedCases(): readonly HostileCase[] {
  return KINDS.flatMap((kind) => {
    const files = globSync("*.cases", { cwd: join(FIXTURES, kind) }).sort();
    return files.flatMap((file) => casesIn(kind, readFileSync(join(FIXTURES, kind, file), "utf8")));
  });
}

function casesIn(kind: Kind, text: string): readonly HostileCase[] {
  const [, ...parts] = `\n${text}`.split(/\n=== /);
  return parts.map((part) => {
    const [title = "", ...lines] = part.split("\n");
    const expect = lines.flatMap((line) => (line.startsWith("=> ") ? [line.slice(3)] : []));
    const body = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith("=> ")),
    );
    const name = title.replace(/ \(large\)$/, "");
    return { kind, name, isLarge: name !== title, files: filesIn(kind, body), expect: expect.sort() };
  });
}

function filesIn(kind: Kind, body: readonly string[]): Readonly<Record<string, HostilePut>> {
  const files: Record<string, HostilePut> = {};
  let [name, lines]: [string, string[]] = [USUAL_FILE[kind], []];
  const close = () => {
    if (lines.length > 0) files[name] ??= { kind: "file", bytes: bytesOf(lines) };
  };
  for (const line of body) {
    const [, next, target, word, mode] =
      /^@@ (.+?)(?: -> (.+)| \((pipe|socket|folder|empty)?(?: ?(\d{3}))?\))?$/.exec(line) ?? [];
    if (next === undefined) {
      lines.push(line);
      continue;
    }
    close();
    [name, lines] = [bytesOf([`${next}⟨cut⟩`]).toString("utf8"), []];
    const put = putOf(target, word, mode);
    if (put !== undefined) files[name] = put;
  }
  close();
  return files;
}

function putOf(target: string | undefined, word: string | undefined, mode: string | undefined): HostilePut | undefined {
  const bits = mode === undefined ? {} : { mode: Number.parseInt(mode, 8) };
  if (target !== undefined) return { kind: "link", target };
  if (word === "pipe" || word === "socket") return { kind: word };
  if (word === "folder") return { kind: "folder", ...bits };
  return word === "empty" ? { kind: "file", bytes: Buffer.alloc(0), ...bits } : undefined;
}

/** Lines with the marks in them replaced: `⟨U+202E⟩`, `⟨x × 70000⟩`, `⟨bytes FF FE⟩`, `⟨cut⟩`, and `⟨as utf16le⟩` first. */
function bytesOf(lines: readonly string[]): Buffer {
  const text = `${lines.join("\n")}\n`.replace(/⟨cut⟩\n$/, "");
  const [whole = "", encoding = "utf8"] = /^⟨as ([\w-]+)⟩/.exec(text) ?? [];
  const parts = text.slice(whole.length).split(/(⟨[^⟩]+⟩)/);
  return Buffer.concat(
    parts.map((part) => (part.startsWith("⟨") ? marked(part.slice(1, -1), encoding) : iconv.encode(part, encoding))),
  );
}

function marked(mark: string, encoding: string): Buffer {
  if (mark.startsWith("bytes ")) return Buffer.from(mark.slice(6).replaceAll(" ", ""), "hex");
  const [, unit = mark, count = "1"] = /^(.+) × (\d+)$/s.exec(mark) ?? [];
  const character = unit.replace(/U\+([0-9A-F]{4,6})/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  return iconv.encode(character.replaceAll("␤", "\n").repeat(Number(count)), encoding);
}

/** Writes the folder of a case; what must be held open for it comes back. */
export function makeFolder(root: string, { kind, files }: HostileCase): void {
  const base = Object.entries(BASE).filter(([name]) => kind === "paths" || name === "meibo.yaml");
  for (const [name, text] of base)
    if (files[name] === undefined) put(join(root, name), { kind: "file", bytes: Buffer.from(text) });
  for (const [name, one] of Object.entries(files)) put(join(root, name), one);
}

const SOCKET = "require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))";

function put(path: string, one: HostilePut): void {
  mkdirSync(dirname(path), { recursive: true });
  switch (one.kind) {
    case "file":
      writeFileSync(path, one.bytes);
      if (one.mode !== undefined) chmodSync(path, one.mode);
      return;
    case "link":
      symlinkSync(one.target, path);
      return;
    case "folder":
      mkdirSync(path, { recursive: true });
      if (one.mode !== undefined) chmodSync(path, one.mode);
      return;
    case "pipe":
      execFileSync("mkfifo", [path]);
      return;
    case "socket":
      // Killed before it can take the socket away.
      spawnSync(process.execPath, ["-e", SOCKET, path]);
      return;
    case "device":
      execFileSync("mknod", [path, "c", "1", "3"]);
      return;
    case "odd name":
      writeFileSync(Buffer.concat([Buffer.from(`${dirname(path)}/`), one.name]), "users: []\n");
      return;
    default:
      one satisfies never;
  }
}

/** What came of a case, one line each: `MB1009 2:5`, `MB1201 3:20 row 2 extension`, and `accepted` if it was read. */
export function outcomeOf(
  kind: Kind,
  loaded: Result<{ readonly roster: Roster }>,
  expected: readonly string[],
): readonly string[] {
  const problems = summed(loaded.problems.map((found) => lineOf(kind, found)));
  if (!loaded.ok) return problems.sort();
  const asked = expected.find((line) => line.startsWith("accepted ")) ?? "accepted";
  const words = asked
    .split(" ")
    .slice(1)
    .map((word) => word.split("=")[0] ?? "");
  return [
    ["accepted", ...words.map((word) => `${word}=${wordOf(loaded.value.roster, word)}`)].join(" "),
    ...problems,
  ].sort();
}

/** Many of one code in one line: `MB1007 × 100 from 2:1`. */
function summed(lines: readonly string[]): string[] {
  const groups = Map.groupBy(lines, (line) => line.split(" ")[0] ?? "");
  return [...groups].flatMap(([code, [first = "", ...others]]) => {
    const some = [first, ...others];
    return some.length <= 10 ? some : [`${code} × ${some.length} from${first.slice(code.length)}`];
  });
}

/** Of the last user; `users` is how many there are. */
function wordOf({ users }: Roster, word: string): string {
  const user = users.at(-1);
  const known: Readonly<Record<string, unknown>> = { ...user, ...user?.values, users: users.length };
  return String(known[word]).replaceAll(" ", "_").replaceAll("\n", "␤");
}

function lineOf(kind: Kind, { code, place }: Problem): string {
  if (place === undefined) return `${code} -`;
  const { file, line, column, row, cell } = place;
  const at = [file === USUAL_FILE[kind] ? undefined : shown(file), line, column].filter((part) => part !== undefined);
  const inTable = [row === undefined ? undefined : `row ${row}`, cell].filter((part) => part !== undefined);
  return [code, at.join(":") || ".", ...inTable].join(" ");
}

function shown(file: string): string {
  return file.replace(
    /[^\x20-\x7E\u3040-\u30FF\u4E00-\u9FFF]/g,
    (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}
