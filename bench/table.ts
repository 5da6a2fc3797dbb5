import type { Figures } from "./measure.ts";

/** What one bench found: a heading over rows of cells, the first column text and the others numbers. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
  /** A limit was broken: the bench ends with 1. */
  readonly failed?: boolean;
}

/** Commands against the first of them, which is the measure of the others; a goal is at most so many times its CPU. */
export function ratioTable(title: string, figures: readonly Figures[], goals: Readonly<Record<string, number>>): Table {
  const base = figures[0]?.cpu ?? Number.NaN;
  return {
    title,
    columns: ["", "CPU ms", "clock ms", "peak MiB", "ratio", "goal", ""],
    rows: figures.map(({ name, cpu, clock, peak }) => {
      const ratio = cpu / base;
      return [name, ms(cpu), ms(clock), peak.toFixed(0), ratio.toFixed(2), ...verdict(ratio, goals[name])];
    }),
    notes: [`medians of ${figures[0]?.runs ?? 0} runs in turns; ratio is CPU against ${figures[0]?.name}`],
  };
}

function verdict(ratio: number, goal: number | undefined): readonly [goal: string, verdict: string] {
  if (goal === undefined) return ["", ""];
  return [`≤ ${goal}`, ratio <= goal ? "met" : "MISSED"];
}

export function ms(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}

export function formatTable({ title, columns, rows, notes = [] }: Table): string {
  const widths = columns.map((heading, column) =>
    Math.max(heading.length, ...rows.map((cells) => (cells[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => (column === 0 ? (cells[0] ?? "").padEnd(width) : (cells[column] ?? "").padStart(width)))
      .join("  ")
      .trimEnd();
  return [title, "", line(columns), ...rows.map(line), ...notes.map((note) => `(${note})`), ""].join("\n");
}
