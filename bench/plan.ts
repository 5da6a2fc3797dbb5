import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { makeFolder, SHAPES, type Shape } from "./folder.ts";
import { type Figures, measure, median } from "./measure.ts";
import { ms, type Table } from "./table.ts";

const PEOPLE = 10_000;
const RUNS = 5;
const STAGES = ["load", "validate", "read", "diff", "render"] as const;
const NAMES: Readonly<Record<Shape, string>> = { yaml: "100 YAML files", csv: "one CSV" };

/** `meibo plan` of a large roster against the embedded tenant, one change in a hundred people. */
export async function plan(): Promise<Table> {
  const folders = SHAPES.map((shape) => ({ shape, folder: join("bench", "output", `plan-${shape}`) }));
  for (const { shape, folder } of folders) makeFolder(folder, shape, PEOPLE);
  const main = join(process.cwd(), "dist", "cli", "main.js");
  const figures = await measure(
    folders.map(({ shape, folder }) => ({ name: shape, args: [main, "plan"], folder })),
    RUNS,
  );
  return {
    title: `Planning ${PEOPLE.toLocaleString("en")} people, 1 in 100 changed`,
    columns: ["CPU ms", ...STAGES, "whole", "clock ms", "peak MiB"],
    rows: folders.map(({ shape, folder }) => row(shape, stagesOf(folder), figures)),
    notes: [
      `medians of ${RUNS} runs; the stages in one process of their own, "whole" is the command with its start and end`,
    ],
  };
}

function row(shape: Shape, stages: readonly number[], figures: readonly Figures[]): readonly string[] {
  const { cpu, clock, peak } = figures.find(({ name }) => name === shape) ?? {
    cpu: Number.NaN,
    clock: Number.NaN,
    peak: Number.NaN,
  };
  return [NAMES[shape], ...stages.map(ms), ms(cpu), ms(clock), peak.toFixed(0)];
}

function stagesOf(folder: string): readonly number[] {
  const runs = Array.from({ length: RUNS }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join("bench", "stages.ts"), folder], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    const { spent, changes }: { spent: Readonly<Record<string, number>>; changes: number } = JSON.parse(stdout);
    if (changes !== PEOPLE / 100) throw new Error(`${changes} changes, ${PEOPLE / 100} were expected`);
    return STAGES.map((name) => spent[name] ?? 0);
  });
  return STAGES.map((_, index) => median(runs.map((run) => run[index] ?? 0)));
}
