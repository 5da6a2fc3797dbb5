/** Runs every hostile case in this process and writes one line of JSON for each; `hostile.test.ts` judges them. */
import { chmodSync, mkdtempSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRoster } from "../../src/load/roster.ts";
import { committedCases, type HostileCase, makeFolder, outcomeOf } from "./hostile.ts";
import { MADE_HOSTILE } from "./hostile-made.ts";

export interface HostileReport {
  readonly kind: string;
  readonly name: string;
  readonly isLarge: boolean;
  readonly expected: readonly string[];
  readonly found: readonly string[];
  /** Of processor time in loading: the median of three, the lowest if it was measured again. */
  readonly milliseconds: number;
}

const NOBODY = 65_534;
/** The first run of anything pays for the compiler. */
const WARM_UP = 20;
/** Neighbours on the machine only ever add time, so what looks slow is measured again. */
const MOST_AGAIN = 3;
/** In milliseconds. */
const WORTH_A_SECOND_LOOK = 20;

if (import.meta.main) await runAll();

async function runAll(): Promise<void> {
  const cases = [...committedCases(), ...MADE_HOSTILE];
  for (const one of cases.slice(0, WARM_UP)) await run(one);
  for (const one of cases) writeSync(1, `${JSON.stringify(await run(one))}\n`);
}

async function run(one: HostileCase): Promise<HostileReport> {
  const root = mkdtempSync(join(tmpdir(), "meibo-hostile-"));
  try {
    chmodSync(root, 0o755);
    makeFolder(root, one);
    const { kind, name, isLarge, expect } = one;
    let [milliseconds, found] = await measured(root, one);
    for (let again = 0; again < MOST_AGAIN && !isLarge && milliseconds > WORTH_A_SECOND_LOOK; again += 1) {
      const [next] = await measured(root, one);
      milliseconds = Math.min(milliseconds, next);
    }
    return { kind, name, isLarge, expected: expect, found, milliseconds };
  } catch (error) {
    return {
      kind: one.kind,
      name: one.name,
      isLarge: one.isLarge,
      expected: one.expect,
      found: [String(error)],
      milliseconds: 0,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function measured(root: string, { kind, expect }: HostileCase): Promise<[number, readonly string[]]> {
  const times: number[] = [];
  let found: readonly string[] = [];
  for (let time = 0; time < 3; time += 1) {
    const before = process.cpuUsage();
    const loaded = await asNobody(() => loadRoster(root));
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    found = outcomeOf(kind, loaded, expect);
  }
  const [, median = 0] = times.sort((a, b) => a - b);
  return [median, found];
}

/** The owner of the machine may read everything, which would make a file that cannot be read one that can. */
async function asNobody<T>(load: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return await load();
  process.seteuid?.(NOBODY);
  try {
    return await load();
  } finally {
    process.seteuid?.(0);
  }
}
