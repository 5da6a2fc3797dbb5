import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { median } from "./measure.ts";
import type { Rendered } from "./rendering-child.ts";
import { ms, type Table } from "./table.ts";

const CHANGES = 100_000;
const RUNS = 3;
/** Times the CPU of `JSON.stringify` of the same plan. */
const LIMITS: Readonly<Record<string, number>> = { text: 3, JSON: 2 };
/** Times the memory of the plan itself, while it is shown. */
const MEMORY = 1.3;

/** Views of a plan of 100,000 changes, against `JSON.stringify` of it in the same process. */
export async function rendering(): Promise<Table> {
  const samples = Array.from({ length: RUNS }, renderOnce);
  const names = samples[0]?.views.map(({ name }) => name) ?? [];
  const rows = names.map((name) => {
    const own = samples.map((sample) => ({ ...sample, view: sample.views.find((view) => view.name === name) }));
    const milliseconds = median(own.map(({ view }) => view?.milliseconds ?? 0));
    const ratio = median(own.map(({ view, floor }) => (view?.milliseconds ?? 0) / floor));
    const memory = median(own.map(({ view, plan }) => (view?.peak ?? 0) / plan));
    return { name, milliseconds, ratio, memory, bytes: own[0]?.view?.bytes ?? 0, most: LIMITS[name] };
  });
  const isMet = ({ ratio, memory, most }: (typeof rows)[number]) =>
    most === undefined || (ratio <= most && memory <= MEMORY);
  return {
    title: `Showing a plan of ${CHANGES.toLocaleString("en")} changes`,
    columns: ["", "CPU ms", "MB", "ratio", "most", "memory", "most", ""],
    rows: rows.map((row) => [
      row.name,
      ms(row.milliseconds),
      (row.bytes / 1e6).toFixed(0),
      row.ratio.toFixed(2),
      row.most === undefined ? "" : row.most.toFixed(1),
      row.memory.toFixed(2),
      row.most === undefined ? "" : MEMORY.toFixed(1),
      row.most === undefined ? "" : isMet(row) ? "met" : "MISSED",
    ]),
    notes: [
      `medians of ${RUNS} runs; ratio is CPU against JSON.stringify of the plan in the same process`,
      "memory: the most that was held while showing it, times what holding the plan takes",
    ],
    failed: !rows.every(isMet),
  };
}

function renderOnce(): Rendered {
  const child = join(import.meta.dirname, "rendering-child.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", child, String(CHANGES)], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`rendering ended with ${status}: ${stderr.slice(0, 2_000)}`);
  const rendered: Rendered = JSON.parse(stdout);
  return rendered;
}
