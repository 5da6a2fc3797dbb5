import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Applied } from "./applying.ts";
import { median } from "./measure.ts";
import { ms, type Table } from "./table.ts";

const PEOPLE = 10_000;
const RUNS = 3;
/** Of the time of an apply, what journal, ledger and lock may take. */
const SHARE = 0.15;
/** MiB that may be held more after the last chunk than after the tenth. */
const GROWTH = 16;

/** 10,000 people created, then updated, on the embedded tenant on disk. */
export async function apply(): Promise<Table> {
  const samples = Array.from({ length: RUNS }, () => applyOnce(PEOPLE));
  const figures = ["creates", "updates"].map((kind) => {
    const own = samples.flatMap((sample) => sample.filter((applied) => applied.kind === kind));
    const of = (pick: (applied: Applied) => number) => median(own.map(pick));
    const share = of(({ state, milliseconds }) => state / milliseconds);
    const growth = of(({ early, late }) => late - early);
    return { kind, chunks: of(({ chunks }) => chunks), clock: of(({ milliseconds }) => milliseconds), share, growth };
  });
  const isMet = ({ share, growth }: { readonly share: number; readonly growth: number }) =>
    share <= SHARE && growth <= GROWTH;
  return {
    title: `Applying ${PEOPLE.toLocaleString("en")} creates, then ${PEOPLE.toLocaleString("en")} updates`,
    columns: ["", "chunks", "clock ms", "users/s", "state %", "most %", "held more MiB", "most MiB", ""],
    rows: figures.map((figure) => [
      figure.kind,
      String(figure.chunks),
      ms(figure.clock),
      ((PEOPLE / figure.clock) * 1000).toFixed(0),
      (figure.share * 100).toFixed(1),
      (SHARE * 100).toFixed(0),
      figure.growth.toFixed(1),
      String(GROWTH),
      isMet(figure) ? "met" : "MISSED",
    ]),
    notes: [
      `medians of ${RUNS} runs; state is the share of the clock that journal, ledger and lock take`,
      "held more: of memory after collection, from the tenth chunk to the end",
    ],
  };
}

function applyOnce(count: number): readonly Applied[] {
  const child = join(import.meta.dirname, "applying.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", child, String(count)], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`applying ended with ${status}: ${stderr.slice(0, 2_000)}`);
  const applied: readonly Applied[] = JSON.parse(stdout);
  return applied;
}
