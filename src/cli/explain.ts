import type { EntryKey, ExplainedKey } from "../load/explain.ts";
import type { Loaded } from "../load/roster.ts";
import type { ExplainedField, Explanation, StateOnDay } from "../model/explanation.ts";
import type { ValueKey } from "../model/fields.ts";
import type { Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { explanationLines, fieldsLines, stateLines } from "../render/explain.ts";
import { placeText } from "../render/problem.ts";
import type { Words } from "../render/words/words.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";

interface ExplainFlags {
  readonly csv?: boolean;
}

/** One row a word that counts. */
const COLUMNS = [
  ...["key", "value", "code", "column", "layer", "role", "through", "written", "leftAlone"],
  ...["place.file", "place.line", "place.row"],
];

/** `meibo explain LOGIN [FIELD]`: every value of one person and who says it, from the files alone. */
export async function explain(
  context: Context,
  flags: ExplainFlags,
  [loginId = "", field]: readonly string[],
): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const { entryKeyNamed } = await import("../load/explain.ts");
  const key = entryKeyNamed(field ?? "");
  if (key !== undefined) return await tellKey(context, flags, loaded, { loginId, key });
  const asked = await read(context, loaded, loginId, field);
  if (!asked.ok) {
    context.screen.problems(asked.problems);
    return EXIT.error;
  }
  await print(context, flags, asked.value);
  return EXIT.done;
}

/** Roles and the like have one voice each, and no column in the console. */
async function tellKey(
  context: Context,
  { csv }: ExplainFlags,
  loaded: Loaded,
  { loginId, key }: { readonly loginId: string; readonly key: EntryKey },
): Promise<Exit> {
  const { explainKey, findDeclared } = await import("../load/explain.ts");
  const user = findDeclared(loaded.roster, loginId);
  const told = user.ok ? explainKey(context.root, context.configFile, user.value, key) : user;
  if (!user.ok || !told.ok) {
    context.screen.problems(told.problems);
    return EXIT.error;
  }
  if (context.flags.json === true) context.screen.json({ loginId: user.value.loginId, ...told.value });
  else if (csv === true) {
    const { values, place } = told.value;
    await printCsv(context, [{ key, value: values, place }]);
  } else context.screen.result([[keyText(told.value, context.words)]]);
  return EXIT.done;
}

function keyText({ key, values, place }: ExplainedKey, words: Words): string {
  if (place === undefined) return `  ${words.note.entryNone(key)}`;
  const who = place.line === undefined ? `${words.note.forFile}  ` : "";
  return `  ${key}  ${values.join(words.comma)}  ${who}${placeText(place, words)}`;
}

interface Asked {
  readonly explained: Explanation;
  readonly today: StateOnDay;
  /** Everything, where nothing was named. */
  readonly only: ValueKey | "state" | undefined;
}

async function read(
  context: Context,
  loaded: Loaded,
  loginId: string,
  field: string | undefined,
): Promise<Result<Asked>> {
  const { explainUser, fieldNamed, findDeclared } = await import("../load/explain.ts");
  const user = findDeclared(loaded.roster, loginId);
  if (!user.ok) return user;
  const only = field === undefined || field === "state" ? undefined : fieldNamed(field);
  if (only?.ok === false) return only;
  const explained = explainUser(context.root, context.configFile, user.value);
  if (!explained.ok) return explained;
  const today = await stateToday(context, loaded, user.value);
  const named = field === "state" ? field : only?.value;
  return { ok: true, value: { explained: explained.value, today, only: named }, problems: [] };
}

async function stateToday({ now }: Context, { settings }: Loaded, user: DeclaredUser): Promise<StateOnDay> {
  const { dayIn, wantedState } = await import("../plan/state.ts");
  const { timeZone = settings.timeZone } = user.values;
  return { on: dayIn(String(timeZone), now()), ...wantedState(user, undefined, settings, now()) };
}

async function printCsv({ screen }: Context, rows: readonly object[]): Promise<void> {
  screen.text((await import("../render/spreadsheet.ts")).recordsCsv(COLUMNS, rows));
}

/** Of the word that counts; without one, the place where it would be written. */
function rowOf({ words, ...field }: ExplainedField): object {
  const word = words.at(-1);
  return { ...field, ...word?.origin, through: word?.through };
}

async function print(context: Context, { csv }: ExplainFlags, { explained, today, only }: Asked): Promise<void> {
  const { screen, flags, words } = context;
  const fields = explained.fields.filter(({ key }) => only === undefined || key === only);
  if (flags.json === true) screen.json({ ...explained, fields, today });
  else if (csv === true) {
    const dates = only === undefined || only === "state" ? explained.dates : [];
    await printCsv(context, [...dates, ...fields.map(rowOf)]);
  } else if (only === undefined) screen.result(explanationLines(explained, today, words));
  else screen.result(only === "state" ? stateLines(explained.dates, today, words) : fieldsLines(fields, words));
}
