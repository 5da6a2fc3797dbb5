import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { LANGUAGES } from "../../model/settings.ts";
import { languageIn } from "../language.ts";
import { type Check, ok, problematic, type Site, warning } from "./check.ts";

export const CONFIGURATION: readonly Check[] = [
  { theme: "configuration", name: "config", look: config },
  { theme: "configuration", name: "language", look: language },
];

async function config({ context: { configFile: file }, config }: Site): Promise<Finding> {
  const { finish } = await import("../../load/finish.ts");
  const problems = finish(config.problems, config.sources);
  return problems.length === 0
    ? ok(say("the configuration {file} is valid", { file }))
    : problematic(say("the configuration {file} is not as it should be", { file }), problems);
}

function language({ environment, context: { words } }: Site): Finding {
  const value = environment["MEIBO_LANG"] ?? "";
  if (value === "" || languageIn(value) !== undefined) {
    return ok(say("people are spoken to in the language {language}", { language: words.locale }));
  }
  const choices = LANGUAGES.join(", ");
  return warning(
    say("meibo does not speak the language that MEIBO_LANG names: {value}", { value }),
    say("set it to one of {choices}, or take it out of the environment", { choices }),
  );
}
