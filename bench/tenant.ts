import { type Caller, type Crowd, crowd, type Listed, visitor, walker } from "./crowd.ts";
import { type Imported, importFiles } from "./imports.ts";
import { median } from "./measure.ts";
import { startServer } from "./server.ts";
import type { Took } from "./serving.ts";
import { ms, type Table } from "./table.ts";
import { get, type Way, wayTo } from "./way.ts";

const USERS = 100_000;
const PAGE = 1_000;
const FILES = 100;
const ROWS = 100;
const CONNECTIONS = 32;
/** Users on a page of those who ask at once. */
const SHORT_PAGE = 100;
/** Seconds of each crowd that is measured. */
const SECONDS = 30;
/** Seconds until the server has taken the memory that it works in: V8 fills the place for young objects page by page. */
const WARM_UP = 120;
/** Seconds that memory is looked at afterwards. */
const LONG = 180;
/** MiB a minute that resident memory may grow by. */
const GROWTH = 1;

/** The served tenant: everybody page by page, imports, and many who ask at once. */
export async function tenant(): Promise<Table> {
  const server = await startServer(USERS);
  const way = wayTo(server, CONNECTIONS);
  try {
    const all = await readEverybody(way);
    const imports = await importFiles(way, FILES, ROWS);
    const list = await crowd(way, walkers(all, CONNECTIONS), SECONDS);
    const one = await crowd(way, visitors(all, CONNECTIONS), SECONDS);
    const both = [...walkers(all, CONNECTIONS / 2), ...visitors(all, CONNECTIONS / 2)];
    const warmUp = await crowd(way, both, WARM_UP);
    return tableOf(all, imports, { list, one, warmUp, long: await crowd(way, both, LONG) });
  } finally {
    await way.pool.close();
    await server.close();
  }
}

interface Line {
  readonly name: string;
  /** Users, rows or requests. */
  readonly number: number;
  readonly took: Pick<Crowd, "milliseconds" | "latencies">;
  readonly goal: string;
  readonly found: string;
  readonly isMet: boolean;
}

type Crowds = Readonly<Record<"list" | "one" | "warmUp" | "long", Crowd>>;

function tableOf(all: Everybody, imports: Imported, crowds: Crowds): Table {
  const { list, one, warmUp, long } = crowds;
  const different = new Set(all.ids).size;
  const lines: readonly Line[] = [
    {
      name: `users, on pages of ${many(PAGE)}`,
      number: all.ids.length,
      took: all,
      goal: `${many(USERS)} users, each once`,
      found: many(different),
      isMet: all.ids.length === USERS && different === USERS,
    },
    {
      name: `rows, in files of ${ROWS}`,
      number: imports.accepted,
      took: imports,
      goal: `${many(FILES * ROWS)} accepted`,
      found: many(imports.accepted),
      isMet: imports.accepted === FILES * ROWS,
    },
    crowdLine(`lists of ${SHORT_PAGE}`, list),
    crowdLine("single users", one),
    crowdLine("half and half, to warm up", warmUp),
    crowdLine("half and half, for memory", long),
  ];
  const growth = growthOf(long);
  return {
    title: `A served tenant of ${many(USERS)} users; lists and single users by ${CONNECTIONS} connections`,
    columns: ["", "number", "seconds", "a second", "p50 ms", "p99 ms", "most ms", "goal", "found", ""],
    rows: [
      ...lines.map(cellsOf),
      ["memory, MiB a minute", "", "", "", "", "", "", `< ${GROWTH}`, growth.toFixed(2), verdict(growth < GROWTH)],
    ],
    notes: [
      "ms: of a page; of a file, from its sending to its end; of a request. Nobody asks again before they are answered",
      `server and callers are a process each on the same cores; of one core they took ${Object.values(crowds).map(sharesOf).join(", ")}`,
      `memory: resident size of the server, by itself, once a second in the last ${LONG} seconds; ` +
        `from the median of the first third (${mebi(firstThird(long.looks))}) to that of the last (${mebi(lastThird(long.looks))})`,
      ...Object.values(crowds).flatMap(({ firstError }) =>
        firstError === undefined ? [] : [`the first error: ${firstError}`],
      ),
    ],
    failed: lines.some(({ isMet }) => !isMet),
  };
}

function crowdLine(name: string, found: Crowd): Line {
  const { latencies, errors } = found;
  const rest = { goal: "0 errors", found: many(errors), isMet: errors === 0 && latencies.length > 0 };
  return { name, number: latencies.length, took: found, ...rest };
}

function cellsOf({ name, number, took, goal, found, isMet }: Line): readonly string[] {
  const sorted = took.latencies.toSorted((a, b) => a - b);
  const seconds = took.milliseconds / 1000;
  return [
    name,
    many(number),
    seconds.toFixed(1),
    many(Math.round(number / seconds)),
    ms(median(sorted)),
    ms(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN),
    ms(sorted.at(-1) ?? Number.NaN),
    goal,
    found,
    verdict(isMet),
  ];
}

function verdict(isMet: boolean): string {
  return isMet ? "met" : "MISSED";
}

function many(number: number): string {
  return number.toLocaleString("en");
}

function sharesOf({ cpu, milliseconds }: Crowd): string {
  const [server, callers] = [cpu.server, cpu.callers].map((spent) => ((spent / milliseconds) * 100).toFixed(0));
  return `${server} % and ${callers} %`;
}

type Looks = readonly Took[];

/** In MiB a minute; the middles of the two thirds lie two thirds of the time apart. */
function growthOf({ looks, milliseconds }: Crowd): number {
  return (lastThird(looks) - firstThird(looks)) / 2 ** 20 / ((milliseconds / 60_000) * (2 / 3));
}

function firstThird(looks: Looks): number {
  return median(looks.slice(0, Math.floor(looks.length / 3)).map(({ resident }) => resident));
}

function lastThird(looks: Looks): number {
  return median(looks.slice(-Math.floor(looks.length / 3)).map(({ resident }) => resident));
}

function mebi(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

interface Everybody {
  readonly ids: readonly string[];
  /** What each page but the first comes after. */
  readonly cursors: readonly string[];
  readonly milliseconds: number;
  /** Of each page. */
  readonly latencies: readonly number[];
}

async function readEverybody(way: Way): Promise<Everybody> {
  const ids: string[] = [];
  const cursors: string[] = [];
  const latencies: number[] = [];
  const began = performance.now();
  for (let cursor: string | undefined; ; ) {
    const started = performance.now();
    const page = await get<Listed>(way, `/v1/users?limit=${PAGE}${cursor === undefined ? "" : `&cursor=${cursor}`}`);
    latencies.push(performance.now() - started);
    ids.push(...page.users.map(({ id }) => id));
    cursor = page.next;
    if (cursor === undefined) return { ids, cursors, latencies, milliseconds: performance.now() - began };
    cursors.push(cursor);
  }
}

/** Each begins elsewhere, so that they do not walk in step. */
function walkers({ cursors }: Everybody, count: number): readonly Caller[] {
  return places(cursors.length, count).map((at) => walker(SHORT_PAGE, cursors[at]));
}

function visitors({ ids }: Everybody, count: number): readonly Caller[] {
  return places(ids.length, count).map((at) => visitor(ids, at));
}

function places(length: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, caller) => Math.floor((caller * length) / count));
}
