import { globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { describe, expect, it } from "vitest";

const SOURCES = join(dirname(import.meta.dirname), "src");

interface Room {
  readonly kind: "words" | "work" | "door";
  /** Other rooms, or a part of one; a room may always import itself. */
  readonly imports: readonly string[];
  /** Built-in modules that reach the world, each with the only files that may import it ("" is any file of the room). */
  readonly touches?: Readonly<Record<string, string>>;
}

const FILES = ["node:fs", "node:fs/promises"];
const NETWORK = ["node:http", "node:https", "node:http2", "node:net", "node:tls", "node:dgram", "node:dns"];
const MACHINE = ["node:child_process", "node:cluster", "node:os", "node:readline", "node:tty", "node:worker_threads"];
const WORLD = [...FILES, ...NETWORK, ...MACHINE, "node:sqlite", "node:process", "node:readline/promises"];

const within = (modules: readonly string[], file = "") => Object.fromEntries(modules.map((name) => [name, file]));
const work = ["load", "plan", "guard", "apply", "state", "render", "edit", "secrets", "connectors", "tenant"];

/** The rooms of the house. A new folder gets a line here, and its line says what it is for. */
const ROOMS: Readonly<Record<string, Room>> = {
  model: { kind: "words", imports: [] },
  load: { kind: "work", imports: ["model"], touches: within(FILES, "files.ts") },
  plan: { kind: "work", imports: ["model"] },
  guard: { kind: "work", imports: ["model"] },
  apply: { kind: "work", imports: ["model"] },
  state: {
    kind: "work",
    imports: ["model"],
    touches: { ...within([...FILES, ...NETWORK, ...MACHINE]), "node:sqlite": "sqlite.ts" },
  },
  render: { kind: "work", imports: ["model"] },
  edit: { kind: "work", imports: ["model"] },
  secrets: { kind: "work", imports: ["model"] },
  connectors: { kind: "work", imports: ["model"], touches: within([...FILES, ...NETWORK, ...MACHINE]) },
  tenant: {
    kind: "work",
    imports: ["model"],
    touches: { ...within([...FILES, ...NETWORK]), "node:sqlite": "store.ts" },
  },
  cli: { kind: "door", imports: ["model", ...work, "github", "terraform", "constructs"] },
  github: { kind: "door", imports: ["model", "render"] },
  terraform: { kind: "door", imports: ["model", "load", "plan", "guard", "apply", "state", "connectors"] },
  constructs: { kind: "door", imports: ["model", "load"] },
};

/** The library's face stands outside the rooms and shows what is in them. */
const INDEX: Room = { kind: "words", imports: ["model", ...work] };

/** Parts of a room that do not know each other. */
const PARTS: Readonly<Record<string, { readonly shared: readonly string[]; readonly table: string }>> = {
  connectors: { shared: ["settings"], table: "index" },
  state: { shared: [], table: "" },
};
const STORES = ["sqlite", "git", "postgres"];

/** What a part of a room may import beyond its room. */
const BEYOND: Readonly<Record<string, readonly string[]>> = { "connectors/local": ["tenant"] };

/** Only doors read arguments, environment or the clock, and only doors print. */
const DOOR_ONLY: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["process", /\bprocess\s*(?:\?\.|[.[;,)}])/],
  ["console", /\bconsole\s*\.\s*(?:log|error|warn|info|debug|table|trace|dir|group|time|assert|count)\b/],
  ["Date.now", /\bDate\s*\.\s*now\b/],
  ["new Date()", /\bnew\s+Date\b\s*(?:\(\s*\)|(?!\s*\())/],
  ["Date()", /(?<!new\s+)(?<![.\w])Date\s*\(/],
  ["performance.now", /\bperformance\s*\.\s*now\b/],
  ["Math.random", /\bMath\s*\.\s*random\b/],
];

describe("the rooms", () => {
  const files = globSync("**/*.ts", { cwd: SOURCES }).filter((path) => !path.endsWith(".d.ts"));
  const sources = files.map((path) => ({ path, text: readFileSync(join(SOURCES, path), "utf8") }));

  it("are all in the table", () => {
    const folders = readdirSync(SOURCES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.map(({ name }) => name).filter((name) => ROOMS[name] === undefined)).toEqual([]);
  });

  it("know only what the table says", () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(10);
    expect(sources.flatMap(faultsOf)).toEqual([]);
  });
});

describe("the check itself", () => {
  const cases: readonly (readonly [path: string, text: string, fault: string | undefined])[] = [
    ["plan/a.ts", 'import { b } from "../model/b.ts";', undefined],
    ["plan/a.ts", 'import { b } from "../guard/b.ts";', "plan may not import guard"],
    ["plan/a.ts", 'import {\n  type B,\n  c,\n} from "../guard/b.ts";', "plan may not import guard"],
    ["plan/a.ts", 'import type { B } from "../guard/b.ts";', "plan may not import guard"],
    ["plan/a.ts", 'export * from "../guard/b.ts";', "plan may not import guard"],
    ["plan/a.ts", 'import "../guard/b.ts";', "plan may not import guard"],
    ["plan/a.ts", 'const b = await import("../guard/b.ts");', "plan may not import guard"],
    ["plan/a.ts", 'type B = import("../guard/b.ts").B;', "plan may not import guard"],
    ["plan/a.ts", "const b = await import(name);", "imports something computed"],
    ["plan/a.ts", 'import { b } from "../nowhere/b.ts";', "plan may not import nowhere"],
    ["plan/a.ts", '// import { b } from "../guard/b.ts";', undefined],
    ["plan/a.ts", '/* import { b } from "../guard/b.ts"; */', undefined],
    ["plan/a.ts", 'import { b } from "./b.js";', "./b.js does not end in .ts"],
    ["plan/a.ts", 'import { b } from "./b";', "./b does not end in .ts"],
    ["load/a.ts", 'import { b } from "./b.generated.js";', undefined],
    ["plan/a.ts", 'import b from "../../package.json";', "../../package.json lies outside src"],
    ["plan/a.ts", "export default 1;", "has a default export"],
    ["plan/a.ts", "export { a as default };", "has a default export"],
    ["model/a.ts", 'import { b } from "../plan/b.ts";', "model may not import plan"],
    ["model/a.ts", 'import { b } from "../index.ts";', "model may not import index"],
    ["model/a.ts", 'import { parse } from "csv-parse/sync";', undefined],
    ["tenant/a.ts", 'import { b } from "../cli/b.ts";', "tenant may not import cli"],
    ["terraform/a.ts", 'import { b } from "../cli/b.ts";', "terraform may not import cli"],
    ["github/a.ts", 'import { b } from "../plan/b.ts";', "github may not import plan"],
    ["cli/a.ts", 'const { b } = await import("../terraform/b.ts");', undefined],
    ["index.ts", 'export { b } from "./plan/b.ts";', undefined],
    ["index.ts", 'export { b } from "./cli/b.ts";', "index may not import cli"],
    ["connectors/http/a.ts", 'import { b } from "../local/b.ts";', "connectors/http may not import connectors/local"],
    ["connectors/http/a.ts", 'import { b } from "../settings.ts";', undefined],
    ["connectors/http/a.ts", 'import { b } from "./wire.ts";', undefined],
    ["connectors/http/a.ts", 'import { b } from "../index.ts";', "connectors/http may not import connectors/index"],
    ["connectors/http/a.ts", 'import { b } from "../../tenant/b.ts";', "connectors may not import tenant"],
    ["connectors/local/a.ts", 'import { b } from "../../tenant/b.ts";', undefined],
    ["connectors/index.ts", 'const b = await import("./http/b.ts");', undefined],
    ["connectors/index.ts", 'import type { B } from "./http/b.ts";', undefined],
    ["connectors/index.ts", 'import { b } from "./http/b.ts";', "connectors/http is to be imported late"],
    [
      "connectors/settings.ts",
      'import { b } from "./http/b.ts";',
      "connectors/settings may not import connectors/http",
    ],
    ["state/git.ts", 'import { b } from "./sqlite.ts";', "state/git may not import state/sqlite"],
    ["state/git.ts", 'import { b } from "./lease.ts";', undefined],
    ["state/sqlite.ts", 'import { DatabaseSync } from "node:sqlite";', undefined],
    ["state/git.ts", 'import { DatabaseSync } from "node:sqlite";', "state/git.ts may not touch node:sqlite"],
    ["tenant/store.ts", 'import { DatabaseSync } from "node:sqlite";', undefined],
    [
      "tenant/rules.ts",
      'import type { DatabaseSync } from "node:sqlite";',
      "tenant/rules.ts may not touch node:sqlite",
    ],
    ["cli/a.ts", 'import { DatabaseSync } from "node:sqlite";', "cli/a.ts may not touch node:sqlite"],
    ["load/files.ts", 'import { readFile } from "node:fs/promises";', undefined],
    ["load/yaml.ts", 'import { readFileSync } from "node:fs";', "load/yaml.ts may not touch node:fs"],
    ["guard/a.ts", 'import { readFileSync } from "fs";', "fs is to be imported as node:fs"],
    ["plan/a.ts", 'import { createHash } from "node:crypto";', undefined],
    ["plan/a.ts", "const here = process.cwd();", "only doors use process"],
    ["plan/a.ts", "const { env } = process;", "only doors use process"],
    ["plan/a.ts", 'import { env } from "node:process";', "plan/a.ts may not touch node:process"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is in the source that is checked
    ["plan/a.ts", "const text = `${process.pid}`;", "only doors use process"],
    ["plan/a.ts", 'const text = "in the process.";', undefined],
    ["plan/a.ts", "// the process. So be it", undefined],
    ["plan/a.ts", 'const quote = /["/]/; process.exit(1);', "only doors use process"],
    ["plan/a.ts", 'const half = a / b; // "\nprocess.exit(1);', "only doors use process"],
    ["cli/a.ts", "process.exitCode = 1;", undefined],
    ["render/a.ts", 'console.log("x");', "only doors use console"],
    ["load/a.ts", 'import { headerOf } from "../model/console.ts";', undefined],
    ["apply/a.ts", "const now = Date.now();", "only doors use Date.now"],
    ["apply/a.ts", "const now = new Date();", "only doors use new Date()"],
    ["apply/a.ts", "const now = new Date;", "only doors use new Date()"],
    ["apply/a.ts", "const now = Date();", "only doors use Date()"],
    ["apply/a.ts", "const then = new Date(0);", undefined],
    ["apply/a.ts", "const day = toDate(text);", undefined],
    ["tenant/a.ts", "const pick = Math.random();", "only doors use Math.random"],
  ];

  it.each(cases)("%s: %s", (path, text, fault) => {
    expect(faultsOf({ path, text })).toEqual(fault === undefined ? [] : [`src/${path}: ${fault}`]);
  });
});

interface Source {
  /** Within `src/`. */
  readonly path: string;
  readonly text: string;
}

interface Import {
  /** Absent where it is computed. */
  readonly from: string | undefined;
  readonly late: boolean;
  readonly typeOnly: boolean;
}

/** A file's place: `connectors/http/wire.ts` is in the room `connectors`, in its part `http`. */
interface Where {
  readonly room: string;
  readonly part: string;
  readonly file: string;
}

function faultsOf({ path, text }: Source): readonly string[] {
  const where = whereIs(path);
  const code = withoutComments(text);
  const faults = [
    ...importsOf(text).flatMap((found) => importFault(where, path, found) ?? []),
    ...(/\bexport\s+default\b|\bas\s+default\b/.test(withoutStrings(code)) ? ["has a default export"] : []),
    ...(roomOf(where).kind === "door" ? [] : doorFaults(withoutStrings(code))),
  ];
  return faults.map((fault) => `src/${path}: ${fault}`);
}

function doorFaults(code: string): readonly string[] {
  return DOOR_ONLY.filter(([, pattern]) => pattern.test(code)).map(([what]) => `only doors use ${what}`);
}

function importFault(where: Where, path: string, found: Import): string | undefined {
  const { from } = found;
  if (from === undefined) return "imports something computed";
  if (!from.startsWith(".")) return packageFault(where, path, from);
  const target = posix.join(posix.dirname(path), from);
  if (target.startsWith("..")) return `${from} lies outside src`;
  if (!/\.ts$|\.generated\.js$/.test(from)) return `${from} does not end in .ts`;
  return roomFault(where, whereIs(target), found);
}

function packageFault(where: Where, path: string, from: string): string | undefined {
  if (WORLD.includes(`node:${from}`)) return `${from} is to be imported as node:${from}`;
  if (!WORLD.includes(from)) return undefined;
  const { kind, touches } = roomOf(where);
  if (kind === "door" && from !== "node:sqlite") return undefined;
  const only = touches?.[from];
  return only === "" || only === where.file ? undefined : `${path} may not touch ${from}`;
}

function roomFault(where: Where, target: Where, found: Import): string | undefined {
  if (target.room === where.room) return partFault(where, target, found);
  const allowed = [...roomOf(where).imports, ...(BEYOND[`${where.room}/${where.part}`] ?? [])];
  return allowed.includes(target.room) ? undefined : `${where.room} may not import ${target.room}`;
}

function partFault(where: Where, target: Where, { late, typeOnly }: Import): string | undefined {
  const parts = PARTS[where.room];
  if (parts === undefined || where.part === target.part) return undefined;
  if (parts.shared.includes(target.part)) return undefined;
  if (where.room === "state" && !(STORES.includes(where.part) && STORES.includes(target.part))) return undefined;
  if (where.part !== parts.table) return `${name(where)} may not import ${name(target)}`;
  return late || typeOnly ? undefined : `${name(target)} is to be imported late`;
}

function name({ room, part }: Where): string {
  return `${room}/${part}`;
}

function roomOf({ room }: Where): Room {
  return room === "index" ? INDEX : (ROOMS[room] ?? { kind: "work", imports: [] });
}

function whereIs(path: string): Where {
  const [room = "", part = "", ...rest] = path.split("/");
  return { room: withoutEnd(room), part: withoutEnd(part), file: [part, ...rest].join("/") };
}

function withoutEnd(segment: string): string {
  return segment.replace(/\.ts$/, "");
}

const STATEMENT = /(?<![.\w])(?:import|export)\b(?<type>\s+type\b)?(?:[^"'();=]*?\bfrom)?\s*(["'])(?<from>[^"'\n]+)\2/g;
const CALL = /(?<![.\w])import\s*\(\s*(?:(["'])(?<from>[^"'\n]+)\1)?/g;

function importsOf(text: string): readonly Import[] {
  const code = withoutComments(text);
  return [
    ...code.matchAll(STATEMENT).map(({ groups }) => ({
      from: groups?.["from"],
      late: false,
      typeOnly: groups?.["type"] !== undefined,
    })),
    ...code.matchAll(CALL).map(({ groups }) => ({ from: groups?.["from"], late: true, typeOnly: false })),
  ];
}

/**
 * Comments, strings, templates and regular expressions, whichever begins first. A slash begins a regular expression where
 * a value may begin. Templates stay as they are, because code stands in them.
 */
const TOKEN = new RegExp(
  [
    /\/\/[^\n]*|\/\*[\s\S]*?\*\//,
    /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/,
    /`(?:\\[\s\S]|[^`\\])*`/,
    /(?=\/)(?<=(?:^|[(,=:[!&|?{};~+\-*%<>\n]|\breturn)\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\//,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

function withoutComments(text: string): string {
  return text.replace(TOKEN, (token) => (/^\/[/*]/.test(token) ? " " : token));
}

function withoutStrings(text: string): string {
  return text.replace(TOKEN, (token) => (token.startsWith("`") ? token : '""'));
}
