import { type Words, wordsIn } from "../../render/words/words.ts";
import type { Answers } from "./answers.ts";
import { prompt } from "./prompts.ts";
import { type Given, QUESTIONS } from "./questions.ts";

/** The questions, one after the other; undefined where somebody stopped. From the first answer on in the language it names. */
export async function askAll(
  proposed: Answers,
  words: Words,
  given: Given,
  stop: AbortSignal,
): Promise<Answers | undefined> {
  let draft = proposed;
  let spoken = words;
  for (const asking of QUESTIONS) {
    const question = asking(draft, spoken, given);
    if (question === undefined) continue;
    const answered = await prompt(question, spoken, stop);
    if (answered === undefined) return undefined;
    if (answered.language !== undefined && answered.language !== spoken.locale) {
      spoken = await wordsIn(answered.language);
    }
    draft = answered;
  }
  return draft;
}
