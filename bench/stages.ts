import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildFloor } from "./floor.ts";
import { makeFolders } from "./folder.ts";
import { median } from "./measure.ts";
import { ms, type Table } from "./table.ts";

const FEW = { people: 10_000, runs: 5 } as const;
const MANY = { people: 100_000, runs: 3 } as const;
const STAGES = ["load", "validate", "read", "diff", "render"] as const;
const NAMES = { yaml: "100 YAML files", csv: "one CSV" } as const;

/** Where the time of a plan goes, as `stage.ts` takes it apart; without a ledger. */
export async function stages(): Promise<Table> {
  return await stagesFor(FEW);
}

/** The same with ten times the people. */
export async function stagesMany(): Promise<Table> {
  return await stagesFor(MANY);
}

interface Size {
  readonly people: number;
  readonly runs: number;
}

async function stagesFor({ people, runs }: Size): Promise<Table> {
  const main = await buildFloor();
  const parent = join("bench", "output", `stages-${people}`);
  const folders = makeFolders(parent, people, "first run", { json: main, csv: main, yaml: main });
  const shapes = ["csv", "yaml"] as const;
  return {
    title: `Stages of planning ${people.toLocaleString("en")} people, first run`,
    columns: ["CPU ms", ...STAGES],
    rows: shapes.map((shape) => [NAMES[shape], ...stagesOf(folders.get(shape) ?? "", { people, runs }).map(ms)]),
    notes: [`medians of ${runs} runs, each in a process of its own`],
  };
}

function stagesOf(folder: string, { people, runs }: Size): readonly number[] {
  const all = Array.from({ length: runs }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join("bench", "stage.ts"), folder], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    const { spent, changes }: { spent: Readonly<Record<string, number>>; changes: number } = JSON.parse(stdout);
    if (changes !== people / 100) throw new Error(`${changes} changes, ${people / 100} were expected`);
    return STAGES.map((name) => spent[name] ?? 0);
  });
  return STAGES.map((_, index) => median(all.map((run) => run[index] ?? 0)));
}
