import { PHRASES } from "../model/phrases.ts";
import type { Words } from "./words/words.ts";

/** A text, and the texts of a language by the phrases they stand for. */
type Find<P extends string> = (text: string, texts: Readonly<Partial<Record<P, string>>>) => string;

/** Nobody says more in one piece. */
const LONGEST = 4_000;

/** Words of sentences that hold what somebody wrote: a role that is called `text` is no phrase. */
const WRITTEN: ReadonlySet<string> = new Set([
  "file",
  "first",
  "group",
  "loginId",
  "name",
  "names",
  "path",
  "pool",
  "role",
  "run",
  "second",
  "user",
  "value",
  "words",
]);

const findPhrase = finderOf(PHRASES);

/** What fills a word of a sentence in, as `phraseText`. */
export function fillingText(word: string, text: string, words: Pick<Words, "locale" | "phrases">): string {
  return WRITTEN.has(word) ? text : phraseText(text, words);
}

/** A piece of a sentence that came in English, in the language of the words; what `PHRASES` does not hold stays as it is. */
export function phraseText(text: string, { locale, phrases }: Pick<Words, "locale" | "phrases">): string {
  return locale === "en" ? text : findPhrase(text, phrases);
}

/** Finds which of these phrases a text is, with what its `{words}` were filled in with, and says it in another language. */
export function finderOf<P extends string>(phrases: readonly P[]): Find<P> {
  const whole = new Map<string, P>(phrases.map((phrase) => [phrase, phrase]));
  let patterns: readonly { readonly phrase: P; readonly form: RegExp }[] | undefined;
  return function find(text: string, texts: Readonly<Partial<Record<P, string>>>): string {
    if (text.length > LONGEST) return text;
    const phrase = whole.get(text);
    if (phrase !== undefined) return texts[phrase] ?? text;
    patterns ??= phrases
      .filter((each) => each.includes("{"))
      .sort((a, b) => fixedLength(b) - fixedLength(a))
      .map((each) => ({ phrase: each, form: formOf(each) }));
    for (const pattern of patterns) {
      const given = pattern.form.exec(text)?.groups;
      if (given === undefined) continue;
      const here = texts[pattern.phrase] ?? pattern.phrase;
      return here.replace(/\{([A-Za-z]+)\}/g, (_, word: string) => {
        const text = given[word] ?? "";
        return WRITTEN.has(word) ? text : find(text, texts);
      });
    }
    return text;
  };
}

function formOf(phrase: string): RegExp {
  const parts = phrase
    .split(/\{([A-Za-z]+)\}/)
    .map((part, at) => (at % 2 === 0 ? RegExp.escape(part) : `(?<${part}>.*)`));
  return new RegExp(`^${parts.join("")}$`, "su");
}

function fixedLength(phrase: string): number {
  return phrase.replaceAll(/\{[A-Za-z]+\}/g, "").length;
}
