import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildFloor } from "./floor.ts";
import { makeFolders } from "./folder.ts";
import { median } from "./measure.ts";
import { ms, type Table } from "./table.ts";

const PEOPLE = 10_000;
const RUNS = 5;
const STAGES = ["load", "validate", "read", "diff", "render"] as const;
const NAMES = { yaml: "100 YAML files", csv: "one CSV" } as const;

/** Where the time of a plan goes, as `stage.ts` takes it apart; without a ledger. */
export async function stages(): Promise<Table> {
  const main = await buildFloor();
  const parent = join("bench", "output", "stages");
  const folders = makeFolders(parent, PEOPLE, "first run", { json: main, csv: main, yaml: main });
  const shapes = ["csv", "yaml"] as const;
  return {
    title: `Stages of planning ${PEOPLE.toLocaleString("en")} people, first run`,
    columns: ["CPU ms", ...STAGES],
    rows: shapes.map((shape) => [NAMES[shape], ...stagesOf(folders.get(shape) ?? "").map(ms)]),
    notes: [`medians of ${RUNS} runs, each in a process of its own`],
  };
}

function stagesOf(folder: string): readonly number[] {
  const runs = Array.from({ length: RUNS }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join("bench", "stage.ts"), folder], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    const { spent, changes }: { spent: Readonly<Record<string, number>>; changes: number } = JSON.parse(stdout);
    if (changes !== PEOPLE / 100) throw new Error(`${changes} changes, ${PEOPLE / 100} were expected`);
    return STAGES.map((name) => spent[name] ?? 0);
  });
  return STAGES.map((_, index) => median(runs.map((run) => run[index] ?? 0)));
}
