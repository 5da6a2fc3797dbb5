import type { Command } from "commander";
import { widthOf } from "../render/columns.ts";
import { finderOf } from "../render/phrase.ts";
import { safe, withoutCommands } from "../render/safe.ts";
import { type Help, USAGE_PHRASES } from "../render/words/en/help.ts";
import { wrapped } from "../render/wrap.ts";
import { writeLines } from "../render/write.ts";

/** The commands with what `--help` says of each, and what is said of a wrong command line, in one language. */
export function explained(program: Command, help: Help): Command {
  speak(program, help);
  describe(program, [], help);
  return program;
}

function speak(program: Command, { titles, choices, byDefault, listed, usage }: Help): void {
  const findUsage = finderOf(USAGE_PHRASES);
  const said: Readonly<Record<string, string>> = titles;
  program
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => said[title] ?? title,
      displayWidth: widthOf,
      boxWrap: (text, width) => writeLines(wrapped([text], width, 0), false).trimEnd(),
      optionDescription: ({ description, argChoices, defaultValue, required }) => {
        const more = [
          ...(argChoices === undefined ? [] : [`${choices}: ${argChoices.join(", ")}`]),
          ...(required && defaultValue !== undefined ? [`${byDefault}: ${defaultValue}`] : []),
        ];
        return more.length === 0 ? description : `${description} (${more.join("; ")})`;
      },
    })
    .configureOutput({
      writeOut: (text) => process.stdout.write(safeLines(text)),
      writeErr: (text) => process.stderr.write(safeLines(text)),
      outputError: (text, write) =>
        write(
          text
            .split("\n")
            .map((line) => findUsage(line, usage))
            .join("\n"),
        ),
    })
    .showHelpAfterError(listed);
}

function describe(command: Command, words: readonly string[], help: Help): void {
  const name = words.join(" ");
  const texts: Readonly<Record<string, string>> = help.texts;
  const textOf = (of: string) => texts[`${name} ${of}`] ?? texts[of] ?? "";
  command
    .description(texts[name] ?? textOf(command.name()))
    .helpOption("--help", help.texts["--help"])
    .helpCommand(false);
  for (const argument of command.registeredArguments) argument.description = textOf(`<${argument.name()}>`);
  for (const option of command.options) option.description = textOf(option.long ?? "");
  for (const below of command.commands) {
    below.copyInheritedSettings(command);
    describe(below, [...words, below.name()], help);
  }
}

/** What commander says repeats arguments, which may come from anywhere. */
function safeLines(text: string): string {
  return text
    .split("\n")
    .map((line) => withoutCommands(safe(line)))
    .join("\n");
}
