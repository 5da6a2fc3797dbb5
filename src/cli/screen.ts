import type { Problem } from "../model/problem.ts";
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
  /** Called once, when a command is over: with `--json`, stdout always holds one document, if only the problems told. */
  end(): void;
}

export interface ScreenSettings {
  readonly colour: "auto" | "always" | "never";
  readonly quiet: boolean;
  readonly json: boolean;
}

const CLEAR = "\r\u001b[2K";

export function openScreen({ colour, quiet, json }: ScreenSettings): Screen {
  const onResult = wantsColour(colour, process.stdout);
  const onNote = wantsColour(colour, process.stderr);
  const live = process.stderr.isTTY === true && !quiet && process.env["CI"] === undefined;
  const clear = () => (live ? CLEAR : "");
  const told: Problem[] = [];
  let documents = 0;
  const document = (value: unknown) => {
    documents += 1;
    process.stdout.write(`${safeJson(value, 2)}\n`);
  };
  return {
    result: (lines) => {
      if (live) process.stderr.write(CLEAR);
      process.stdout.write(writeLines(lines, onResult));
    },
    json: document,
    commands: (text) => process.stdout.write(text),
    note: (lines) => {
      if (!quiet) process.stderr.write(clear() + writeLines(lines, onNote));
    },
    problems: (problems) => {
      for (const found of problems) told.push(found);
      process.stderr.write(clear() + writeLines(problems.flatMap(problemLines), onNote));
    },
    told: () => told,
    progress: (text) => {
      if (!live) return;
      const line = text === undefined ? "" : writeLines([[styled("dim", text)]], onNote).trimEnd();
      process.stderr.write(CLEAR + line);
    },
    end: () => {
      if (json && documents === 0) document({ problems: told.map(spelledOut) });
    },
  };
}

/** With its two sentences, for readers that have no table of problems. */
function spelledOut(found: Problem): object {
  return { ...found, message: sentenceOf(found), hint: hintOf(found) };
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
