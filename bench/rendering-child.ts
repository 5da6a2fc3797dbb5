import type { Line } from "../src/render/line.ts";
import { planLines } from "../src/render/plan.ts";
import { planJson } from "../src/render/plan-json.ts";
import { reportPage } from "../src/render/report.ts";
import { en } from "../src/render/words/en.ts";
import { writeLines } from "../src/render/write.ts";
import { many } from "../test/render/plans.ts";

export interface Rendered {
  /** Bytes that the plan itself holds. */
  readonly plan: number;
  /** CPU milliseconds of `JSON.stringify`. */
  readonly floor: number;
  readonly views: readonly View[];
}

interface View {
  readonly name: string;
  readonly milliseconds: number;
  readonly bytes: number;
  /** The most that was held at once, the plan included. */
  readonly peak: number;
}

const before = held();
const plan = many(Number(process.argv[2]));
const own = held() - before;
const wishes = { words: en, timeZone: "Asia/Tokyo" };

const VIEWS: Readonly<Record<string, () => Iterable<string>>> = {
  text: () => texts(planLines(plan, wishes)),
  JSON: () => planJson(plan),
  HTML: () => reportPage(plan, { ...wishes, version: "0.1.0" }),
};

const floor = cpuOf(() => JSON.stringify(plan).length).milliseconds;
const views = Object.entries(VIEWS).map(([name, parts]): View => {
  let bytes = 0;
  const { milliseconds } = cpuOf(() => {
    bytes = 0;
    for (const part of parts()) bytes += Buffer.byteLength(part);
    return bytes;
  });
  return { name, milliseconds, bytes, peak: peakOf(parts()) - before };
});
process.stdout.write(JSON.stringify({ plan: own, floor, views } satisfies Rendered));

/** As a screen writes it: some lines at a time. */
function* texts(lines: Iterable<Line>): Generator<string> {
  let part: Line[] = [];
  for (const line of lines) {
    part.push(line);
    if (part.length < 1_000) continue;
    yield writeLines(part, false);
    part = [];
  }
  yield writeLines(part, false);
}

/** The second time, when the code is warm. */
function cpuOf(act: () => number): { readonly milliseconds: number } {
  act();
  const began = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(began);
  return { milliseconds: (user + system) / 1000 };
}

/** Looked at fifty times on the way. */
function peakOf(parts: Iterable<string>): number {
  let most = held();
  let count = 0;
  for (const _ of parts) {
    count += 1;
    if (count % 20_000 === 0) most = Math.max(most, held());
  }
  return Math.max(most, held());
}

function held(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
