import type { Loaded } from "../load/roster.ts";
import { isFieldKey, type Value } from "../model/fields.ts";
import { columnOf, PERSON_COLUMNS } from "../model/person.ts";
import type { Problem, Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { loginKey, type TenantUser } from "../model/user.ts";
import { peopleLines } from "../render/people.ts";
import { placeText } from "../render/problem.ts";
import { valueText } from "../render/wording.ts";
import type { Words } from "../render/words/words.ts";
import { columnsNamed } from "./columns.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { chooseDeclared, choosePeople, declaredPerson, type PeopleFlags, statesToday } from "./people.ts";

interface ListFlags extends PeopleFlags {
  readonly actual?: boolean;
  readonly unmanaged?: boolean;
  readonly columns?: string;
  readonly csv?: boolean;
}

const LIST_COLUMNS = [...PERSON_COLUMNS, "file", "where"] as const;
type ListColumn = (typeof LIST_COLUMNS)[number];
const USUAL: readonly ListColumn[] = ["loginId", "name", "extension", "role", "department", "state", "where"];

/** One person in a list, of the files or of the tenant, by column. */
type Listed = (column: ListColumn) => Value | undefined;

/** `meibo list [PEOPLE]`: who is declared, or whom the tenant shows. */
export async function list(context: Context, flags: ListFlags, patterns: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const columns = columnsOf(flags);
  if (!columns.ok) return refuse(context, columns.problems);
  const ofTenant = flags.actual === true || flags.unmanaged === true;
  const people = await (ofTenant ? tenantPeople : declaredPeople)(context, loaded, flags, patterns);
  if (!people.ok) return refuse(context, people.problems);
  await print(context, flags, columns.value, people.value);
  return EXIT.done;
}

function refuse({ screen }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  return EXIT.error;
}

function columnsOf({ columns }: ListFlags): Result<readonly ListColumn[] | undefined> {
  return columns === undefined
    ? { ok: true, value: undefined, problems: [] }
    : columnsNamed<ListColumn>(columns, LIST_COLUMNS);
}

type People = Promise<Result<readonly Listed[]>>;

async function declaredPeople(context: Context, loaded: Loaded, flags: ListFlags, patterns: readonly string[]): People {
  const chosen = await chooseDeclared(context, loaded, flags, patterns);
  const stateOf = statesToday(context, loaded);
  return chosen.ok
    ? { ...chosen, value: chosen.value.map((user) => listedDeclared(user, stateOf(user), context.words)) }
    : chosen;
}

/** The state is that of today, whatever dates make of it. */
function listedDeclared(user: DeclaredUser, state: string | undefined, words: Words): Listed {
  return (column) => {
    if (column === "state") return state;
    if (column === "file") return user.place.file;
    return column === "where" ? placeText(user.place, words) : columnOf(user, column);
  };
}

async function tenantPeople(context: Context, loaded: Loaded, flags: ListFlags, patterns: readonly string[]): People {
  const users = await readActual(context, loaded.settings);
  if (!users.ok) return users;
  const declared = new Map(loaded.roster.users.map((user) => [loginKey(user.loginId), user]));
  const userOf = ({ loginId }: TenantUser) => declared.get(loginKey(loginId));
  const all = users.value.filter((user) => flags.unmanaged !== true || userOf(user) === undefined);
  const personOf = (user: TenantUser) => {
    const own = userOf(user);
    return own === undefined
      ? { loginIds: [user.loginId], roles: [], state: user.state, values: user.values }
      : { ...declaredPerson(own), state: user.state, values: user.values };
  };
  const chosen = await choosePeople(context, loaded, { flags, patterns }, { all, personOf });
  return chosen.ok
    ? { ...chosen, value: chosen.value.map((user) => listedActual(user, userOf(user), context.words)) }
    : chosen;
}

/** Values and state as the tenant shows them; what it does not know comes from the person's entry. */
function listedActual(actual: TenantUser, declared: DeclaredUser | undefined, words: Words): Listed {
  return (column) => {
    if (column === "loginId") return actual.loginId;
    if (column === "state") return actual.state ?? "?";
    if (isFieldKey(column)) return actual.values[column];
    return declared === undefined || column === "where"
      ? undefined
      : listedDeclared(declared, undefined, words)(column);
  };
}

async function print(
  { screen, flags: { json }, words }: Context,
  { csv }: ListFlags,
  columns: readonly ListColumn[] | undefined,
  people: readonly Listed[],
): Promise<void> {
  const shown = columns ?? USUAL;
  if (json === true) screen.json(people.map((person) => personJson(person, columns)));
  else if (csv === true) {
    const { tableCsv } = await import("../render/spreadsheet.ts");
    screen.text(
      tableCsv(
        shown,
        people.map((person) => shown.map((column) => String(person(column) ?? ""))),
      ),
    );
  } else {
    const rows = people.map((person) => shown.map((column) => cellText(person(column), words)));
    screen.result(peopleLines(rows, columns ?? []));
  }
}

/** Without named columns every key is always there. */
function personJson(person: Listed, columns: readonly ListColumn[] | undefined): object {
  return Object.fromEntries((columns ?? USUAL).map((column) => [column, person(column) ?? (columns ? undefined : "")]));
}

function cellText(value: Value | undefined, words: Words): string {
  return value === undefined ? "" : valueText(value, words);
}
