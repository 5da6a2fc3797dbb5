import type { ExplainedDate, ExplainedField, Explanation, StateOnDay, Word } from "../model/explanation.ts";
import { choicesOf, fieldOf } from "../model/fields.ts";
import { say, type Told } from "../model/phrases.ts";
import { pad, widest } from "./columns.ts";
import { type Line, styled } from "./line.ts";
import { phraseText } from "./phrase.ts";
import { placeText } from "./problem.ts";
import { reasonText, valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

/** One person's values, each with every layer that spoke: what counts first, what it was laid over below. */
export function explanationLines(explained: Explanation, today: StateOnDay, words: Words): readonly Line[] {
  const { fields } = explained;
  const keys = widest(
    fields.map(({ key }) => key),
    40,
  );
  return [
    ...headLines(explained, words),
    [],
    ...stateLines(explained.dates, today, words),
    [],
    ...fieldsLines(fields, words, keys),
  ];
}

function headLines({ loginId, name, place, roles }: Explanation, words: Words): readonly Line[] {
  return [
    [styled("bold", loginId), `  ${name}  ${placeText(place, words)}`],
    [roles.length === 0 ? words.explain.noRole : words.explain.roles(roles.join(words.comma))],
  ];
}

/** The state today and why, and the words that decide it. */
export function stateLines(dates: readonly ExplainedDate[], today: StateOnDay, words: Words): readonly Line[] {
  const rows = dates.map(({ key, value, place }): Line => {
    return [`      ${pad(key, 11)}  ${value}  ${placeText(place, words)}`];
  });
  return [[`  ${words.explain.stateOn(today.on, stateText(today, words))}`], ...rows];
}

function stateText({ state, reason, day }: StateOnDay, words: Words): string {
  const { explain } = words;
  if (state === "absent" || state === "pending" || state === "unmanaged") {
    return explain[state].replace("{day}", day ?? "");
  }
  const why = reason === undefined ? "" : reasonText({ reason, ...(day === undefined ? {} : { day }) }, words);
  return why === "" ? state : explain.because(state, why);
}

/** The fields, one after the other. */
export function fieldsLines(fields: readonly ExplainedField[], words: Words, keys = 0): readonly Line[] {
  return fields.flatMap((field) => fieldLines(field, keys, words));
}

function fieldLines(field: ExplainedField, keys: number, words: Words): readonly Line[] {
  const { explain } = words;
  const { key, words: said, leftAlone, column } = field;
  const [winner, ...over] = said.toReversed();
  if (leftAlone !== undefined || winner === undefined) {
    return [[`  ${pad(key, keys)}  ${explain.leftAlone[leftAlone ?? "unsaid"]}`], detail(explain.column, column)];
  }
  const values = widest(
    said.map(({ value }) => valueText(value, words)),
    30,
  );
  const aside = winner.origin.layer === "baseline" ? `${words.colon}${explain.nobody}` : "";
  return [
    [
      `  ${pad(key, keys)}  `,
      styled("bold", pad(valueText(winner.value, words), values)),
      `  ${whoText(winner, words)}${aside}`,
    ],
    detail(explain.column, `${column}: ${codeText(field, words)}`),
    ...over.map((word) =>
      detail(explain.below, `${pad(valueText(word.value, words), values)}  ${whoText(word, words)}`),
    ),
  ];
}

function detail(word: string, text: string): Line {
  return [styled("dim", `      ${pad(word, 8)}${text}`)];
}

function whoText({ origin, through }: Word, words: Words): string {
  const { explain } = words;
  const role = through === undefined ? origin.role : explain.through(origin.role ?? "", through);
  const who = role === undefined ? explain.layers[origin.layer] : words.ofRole(role);
  return origin.place === undefined ? who : `${who}  ${placeText(origin.place, words)}`;
}

/** The code, how the cell was read, and in a range what the codes mean: 1 is yes elsewhere. */
function codeText({ key, code, value, written }: ExplainedField, words: Words): string {
  const { explain, comma } = words;
  const { type } = fieldOf(key);
  const choices = choicesOf(type);
  if (choices === undefined) return code ?? "";
  const read = written === undefined || written === String(value) ? "" : explain.readFrom(written);
  if (type !== "range") return `${code}${read}`;
  const legend = choices.map((choice, index) =>
    explain.is(index, phraseText(RANGE_TEXTS[String(choice)] ?? String(choice), words)),
  );
  return `${code}${read}${explain.range(legend.join(comma))}`;
}

const RANGE_TEXTS: Readonly<Record<string, Told>> = {
  all: say("All"),
  hostOnly: say("Host only"),
  none: say("None"),
};
