import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildFloor } from "./floor.ts";
import { type Mains, MOMENTS, type Moment, makeFolders, SHAPES, type Shape } from "./folder.ts";
import { type Figures, measure } from "./measure.ts";
import { ms, type Table } from "./table.ts";

const PEOPLE = 10_000;
const MANY = 100_000;
const NAMES: Readonly<Record<Shape, string>> = { json: "floor: JSON.parse", csv: "one CSV", yaml: "100 YAML files" };
/** Times the CPU of the floor: what is aimed at, and what is too much. */
const LIMITS: Readonly<Record<Shape, { readonly aim: number; readonly most: number }>> = {
  json: { aim: 1, most: 1 },
  csv: { aim: 2, most: 3 },
  yaml: { aim: 3, most: 4 },
};
/** Times the CPU of a tenth of the people, and MiB. */
const GROWTH = 12;
const PEAK = 1024;

/**
 * `meibo plan` of a large roster against the embedded tenant, one person in a hundred changed, measured by the same
 * program that gets the same people from `JSON.parse`. The steady state is judged.
 */
export async function plan(): Promise<Table> {
  const mains = await makeMains();
  const runs = 7;
  const measured: (readonly [Moment, ReadonlyMap<Shape, Figures>])[] = [];
  for (const moment of MOMENTS) measured.push([moment, await measurePlans(PEOPLE, moment, mains, runs)]);
  const rows = measured.flatMap(([moment, figures]) => SHAPES.map((shape) => rowOf(moment, shape, figures)));
  const steady = new Map(measured).get("steady") ?? new Map<Shape, Figures>();
  return {
    title: `Planning ${number(PEOPLE)} people, 1 in 100 changed`,
    columns: ["", "CPU ms", "clock ms", "peak MiB", "ratio", "aim", "most", ""],
    rows,
    notes: [
      `medians of ${runs} runs in turns; ratio is CPU against the same program that reads the same people as JSON and checks nothing`,
    ],
    failed: SHAPES.some((shape) => ratioOf(shape, steady) > LIMITS[shape].most),
  };
}

/** The same with ten times the people, against a tenth of them. */
export async function planMany(): Promise<Table> {
  const mains = await makeMains();
  const few = await measurePlans(PEOPLE, "steady", mains, 5);
  const many = await measurePlans(MANY, "steady", mains, 3);
  const growth = (shape: Shape) => (many.get(shape)?.cpu ?? Number.NaN) / (few.get(shape)?.cpu ?? Number.NaN);
  const peak = (shape: Shape) => many.get(shape)?.peak ?? Number.NaN;
  return {
    title: `Planning ${number(MANY)} people, 1 in 100 changed`,
    columns: ["", "CPU ms", "clock ms", "peak MiB", "ratio", `× ${number(PEOPLE)}`, "most", "most MiB", ""],
    rows: SHAPES.map((shape) => [
      ...figuresOf(NAMES[shape], many.get(shape)),
      ratioOf(shape, many).toFixed(2),
      growth(shape).toFixed(1),
      String(GROWTH),
      String(PEAK),
      growth(shape) <= GROWTH && peak(shape) < PEAK ? "met" : "FAILED",
    ]),
    notes: ["medians of 3 runs in turns, steady state"],
    failed: SHAPES.some((shape) => !(growth(shape) <= GROWTH && peak(shape) < PEAK)),
  };
}

async function makeMains(): Promise<Mains> {
  const main = join(process.cwd(), "dist", "cli", "main.js");
  return { json: await buildFloor(), csv: main, yaml: main };
}

async function measurePlans(
  count: number,
  moment: Moment,
  mains: Mains,
  runs: number,
): Promise<ReadonlyMap<Shape, Figures>> {
  const folders = makeFolders(join("bench", "output", `plan-${count}-${moment}`), count, moment, mains);
  const plans = SHAPES.map((shape) => changesOf(mains[shape], folders.get(shape) ?? "", count / 100));
  if (new Set(plans).size !== 1) throw new Error("the floor does not make the same plan");
  const figures = await measure(
    SHAPES.map((shape) => ({ name: shape, args: [mains[shape], "plan"], folder: folders.get(shape) ?? "" })),
    runs,
  );
  return new Map(SHAPES.flatMap((shape) => figures.filter(({ name }) => name === shape).map((one) => [shape, one])));
}

/** What the plan changes, as text; files and lines are not those of the floor. */
function changesOf(main: string, folder: string, expected: number): string {
  const { stdout, stderr } = spawnSync(process.execPath, [main, "plan", "--json"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1024 ** 3,
  });
  if (stdout === "") throw new Error(stderr);
  const { changes, steps }: { changes: readonly unknown[]; steps: readonly unknown[] } = JSON.parse(stdout);
  if (changes.length !== expected) throw new Error(`${changes.length} changes, ${expected} were expected`);
  return JSON.stringify({ changes, steps }, (key, value) => (key === "place" || key === "origin" ? undefined : value));
}

function ratioOf(shape: Shape, figures: ReadonlyMap<Shape, Figures>): number {
  return (figures.get(shape)?.cpu ?? Number.NaN) / (figures.get("json")?.cpu ?? Number.NaN);
}

function rowOf(moment: Moment, shape: Shape, figures: ReadonlyMap<Shape, Figures>): readonly string[] {
  const ratio = ratioOf(shape, figures);
  const { aim, most } = LIMITS[shape];
  const cells = [...figuresOf(`${moment}, ${NAMES[shape]}`, figures.get(shape)), ratio.toFixed(2)];
  if (shape === "json") return cells;
  return [...cells, `≤ ${aim}`, `≤ ${most}`, ratio <= aim ? "met" : ratio <= most ? "aim missed" : "FAILED"];
}

function figuresOf(name: string, figures: Figures | undefined): readonly string[] {
  const { cpu = Number.NaN, clock = Number.NaN, peak = Number.NaN } = figures ?? {};
  return [name, ms(cpu), ms(clock), peak.toFixed(0)];
}

function number(count: number): string {
  return count.toLocaleString("en");
}
