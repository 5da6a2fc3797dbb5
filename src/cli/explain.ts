import type { EntryKey, ExplainedKey } from "../load/explain.ts";
import type { Loaded } from "../load/roster.ts";
import type { Explanation, StateOnDay } from "../model/explanation.ts";
import type { ValueKey } from "../model/fields.ts";
import type { Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { explanationLines, fieldsLines, stateLines } from "../render/explain.ts";
import { placeText } from "../render/problem.ts";
import type { Words } from "../render/words/words.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";

/** `meibo explain LOGIN [FIELD]`: every value of one person and who says it, from the files alone. */
export async function explain(context: Context, _: object, [loginId = "", field]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const { entryKeyNamed } = await import("../load/explain.ts");
  const key = entryKeyNamed(field ?? "");
  if (key !== undefined) return await tellKey(context, loaded, loginId, key);
  const asked = await read(context, loaded, loginId, field);
  if (!asked.ok) {
    context.screen.problems(asked.problems);
    return EXIT.error;
  }
  print(context, asked.value);
  return EXIT.done;
}

/** Roles and the like have one voice each, and no column in the console. */
async function tellKey(context: Context, loaded: Loaded, loginId: string, key: EntryKey): Promise<Exit> {
  const { explainKey, findDeclared } = await import("../load/explain.ts");
  const user = findDeclared(loaded.roster, loginId);
  const told = user.ok ? explainKey(context.root, context.configFile, user.value, key) : user;
  if (!user.ok || !told.ok) {
    context.screen.problems(told.problems);
    return EXIT.error;
  }
  if (context.flags.json === true) context.screen.json({ loginId: user.value.loginId, ...told.value });
  else context.screen.result([[keyText(told.value, context.words)]]);
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

function print({ screen, flags, words }: Context, { explained, today, only }: Asked): void {
  const fields = explained.fields.filter(({ key }) => only === undefined || key === only);
  if (flags.json === true) screen.json({ ...explained, fields, today });
  else if (only === undefined) screen.result(explanationLines(explained, today, words));
  else screen.result(only === "state" ? stateLines(explained.dates, today, words) : fieldsLines(fields, words));
}
