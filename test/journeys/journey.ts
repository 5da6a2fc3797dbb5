import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folderWith, MAIN } from "../cli/command.ts";

const CLOCK = pathToFileURL(join(import.meta.dirname, "clock.mjs")).href;

/** A folder in which commands are run one after another, on days of the story. */
export interface Journey {
  readonly folder: string;
  /** Runs `meibo …` as it stands in the story. */
  run(line: string): string;
  /** Lets the story go on at noon of a day. */
  on(day: string): void;
  /** Everything that was run and printed, without what differs from run to run. */
  transcript(): string;
}

export function journeyIn(folder: string, firstDay: string): Journey {
  let day = firstDay;
  const told: string[] = [];
  const run = (line: string) => {
    const { exit, printed } = command(folder, day, wordsIn(line));
    told.push(`$ meibo ${line}`, ...(printed === "" ? [] : [printed]), ...(exit === 0 ? [] : [`(exit ${exit})`]), "");
    return printed;
  };
  return {
    folder,
    run,
    on: (next) => {
      day = next;
      told.push(`# ${next}`, "");
    },
    transcript: () => settled(told.join("\n")),
  };
}

function command(folder: string, day: string, words: readonly string[]) {
  const { CI: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", 'exec "$0" "$@" 2>&1', process.execPath, MAIN, ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...inherited, NO_COLOR: "1", NODE_OPTIONS: `--import=${CLOCK}`, MEIBO_TEST_CLOCK: `${day}T03:00:00Z` },
  });
  return { exit: status, printed: `${stdout}${stderr}`.trimEnd() };
}

/** Words as a shell parts them, with quotes around what holds spaces. */
export function wordsIn(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

function settled(text: string): string {
  return text
    .replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} (?:GMT\+9|JST)/g, "MOMENT")
    .replaceAll(/(?<=\s)[\d.]+ (ms|s)$/gm, "DURATION")
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{4}-[0-9a-f]{8}/g, "RUN");
}

/** This repository's own roster, whose tenant shows just what it says. */
export function aobaFolder(day: string): string {
  const folder = folderWith();
  for (const name of ["meibo.yaml", "roles", "users"]) cpSync(name, join(folder, name), { recursive: true });
  for (const words of [
    ["tenant", "seed"],
    ["apply", "--auto-approve"],
  ]) {
    const { exit, printed } = command(folder, day, words);
    if (exit !== 0) throw new Error(`meibo ${words.join(" ")} ended with ${exit}: ${printed}`);
  }
  return folder;
}
