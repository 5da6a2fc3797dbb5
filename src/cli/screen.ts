import type { Instant } from "../model/ledger.ts";
import type { Problem, Severity } from "../model/problem.ts";
import { type Line, styled } from "../render/line.ts";
import { hintOf, problemLines, sentenceOf } from "../render/problem.ts";
import { safeJson } from "../render/safe.ts";
import { writeLines } from "../render/write.ts";

/** Where commands say things: results on stdout, everything else on stderr, all of it through the safe writer. */
export interface Screen {
  result(lines: readonly Line[]): void;
  json(value: unknown): void;
  /** Workflow commands, made and escaped by `render/annotations.ts`. */
  commands(text: string): void;
  note(lines: readonly Line[]): void;
  problems(problems: readonly Problem[]): void;
  /** All problems told until now. */
  told(): readonly Problem[];
  /** One line that the next one replaces on a terminal; nothing elsewhere. */
  progress(text: string | undefined): void;
  /** One line of JSON on stderr, where that is what stderr carries; nothing elsewhere. */
  event(level: LogLevel, event: string, fields: object): void;
  /** Called once, when a command is over: with `--json`, stdout always holds one document, if only the problems told. */
  end(): void;
}

export interface ScreenSettings {
  readonly colour: "auto" | "always" | "never";
  readonly quiet: boolean;
  readonly json: boolean;
  readonly log: "text" | "json";
  readonly now: () => Instant;
}

/** As problems have it; a warning is `warn` in every log. */
export type LogLevel = "error" | "warn" | "info";

const LEVELS = { error: "error", warning: "warn", info: "info" } as const satisfies Record<Severity, LogLevel>;

const CLEAR = "\r\u001b[2K";

export function openScreen({ colour, quiet, json, log, now }: ScreenSettings): Screen {
  const onResult = wantsColour(colour, process.stdout);
  const onNote = wantsColour(colour, process.stderr);
  const isLog = log === "json";
  const live = process.stderr.isTTY === true && !quiet && !isLog && process.env["CI"] === undefined;
  const clear = () => (live ? CLEAR : "");
  const told: Problem[] = [];
  let documents = 0;
  const document = (value: unknown) => {
    documents += 1;
    process.stdout.write(`${safeJson(value, 2)}\n`);
  };
  const event = (level: LogLevel, name: string, fields: object) => {
    if (isLog) process.stderr.write(`${safeJson({ time: now(), level, event: name, ...fields })}\n`);
  };
  return {
    result: (lines) => {
      if (live) process.stderr.write(CLEAR);
      process.stdout.write(writeLines(lines, onResult));
    },
    json: document,
    commands: (text) => process.stdout.write(text),
    note: (lines) => {
      if (!quiet && !isLog) process.stderr.write(clear() + writeLines(lines, onNote));
    },
    problems: (problems) => {
      for (const found of problems) told.push(found);
      for (const found of problems) event(LEVELS[found.severity], "problem", logged(found));
      if (!isLog) process.stderr.write(clear() + writeLines(problems.flatMap(problemLines), onNote));
    },
    told: () => told,
    progress: (text) => {
      if (!live) return;
      const line = text === undefined ? "" : writeLines([[styled("dim", text)]], onNote).trimEnd();
      process.stderr.write(CLEAR + line);
    },
    event,
    end: () => {
      if (json && documents === 0) document({ problems: told.map(spelledOut) });
    },
  };
}

/** With its two sentences, for readers that have no table of problems. */
function spelledOut(found: Problem): object {
  return { ...found, message: sentenceOf(found), hint: hintOf(found) };
}

/** Logs travel: what may be the name of a person stays behind, and so do the lines of the file. */
function logged(found: Problem): object {
  const { code, name: problem, place, args } = found;
  const nameless = { ...found, args: { ...args, ...mask(args, "name"), ...mask(args, "value") } };
  return {
    code,
    problem,
    ...(place === undefined ? {} : { place }),
    message: sentenceOf(nameless),
    hint: hintOf(nameless),
  };
}

function mask(args: Problem["args"], word: string): Problem["args"] {
  return args[word] === undefined ? {} : { [word]: "[left out]" };
}

/** `--color`, then `NO_COLOR` and `FORCE_COLOR`, then whether a person looks. */
function wantsColour(colour: ScreenSettings["colour"], stream: NodeJS.WriteStream): boolean {
  if (colour !== "auto") return colour === "always";
  if (isSet(process.env["NO_COLOR"])) return false;
  return isSet(process.env["FORCE_COLOR"]) || stream.isTTY === true;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0";
}
