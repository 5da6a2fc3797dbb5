import { findDeclared } from "../load/explain.ts";
import type { Loaded } from "../load/roster.ts";
import { nearest } from "../load/suggest.ts";
import { isFieldKey, isOn, type Value } from "../model/fields.ts";
import { columnOf, PERSON_COLUMNS, type PersonColumn } from "../model/person.ts";
import { say } from "../model/phrases.ts";
import { problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { loginKey, type TenantUser } from "../model/user.ts";
import { type PersonRow, type PersonView, personLines } from "../render/person.ts";
import { placeText } from "../render/problem.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { statesToday } from "./people.ts";

interface GetFlags {
  readonly actual?: boolean;
  readonly csv?: boolean;
}

/** `meibo get LOGIN`: one person as the files want them, or as the tenant shows them. */
export async function get(context: Context, flags: GetFlags, [login = ""]: readonly string[]): Promise<Exit> {
  const { screen, words } = context;
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const found =
    flags.actual === true ? await findActual(context, loaded, login) : declaredFacts(context, loaded, login);
  if (!found.ok) {
    screen.problems(found.problems);
    return EXIT.error;
  }
  const { said, where, other } = found.value;
  if (context.flags.json === true) screen.json({ ...Object.fromEntries(said), where });
  else if (flags.csv === true) {
    const { tableCsv } = await import("../render/spreadsheet.ts");
    const columns = [...said.keys(), "where"];
    screen.text(tableCsv(columns, [[...[...said.values()].map((value) => String(value ?? "")), where]]));
  } else screen.result(personLines(viewOf(found.value, other), words));
  return EXIT.done;
}

/** One person by column. */
interface PersonFacts {
  readonly said: ReadonlyMap<PersonColumn, Value | undefined>;
  /** In the files; empty for somebody who stands in none. */
  readonly where: string;
  /** What the files say, beside what the tenant shows. */
  readonly other?: DeclaredUser;
}

function declaredFacts(context: Context, loaded: Loaded, login: string): Result<PersonFacts> {
  const user = findDeclared(loaded.roster, login);
  if (!user.ok) return user;
  const stateOf = statesToday(context, loaded);
  const said = (column: PersonColumn) => (column === "state" ? stateOf(user.value) : columnOf(user.value, column));
  return { ...user, value: { said: byColumn(said), where: placeText(user.value.place, context.words) } };
}

async function findActual(context: Context, loaded: Loaded, login: string): Promise<Result<PersonFacts>> {
  const users = await readActual(context, loaded.settings);
  if (!users.ok) return users;
  const key = loginKey(login);
  const user = users.value.find(({ loginId }) => loginKey(loginId) === key);
  if (user === undefined) {
    const near = nearest(
      login,
      users.value.map(({ loginId }) => loginId),
    );
    const hint =
      near === undefined ? say("meibo list --actual shows everybody") : say("did you mean {words}?", { words: near });
    return { ok: false, problems: [problem("not-in-tenant", { loginId: login, hint })] };
  }
  const declared = findDeclared(loaded.roster, login);
  const other = declared.ok ? { other: declared.value } : {};
  const where = declared.ok ? placeText(declared.value.place, context.words) : "";
  return { ok: true, value: { said: byColumn((column) => shownIn(user, column)), where, ...other }, problems: [] };
}

function shownIn(user: TenantUser, column: PersonColumn): Value | undefined {
  if (column === "loginId" || column === "state") return user[column];
  return isFieldKey(column) ? user.values[column] : undefined;
}

function byColumn(said: (column: PersonColumn) => Value | undefined): PersonFacts["said"] {
  return new Map(PERSON_COLUMNS.map((column) => [column, said(column)]));
}

/** What is switched off goes without saying, unless the files say otherwise. */
function viewOf({ said, where }: PersonFacts, other: DeclaredUser | undefined): PersonView {
  const rows = [...said].flatMap(([column, value]): readonly PersonRow[] => {
    if (column === "loginId" || column === "name") return [];
    const inFiles = other === undefined || !isFieldKey(column) ? undefined : columnOf(other, column);
    const differs = inFiles !== undefined && inFiles !== value;
    if (!differs && !isOn(value)) return [];
    return [{ column, value, ...(differs ? { inFiles } : {}) }];
  });
  return { loginId: String(said.get("loginId")), name: String(said.get("name") ?? ""), where, rows };
}
