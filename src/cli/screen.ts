import type { Problem } from "../model/problem.ts";
import { type Line, styled } from "../render/line.ts";
import { problemLines } from "../render/problem.ts";
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
  /** One line that the next one replaces on a terminal; nothing elsewhere. */
  progress(text: string | undefined): void;
}

export interface ScreenSettings {
  readonly colour: "auto" | "always" | "never";
  readonly quiet: boolean;
}

const CLEAR = "\r\u001b[2K";

export function openScreen({ colour, quiet }: ScreenSettings): Screen {
  const onResult = wantsColour(colour, process.stdout);
  const onNote = wantsColour(colour, process.stderr);
  const live = process.stderr.isTTY === true && !quiet && process.env["CI"] === undefined;
  const clear = () => (live ? CLEAR : "");
  return {
    result: (lines) => {
      if (live) process.stderr.write(CLEAR);
      process.stdout.write(writeLines(lines, onResult));
    },
    json: (value) => process.stdout.write(`${safeJson(value, 2)}\n`),
    commands: (text) => process.stdout.write(text),
    note: (lines) => {
      if (!quiet) process.stderr.write(clear() + writeLines(lines, onNote));
    },
    problems: (problems) => process.stderr.write(clear() + writeLines(problems.flatMap(problemLines), onNote)),
    progress: (text) => {
      if (!live) return;
      const line = text === undefined ? "" : writeLines([[styled("dim", text)]], onNote).trimEnd();
      process.stderr.write(CLEAR + line);
    },
  };
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
