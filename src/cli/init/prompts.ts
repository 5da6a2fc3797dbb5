import type { Words } from "../../render/words/words.ts";
import type { Answers } from "./answers.ts";
import type { Question } from "./questions.ts";

/** Rows of a list on the screen at once. */
const MOST_ROWS = 8;
const USUAL_SIZE = { columns: 80, rows: 24 };
const CTRL_D = "\u0004";

/** Asks one question on the terminal; undefined where the person or a signal ended it. The one place that knows the library. */
export async function prompt(question: Question, { yes, no }: Words, stop: AbortSignal): Promise<Answers | undefined> {
  const clack = await import("@clack/prompts");
  // A terminal that does not know its size says 0, and every letter would get a line of its own.
  if (process.stderr.columns === 0) Object.assign(process.stderr, USUAL_SIZE);
  clack.updateSettings({ aliases: { [CTRL_D]: "cancel" } });
  const { message } = question;
  const shared = { message, output: process.stderr, signal: stop };
  switch (question.kind) {
    case "one": {
      const { initial: initialValue, take } = question;
      const options = [...question.options];
      const answer = await clack.select({ ...shared, options, initialValue, ...LIST });
      return clack.isCancel(answer) ? undefined : take(answer);
    }
    case "many": {
      const { initial, take } = question;
      const options = [...question.options];
      const list = { options, initialValues: [...initial], required: false, ...LIST };
      const answer = await clack.multiselect({ ...shared, ...list });
      return clack.isCancel(answer) ? undefined : take(answer);
    }
    case "text": {
      const { initial: initialValue, check, take } = question;
      const validate = (text: string | undefined) => check(text ?? "");
      const answer = await clack.text({ ...shared, initialValue, validate });
      return clack.isCancel(answer) ? undefined : take(answer ?? "");
    }
    case "yes": {
      const { initial: initialValue, take } = question;
      const answer = await clack.confirm({ ...shared, initialValue, active: yes, inactive: no });
      return clack.isCancel(answer) ? undefined : take(answer);
    }
    default:
      return question satisfies never;
  }
}

/** The library explains its keys in English only; the questions do it themselves. */
const LIST = { maxItems: MOST_ROWS, showInstructions: false };
