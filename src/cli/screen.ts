import type { Instant } from "../model/ledger.ts";
import type { Problem, Severity } from "../model/problem.ts";
import { type Line, styled } from "../render/line.ts";
import { hintOf, problemLines, sentenceOf } from "../render/problem.ts";
import { safeJson } from "../render/safe.ts";
import type { Words } from "../render/words/words.ts";
import { writeLines } from "../render/write.ts";

/** Where commands say things: results on stdout, everything else on stderr, all of it through the safe writer. */
export interface Screen {
  result(lines: Iterable<Line>): void;
  json(value: unknown): void;
  /** The same for a document that comes in parts. */
  jsonParts(parts: Iterable<string>): void;
  /** A text that a view of `render/` made and escaped: a page, workflow commands, a table in its own encoding. */
  text(text: string | Uint8Array): void;
  note(lines: Iterable<Line>): void;
  problems(problems: readonly Problem[]): void;
  /** All problems told until now. */
  told(): readonly Problem[];
  /** Is stderr a terminal on which a line can move? */
  readonly live: boolean;
  /** One line that the next one replaces on a terminal; nothing elsewhere. */
  progress(text: string | undefined): void;
  /** One line of JSON on stderr, where that is what stderr carries; nothing elsewhere. */
  event(level: LogLevel, event: string, fields: object): void;
  /** Called once, when a command is over: with `--json`, stdout always holds one document, if only the problems told. */
  end(): void;
}

export interface ScreenSettings {
  readonly words: Words;
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

export function openScreen({ words, colour, quiet, json, log, now }: ScreenSettings): Screen {
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
    live,
    result: (lines) => {
      if (live) process.stderr.write(CLEAR);
      for (const part of parts(lines)) process.stdout.write(writeLines(part, onResult, widthOf(process.stdout)));
    },
    json: document,
    jsonParts: (texts) => {
      documents += 1;
      for (const text of texts) process.stdout.write(text);
    },
    text: (text) => process.stdout.write(text),
    note: (lines) => {
      if (!quiet && !isLog) process.stderr.write(clear() + writeLines(lines, onNote, widthOf(process.stderr)));
    },
    problems: (problems) => {
      for (const found of problems) told.push(found);
      for (const found of problems) event(LEVELS[found.severity], "problem", logged(found, words));
      if (!isLog)
        process.stderr.write(
          clear() +
            writeLines(
              problems.flatMap((found) => problemLines(found, words)),
              onNote,
            ),
        );
    },
    told: () => told,
    progress: (text) => {
      if (!live) return;
      const line = text === undefined ? "" : writeLines([[styled("dim", text)]], onNote).trimEnd();
      process.stderr.write(CLEAR + line);
    },
    event,
    end: () => {
      if (json && documents === 0) document({ problems: told.map((found) => spelledOut(found, words)) });
    },
  };
}

/** Lines in parts, so that a long plan need not be one text. */
function* parts(lines: Iterable<Line>): Generator<readonly Line[]> {
  let part: Line[] = [];
  for (const line of lines) {
    part.push(line);
    if (part.length < PART) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

const PART = 1_000;

/** Of a terminal; a file or a pipe has no width. */
function widthOf({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY === true && columns >= NARROWEST ? columns : undefined;
}

const NARROWEST = 40;

/** With its two sentences, for readers that have no table of problems. */
function spelledOut(found: Problem, words: Words): object {
  return { ...found, message: sentenceOf(found, words), hint: hintOf(found, words) };
}

/** Logs travel: what may be the name of a person stays behind, and so do the lines of the file. */
function logged(found: Problem, words: Words): object {
  const { code, name: problem, place, args } = found;
  const nameless = { ...found, args: { ...args, ...mask(args, "name"), ...mask(args, "value") } };
  return {
    code,
    problem,
    ...(place === undefined ? {} : { place }),
    message: sentenceOf(nameless, words),
    hint: hintOf(nameless, words),
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
