import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { overTenant } from "../../src/connectors/local/connector.ts";
import { approve } from "../../src/guard/approve.ts";
import { type Loaded, loadRoster } from "../../src/load/roster.ts";
import { type Change, NOTHING_RECENT, type Plan, type Situation } from "../../src/model/plan.ts";
import { isError, type Problem } from "../../src/model/problem.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { makePeople } from "../../src/tenant/people.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { carryOut, worldOf } from "../apply/carry-out.ts";
import { NOW } from "../builders.ts";

/** A file that was not read, or read in part, must never look like people who left (docs/decisions/0006-removals-by-omission.md). */

const REPOSITORIES = [".", ...globSync("examples/*").sort()];
const SOURCES = ["meibo.yaml", "approvals.yaml", "users/**/*.{yaml,csv}", "roles/**/*.yaml", "facts/**/*.yaml"];
const POINTS = 200;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function sourcesOf(repository: string): readonly string[] {
  return SOURCES.flatMap((pattern) => globSync(pattern, { cwd: repository })).sort();
}

/** The files of a repository alone, where they may be harmed. */
function copyOf(repository: string): string {
  const root = mkdtempSync(join(tmpdir(), "meibo-safety-"));
  folders.push(root);
  for (const file of sourcesOf(repository)) cpSync(join(repository, file), join(root, file));
  return root;
}

async function load(root: string): Promise<Loaded> {
  const loaded = await loadRoster(root);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 1));
  return loaded.value;
}

type World = Omit<Situation, "roster" | "facts" | "approvals" | "settings">;

/** The tenant and the ledger after the whole repository was carried out. */
async function applied(repository: string): Promise<World> {
  const loaded = await load(repository);
  const { people, contract } = makePeople(138, 1);
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  if (repository === ".") tenant.seed(people, contract);
  else tenant.seed([], { subscriptions: loaded.settings.subscriptions, seats: {} });
  const connector = overTenant(tenant, () => NOW);
  const store = openSqliteStore(":memory:", loaded.settings.tenant);
  const look = async (): Promise<World> => ({
    snapshot: await connector.readUsers(),
    ledger: await store.readLedger(),
    contract: await connector.readContract(),
    can: connector.can,
    recent: NOTHING_RECENT,
    now: NOW,
  });
  try {
    const approved = approve(makePlan({ ...loaded, ...(await look()) }), policyOf(loaded));
    if (!approved.ok) throw new Error(JSON.stringify(approved.problems));
    const { result } = await carryOut(approved.value, worldOf({ connector, store }));
    expect(result).toMatchObject({ end: "done" });
    return await look();
  } finally {
    await connector.close();
    await store.close();
  }
}

function policyOf({ settings, roster }: Loaded) {
  return { settings, declared: roster.users, today: NOW.slice(0, 10) };
}

/** What came of a harmed repository. */
interface Outcome {
  readonly end: "problem" | "refused" | "harmless" | "HARM";
  readonly problems: readonly Problem[];
  readonly lost: readonly string[];
}

async function outcomeIn(root: string, world: World, allowed: readonly string[] = []): Promise<Outcome> {
  const loaded = await loadRoster(root);
  if (!loaded.ok) return { end: "problem", problems: loaded.problems.filter(isError), lost: [] };
  const plan: Plan = makePlan({ ...loaded.value, ...world });
  const approved = approve(plan, policyOf(loaded.value), allowed);
  const lost = plan.changes.filter(takesAway).map(({ kind, loginId }) => `${kind} ${loginId}`);
  const problems = approved.problems.filter(isError);
  if (!approved.ok) return { end: "refused", problems, lost };
  return { end: lost.length === 0 ? "harmless" : "HARM", problems, lost };
}

function takesAway({ kind }: Change): boolean {
  return kind === "deactivate" || kind === "delete" || kind === "release";
}

interface Harm {
  readonly what: string;
  readonly inflict: (path: string, before: Buffer) => void;
}

const UNREADABLE: readonly Harm[] = [
  { what: "removed", inflict: () => undefined },
  { what: "emptied", inflict: (path) => writeFileSync(path, "") },
  { what: "blank", inflict: (path) => writeFileSync(path, "\n\n") },
  { what: "a folder", inflict: (path) => mkdirSync(path) },
  { what: "a link to nothing", inflict: (path) => symlinkSync("nowhere", path) },
  { what: "a link to itself", inflict: (path) => symlinkSync(path, path) },
  { what: "a link out of the repository", inflict: (path) => symlinkSync("/etc/hostname", path) },
  { what: "full of zeros", inflict: (path, before) => writeFileSync(path, Buffer.alloc(before.length)) },
];

/** As many line ends as there are, up to half of the points, and otherwise anywhere: files are cut at blocks, and at lines. */
function cuts(before: Buffer): readonly Harm[] {
  const lineEnds = [...before.entries()].flatMap(([at, byte]) => (byte === 10 ? [at + 1] : []));
  const inside = Array.from({ length: before.length - 1 }, (_, at) => at + 1);
  const some = [...spread(lineEnds.slice(0, -1), POINTS / 2)];
  const points = new Set([...some, ...spread(inside, POINTS - some.length)]);
  return [...points]
    .sort((a, b) => a - b)
    .map((at) => ({
      what: `cut at byte ${at} of ${before.length}`,
      inflict: (path) => writeFileSync(path, before.subarray(0, at)),
    }));
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]).filter(
    (one) => one !== undefined,
  );
}

async function harmed(
  root: string,
  world: World,
  file: string,
  harm: Harm,
  allowed: readonly string[] = [],
): Promise<Outcome> {
  const path = join(root, file);
  const before = readFileSync(path);
  rmSync(path);
  try {
    harm.inflict(path, before);
    return await outcomeIn(root, world, allowed);
  } finally {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, before);
  }
}

test("there are repositories to harm", () => expect(REPOSITORIES.length).toBeGreaterThan(1));

describe.each(REPOSITORIES)("in %s, as it was applied", async (repository) => {
  const world = await applied(repository);
  const files = sourcesOf(repository);

  test("nothing is left to plan", async () => {
    const plan = makePlan({ ...(await load(repository)), ...world });
    expect([plan.changes, plan.remember, plan.forget, plan.problems]).toEqual([[], [], [], []]);
    expect(files.length).toBeGreaterThan(3);
  });

  test.each(files)("%s can be lost or cut off without anybody losing access", async (file) => {
    const root = copyOf(repository);
    const ends: Record<string, number> = {};
    for (const harm of [...UNREADABLE, ...cuts(readFileSync(join(root, file)))]) {
      const { end, problems, lost } = await harmed(root, world, file, harm);
      ends[end] = (ends[end] ?? 0) + 1;
      expect(end === "HARM" ? `${file} ${harm.what}: ${lost.join(", ")}` : "").toBe("");
      expect(end === "harmless" || problems.length > 0).toBe(true);
      // Somebody lost is told of by the guard that looks for it, whatever else is found.
      if (lost.length > 0) expect(problems.map(({ name }) => name)).toContain("file-end-lost");
    }
    expect(ends["problem"]).toBeGreaterThan(0);
    expect(
      (await harmed(root, world, file, { what: "left alone", inflict: (path, all) => writeFileSync(path, all) })).end,
    ).toBe("harmless");
  });
});

test("and without the guard somebody would", async () => {
  const root = copyOf("examples/first");
  const file = "users/jakarta.csv";
  const text = readFileSync(join(root, file), "utf8");
  const cut = text.slice(0, text.trimEnd().lastIndexOf("\n") + 1);
  const harm: Harm = { what: "without its last line", inflict: (path) => writeFileSync(path, cut) };
  const world = await applied("examples/first");
  expect((await harmed(root, world, file, harm)).end).toBe("refused");
  expect((await harmed(root, world, file, harm, ["MB2310"])).end).toBe("HARM");
});

// Making a file unreadable by permissions binds nobody who is root; a folder and links in its place are tried above.
