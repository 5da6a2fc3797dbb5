import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import type { Size } from "../test/simulation/cases.ts";
import { MOST_SEEDS, MUTANTS } from "../test/simulation/mutants.ts";
import { tryRegressions } from "../test/simulation/regressions.ts";
import { replay, TRIALS, type TrialName } from "../test/simulation/trials.ts";
import { atOnce, huntAll, tryTrial } from "../test/simulation/workers.ts";
import { type Found, type Harness, REAL } from "./harnesses.ts";
import type { Lane } from "./lane.ts";
import { type Proof, pageOf, type Row, violatedOf, withQuote } from "./proof-page.ts";

const ROOT = join(import.meta.dirname, "..");
const README = join(ROOT, "README.md");
const PAGE = join(ROOT, "docs", "proof.md");
const REPORT = join(ROOT, "reports", "proof.json");

const commit = execFileSync("git", ["rev-parse", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
const SIMULATED: readonly Harness[] = [
  { name: "seeds that went wrong once", goal: "first of all", run: async () => tryRegressions() },
  ...(["kills", "pairs", "shallow", "deep", "stories", "stops", "repeats"] as const).map(simulated),
];

function simulated(trial: TrialName): Harness {
  const { name, goal } = TRIALS[trial];
  return { name, goal, run: async (size) => await tryTrial(trial, size, base) };
}

const { values } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    seed: { type: "string" },
    /** What random seeds are drawn from, instead of the commit. */
    base: { type: "string" },
    /** Leaves docs/proof.md and README.md as they are. */
    "no-page": { type: "boolean", default: false },
    /** Only harnesses whose name holds this; nothing is written then, but with `again`. */
    only: { type: "string" },
    /** Puts what `only` chose in the place of what the last report says of it. */
    again: { type: "boolean", default: false },
  },
});

/** Each commit draws seeds of its own, so that more of them are tried as time goes by. */
const base = values.base === undefined ? Number.parseInt(commit.slice(0, 8), 16) : Number(values.base);

if (values.seed === undefined) await proveAll(values.full ? "full" : "default", values.only);
else retry(values.seed);

function retry(seed: string): void {
  const { faults, verdict } = replay(seed);
  console.log(`${seed}: ${verdict.runs} runs, ${verdict.steps.length} steps, hash ${verdict.hash}`);
  console.log(`faults ${JSON.stringify(faults)}`);
  for (const line of verdict.trace()) console.log(line);
  for (const violation of verdict.violations) console.log(violation);
  process.exitCode = verdict.violations.length === 0 ? 0 : 1;
}

async function proveAll(size: Size, only: string | undefined): Promise<void> {
  const began = performance.now();
  const isWanted = ({ name }: Pick<Harness, "name">) => name.includes(only ?? "");
  const rows: Row[] = [];
  for (const { name, goal, run } of SIMULATED.filter(isWanted)) rows.push(await prove(name, goal, () => run(size)));
  rows.push(
    ...(await atOnce(REAL.filter(isWanted), ({ name, goal }) => prove(name, goal, () => runApart({ name, size })))),
  );
  const hunted = "mutants".includes(only ?? "mutants") ? await huntAll(MUTANTS) : [];
  for (const { mutant, seed, sentence } of hunted) console.log(`${mutant.name}: ${seed ?? "-"} ${sentence ?? ""}`);
  const bad = rows.flatMap(({ violations }) => violations);
  const missed = hunted.filter(({ mutant, seed }) => seed === undefined && mutant.harmless === undefined);
  const proof = { commit, size, rows, hunted, seconds: (performance.now() - began) / 1000 };
  if (only === undefined) write(proof);
  else if (values.again) write(merged(proof));
  for (const { seed, sentence } of bad) console.error(`${sentence}\n  npm run proof -- --seed '${seed}'`);
  for (const { mutant } of missed) console.error(`not found within ${MOST_SEEDS} seeds: ${mutant.name}`);
  process.exitCode = bad.length + missed.length === 0 ? 0 : 1;
}

async function prove(name: string, goal: string, run: () => Promise<Found>): Promise<Row> {
  const began = performance.now();
  const found = await run();
  const row = { name, goal, ...found, seconds: (performance.now() - began) / 1000, commit };
  console.log(`${name}: ${row.cases} cases, ${violatedOf(row)} violations, ${row.seconds.toFixed(1)} s`);
  return row;
}

async function runApart(lane: Lane): Promise<Found> {
  const worker = new Worker(new URL("./lane.ts", import.meta.url), { workerData: lane });
  const [found] = await once(worker, "message");
  await worker.terminate();
  return found;
}

/** The last report, with these rows beside its own or in their place, in the order in which all are tried. */
function merged({ rows, seconds, ...proof }: Proof): Proof {
  const last: Proof = JSON.parse(readFileSync(REPORT, "utf8"));
  if (last.size !== proof.size) throw new Error(`the last report is of the size ${last.size}`);
  const known = new Map([...last.rows, ...rows].map((row) => [row.name, row]));
  const all = [...SIMULATED, ...REAL].flatMap(({ name }) => known.get(name) ?? []);
  const hunted = proof.hunted.length === 0 ? last.hunted : proof.hunted;
  return { ...proof, hunted, rows: all, seconds: last.seconds + seconds };
}

function write(proof: Proof): void {
  mkdirSync(join(ROOT, "reports"), { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify(proof, undefined, 2)}\n`);
  if (values["no-page"]) return;
  const page = pageOf(proof);
  writeFileSync(PAGE, page);
  writeFileSync(README, withQuote(readFileSync(README, "utf8"), page));
}
