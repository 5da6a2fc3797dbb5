import type { ExplainedDate, ExplainedField, Explanation, LeftAlone, StateOnDay, Word } from "../model/explanation.ts";
import { choicesOf, fieldOf } from "../model/fields.ts";
import { pad, widest } from "./columns.ts";
import { type Line, styled } from "./line.ts";
import { valueText } from "./plan.ts";
import { placeText } from "./problem.ts";
import { reasonText } from "./words.ts";

/** One person's values, each with every layer that spoke: what counts first, what it was laid over below. */
export function explanationLines(explained: Explanation, today: StateOnDay): readonly Line[] {
  const { fields } = explained;
  const keys = widest(
    fields.map(({ key }) => key),
    40,
  );
  return [...headLines(explained), [], ...stateLines(explained.dates, today), [], ...fieldsLines(fields, keys)];
}

function headLines({ loginId, name, place, roles }: Explanation): readonly Line[] {
  return [
    [styled("bold", loginId), `  ${name}  ${placeText(place)}`],
    [roles.length === 0 ? "no role" : `roles, from left to right: ${roles.join(", ")}`],
  ];
}

/** The state today and why, and the words that decide it. */
export function stateLines(dates: readonly ExplainedDate[], today: StateOnDay): readonly Line[] {
  const rows = dates.map(({ key, value, place }): Line => [`      ${pad(key, 11)}  ${value}  ${placeText(place)}`]);
  return [[`  state on ${today.on}: ${stateText(today)}`], ...rows];
}

const UNTOLD = {
  absent: "to be deleted, with an approval; inactive until then",
  pending: "not created before {day}",
  unmanaged: "no state and no date is declared: a new user is active, others stay as they are",
} as const;

function stateText({ state, reason, day }: StateOnDay): string {
  if (state === "absent" || state === "pending" || state === "unmanaged") {
    return UNTOLD[state].replace("{day}", day ?? "");
  }
  const why = reason === undefined ? "" : reasonText({ reason, ...(day === undefined ? {} : { day }) });
  return why === "" ? state : `${state} (${why})`;
}

/** The fields, one after the other. */
export function fieldsLines(fields: readonly ExplainedField[], keys = 0): readonly Line[] {
  return fields.flatMap((field) => fieldLines(field, keys));
}

function fieldLines(field: ExplainedField, keys: number): readonly Line[] {
  const { key, words, leftAlone, column } = field;
  const [winner, ...over] = words.toReversed();
  if (leftAlone !== undefined || winner === undefined) {
    return [[`  ${pad(key, keys)}  ${LEFT_ALONE_TEXT[leftAlone ?? "unsaid"]}`], detail("column", column)];
  }
  const values = widest(
    words.map(({ value }) => valueText(value)),
    30,
  );
  const aside = winner.origin.layer === "baseline" ? ": nobody switches it on" : "";
  return [
    [`  ${pad(key, keys)}  `, styled("bold", pad(valueText(winner.value), values)), `  ${whoText(winner)}${aside}`],
    detail("column", `${column}: ${codeText(field)}`),
    ...over.map((word) => detail("below", `${pad(valueText(word.value), values)}  ${whoText(word)}`)),
  ];
}

function detail(word: string, text: string): Line {
  return [styled("dim", `      ${pad(word, 8)}${text}`)];
}

const LEFT_ALONE_TEXT: Readonly<Record<LeftAlone, string>> = {
  unsaid: "not managed, left as it is",
  ignored: "not managed, left as it is: ignoreFields in meibo.yaml names it",
  notSubscribed: "not managed: subscriptions in meibo.yaml do not have it",
};

function whoText({ origin, through }: Word): string {
  const role = through === undefined ? origin.role : `${origin.role}, which ${through} extends`;
  const who = role === undefined ? LAYER_WORDS[origin.layer] : `role ${role}`;
  return origin.place === undefined ? who : `${who}  ${placeText(origin.place)}`;
}

const LAYER_WORDS = {
  baseline: "baseline",
  default: "default for everybody",
  role: "role",
  file: "default of the file",
  user: "the user's own entry",
} as const satisfies Record<Word["origin"]["layer"], string>;

/** The code, how the cell was read, and in a range what the codes mean: 1 is yes elsewhere. */
function codeText({ key, code, value, written }: ExplainedField): string {
  const { type } = fieldOf(key);
  const choices = choicesOf(type);
  if (choices === undefined) return code ?? "";
  const read = written === undefined || written === String(value) ? "" : `, read from the cell ${written}`;
  if (type !== "range") return `${code}${read}`;
  const legend = choices.map((choice, index) => `${index} is ${RANGE_TEXTS[String(choice)] ?? choice}`).join(", ");
  return `${code}${read} (a range: ${legend})`;
}

const RANGE_TEXTS: Readonly<Record<string, string>> = { all: "All", hostOnly: "Host only", none: "None" };
