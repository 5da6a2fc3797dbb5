import type { Size } from "../test/simulation/cases.ts";
import { MOST_SEEDS } from "../test/simulation/mutants.ts";
import type { Hunted } from "../test/simulation/workers.ts";
import type { Found } from "./harnesses.ts";

export interface Row extends Found {
  readonly name: string;
  readonly goal: string;
  readonly seconds: number;
  /** Where it was tried. */
  readonly commit: string;
}

/** All that was tried, the last of it at this commit. */
export interface Proof {
  readonly commit: string;
  readonly size: Size;
  readonly rows: readonly Row[];
  readonly hunted: readonly Hunted[];
  /** On the clock. */
  readonly seconds: number;
}

export function violatedOf({ violated, violations }: Row): number {
  return violated ?? violations.length;
}

/** What docs/proof.md says. */
export function pageOf({ commit, size, rows, hunted, seconds }: Proof): string {
  const which =
    size === "full" ? "the whole (`npm run proof -- --full`)" : "the part that fits ten minutes (`npm run proof`)";
  return `# Proof

The engine of \`apply\` runs against a model tenant with a clock of its own, while everything goes wrong that can
(\`test/simulation/\`). After each schedule the oracle asks what must never be otherwise: nobody is changed or deleted but as
approved (I1), nothing is sent twice (I2), nothing is lost (I3), nobody else is touched (I4), every password is in a sealed
file that the journal names (I5), journal and ledger tell the truth (I6), bounds hold (I7), no secret leaks (I8), two runs
after the last fault all is done (I9), every state on the way is valid (I10).

Below the schedules stand the tries with real processes, signals, files and databases (\`test/processes/\`, \`test/state/\`,
\`test/secrets/\`).

One thing cannot be closed from outside: an edit at the console in the last ten seconds before a delete, or one that a stale answer
hides. This window is not counted as a violation.

Measured: ${which}, in ${seconds.toFixed(0)} s on two cores, the last of it at commit \`${short(commit)}\`. A row that names
another commit was not tried again after it.

| what is tried | goal | cases | steps | faults | violations | seconds | commit |
| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
${rows.map(lineOf).join("\n")}

Each of these rules was taken out of the engine, and the harness had to notice it within ${number(MOST_SEEDS)} seeds.

| without the rule that | noticed at seed | as |
| --- | ---: | --- |
${hunted.map(mutantLine).join("\n")}
`;
}

function lineOf(row: Row): string {
  const { name, goal, cases, steps, faults, seconds, commit } = row;
  const counts = [cases, steps, faults, violatedOf(row)].map(number);
  return `| ${[name, goal, ...counts, seconds.toFixed(1), short(commit)].join(" | ")} |`;
}

function short(commit: string): string {
  return commit.slice(0, 12);
}

function mutantLine({ mutant, seed, sentence }: Hunted): string {
  const { rule, harmless } = mutant;
  return `| ${rule} | ${seed ?? "-"} | ${sentence?.slice(0, 120).replaceAll("|", "/") ?? harmless ?? "**not noticed**"} |`;
}

function number(value: number | undefined): string {
  return value === undefined ? "" : value.toLocaleString("en");
}

const TABLE = /^\| what is tried .*\n\|[-| :]*\n(?<rows>(?:\|.*\n)+)/m;
const BLOCK = /(?<=<!-- proof -->\n)[\s\S]*?(?=<!-- \/proof -->)/;

/** What README says of the proof: of each row of the page what is tried, how often, and what went wrong. */
export function quoteOf(page: string): string {
  const rows = TABLE.exec(page)?.groups?.["rows"]?.trimEnd().split("\n") ?? [];
  const lines = rows.map((row) => {
    const [, what = "", , cases = "", , , violations = ""] = row.split("|").map((cell) => cell.trim());
    return `| ${what} | ${cases} | ${violations} |`;
  });
  return ["| what is tried | cases | violations |", "| --- | ---: | ---: |", ...lines, ""].join("\n");
}

/** README with the quote of this page in its place. */
export function withQuote(readme: string, page: string): string {
  if (!BLOCK.test(readme)) throw new Error("README has no place for the proof: <!-- proof --> … <!-- /proof -->");
  return readme.replace(BLOCK, () => quoteOf(page));
}
