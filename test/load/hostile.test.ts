import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { HostileReport } from "./hostile-child.ts";

/** Of the heap; whatever needs more could bring a small machine down. */
const HEAP_MEBIBYTES = 256;
/** Of processor time. */
const MOST_MILLISECONDS = { usual: 50, large: 2_000 } as const;
const FEWEST = { yaml: 120, csv: 120, paths: 60 } as const;

const { reports, ending } = run();

describe("whatever somebody hands to meibo", () => {
  test("is looked at to the end", () => {
    expect(ending).toBe("");
    for (const [kind, fewest] of Object.entries(FEWEST)) {
      expect(reports.filter((report) => report.kind === kind).length).toBeGreaterThanOrEqual(fewest);
    }
    expect(new Set(reports.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(reports.length);
  });

  test("comes to what the file says about itself", () => {
    const wrong = reports.filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found));
    expect(wrong.map(({ kind, name, expected, found }) => ({ case: `${kind}: ${name}`, expected, found }))).toEqual([]);
    expect(reports.every(({ expected }) => expected.length > 0)).toBe(true);
  });

  test("takes hardly any time", () => {
    const slow = reports.filter(
      ({ isLarge, milliseconds }) => milliseconds >= MOST_MILLISECONDS[isLarge ? "large" : "usual"],
    );
    expect(slow.map(({ name, milliseconds }) => `${name}: ${milliseconds} ms`)).toEqual([]);
  });
});

/** All cases in one process; the last line that it wrote tells how far it came. */
function run(): { readonly reports: readonly HostileReport[]; readonly ending: string } {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MEBIBYTES}`, join(import.meta.dirname, "hostile-child.ts")],
    { encoding: "utf8", maxBuffer: 64 * 1024 ** 2, timeout: 300_000 },
  );
  const reports = stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as HostileReport]));
  if (status === 0) {
    for (const line of slowest(reports)) process.stdout.write(`${line}\n`);
    return { reports, ending: "" };
  }
  const last = reports.at(-1);
  return {
    reports,
    ending: `ended with ${signal ?? status} behind ${last?.kind} ${last?.name}: ${stderr.slice(-500)}`,
  };
}

function slowest(reports: readonly HostileReport[]): readonly string[] {
  return [false, true].flatMap((large) => {
    const some = reports.filter(({ isLarge }) => isLarge === large);
    const [first] = some.toSorted((a, b) => b.milliseconds - a.milliseconds);
    if (first === undefined) return [];
    const took = first.milliseconds.toFixed(1);
    return [`${some.length} ${large ? "large " : ""}cases; the slowest took ${took} ms: ${first.kind}, ${first.name}`];
  });
}
