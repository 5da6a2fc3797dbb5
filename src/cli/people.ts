import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fieldNamed } from "../load/explain.ts";
import type { Loaded } from "../load/roster.ts";
import { nearest, suggestion } from "../load/suggest.ts";
import { valueOfWord, wordsHint } from "../load/words.ts";
import { say, type Told } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type Choice, chosenPeople, type Having, type Person, partsOf, type Unmatched } from "../model/selection.ts";
import type { State } from "../model/user.ts";
import { wantedState } from "../plan/state.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";

/** The options of `selectionOptions`. */
export interface PeopleFlags {
  readonly role?: readonly string[];
  readonly department?: readonly string[];
  readonly state?: State;
  readonly file?: readonly string[];
  readonly with?: readonly string[];
  /** A file with a Login ID a line. */
  readonly logins?: string;
}

/** The people of the files whom flags and patterns choose; everybody, without any. A word that names nobody is a problem. */
export async function chooseDeclared(
  context: Context,
  loaded: Loaded,
  flags: PeopleFlags,
  patterns: readonly string[] = [],
): Promise<Result<readonly DeclaredUser[]>> {
  const stateOf = statesToday(context, loaded);
  const { users } = loaded.roster;
  const personOf = (user: DeclaredUser) => ({ ...declaredPerson(user), state: stateOf(user) });
  const chosen = await choosePeople(context, loaded, { flags, patterns }, { all: users, personOf });
  if (chosen.ok && flags.state !== undefined) await tellOpenStates(context, loaded, { flags, patterns });
  return chosen;
}

/** The state that the files want today; undefined where they leave it as it is. */
export function statesToday(
  { now }: Context,
  { settings }: Loaded,
): (user: DeclaredUser) => State | "pending" | undefined {
  const at = now();
  return (user) => {
    const { state } = wantedState(user, undefined, settings, at);
    return state === "unmanaged" ? undefined : state;
  };
}

export function declaredPerson({ loginId, previousLoginIds, roles, department, place, values }: DeclaredUser): Person {
  return { loginIds: [loginId, ...previousLoginIds], roles, department, file: place.file, values };
}

interface Asked {
  readonly flags: PeopleFlags;
  readonly patterns: readonly string[];
}

interface Among<T> {
  readonly all: readonly T[];
  readonly personOf: (one: T) => Person;
}

/** The same for people of any kind. */
export async function choosePeople<T>(
  context: Context,
  loaded: Loaded,
  { flags, patterns }: Asked,
  { all, personOf }: Among<T>,
): Promise<Result<readonly T[]>> {
  const listed = flags.logins === undefined ? undefined : await readLogins(context, flags.logins);
  if (listed?.ok === false) return listed;
  const having = (flags.with ?? []).map(readHaving);
  const misread = having.flatMap((one) => one.problems);
  if (misread.length > 0) return { ok: false, problems: misread };
  const { role, department, state, file } = flags;
  const choice: Choice = {
    patterns,
    loginIds: listed?.value.map(({ loginId }) => loginId),
    role,
    department,
    file,
    having: having.flatMap((one) => (one.ok ? [one.value] : [])),
    ...(state === undefined ? {} : { state: [state] }),
  };
  const { people, unmatched } = chosenPeople(all, personOf, choice);
  const everybody = unmatched.length === 0 ? [] : all.map(personOf);
  const problems = unmatched.flatMap((word) => {
    const line = listed?.value.find(({ loginId }) => loginId === word.word && word.kind === "loginIds")?.line;
    return nobody(word, loaded, everybody).map((found) =>
      line === undefined ? found : { ...found, place: { file: flags.logins ?? "", line } },
    );
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: people, problems };
}

/** `phone`, or `meetings.downloadFiles=all`. */
function readHaving(text: string): Result<Having> {
  const [name = "", ...rest] = text.split("=");
  const key = fieldNamed(name);
  if (!key.ok) return key;
  if (rest.length === 0) return { ok: true, value: { key: key.value }, problems: [] };
  const word = rest.join("=");
  const value = valueOfWord(key.value, word);
  if (value !== undefined) return { ok: true, value: { key: key.value, value }, problems: [] };
  const args = { value: word, key: key.value, hint: wordsHint(key.value) };
  return { ok: false, problems: [problem("value-unknown", args)] };
}

/** People without a declared state may be either, which only the tenant knows: leaving them out is said. */
async function tellOpenStates(context: Context, loaded: Loaded, { flags, patterns }: Asked): Promise<void> {
  const { state: _, ...others } = flags;
  const stateOf = statesToday(context, loaded);
  const among = { all: loaded.roster.users, personOf: declaredPerson };
  const all = await choosePeople(context, loaded, { flags: others, patterns }, among);
  const open = all.ok ? all.value.filter((user) => stateOf(user) === undefined).length : 0;
  if (open > 0) context.screen.note([[context.words.note.openStates(open)]]);
}

interface ListedLogin {
  readonly loginId: string;
  readonly line: number;
}

/** One a line; empty lines and those that begin with # say nothing. */
async function readLogins({ cwd }: Context, file: string): Promise<Result<readonly ListedLogin[]>> {
  const { decodeCsv } = await import("../load/decode.ts");
  try {
    const decoded = decodeCsv({ file, bytes: await readFile(resolve(cwd, file)) });
    if (!decoded.ok) return { ok: false, problems: [decoded.problem] };
    const lines = decoded.text.split(/\r?\n/).map((text, index) => ({ loginId: text.trim(), line: index + 1 }));
    const named = lines.filter(({ loginId }) => loginId !== "" && !loginId.startsWith("#"));
    if (named.length > 0) return { ok: true, value: named, problems: [] };
    return { ok: false, problems: [problem("empty-file", {}, { place: { file, line: 1 } })] };
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
}

/** A role that exists and that nobody has is no mistake, and neither is a state. */
function nobody({ kind, word }: Unmatched, { roles }: Loaded, people: readonly Person[]): readonly Problem[] {
  if (kind === "state") return [];
  const parts = kind === "patterns" ? partsOf(word) : { kind, rest: word };
  const known = roles.map(({ name }) => name);
  if (parts.kind === "role" && known.includes(parts.rest)) return [];
  const selected = kind === "patterns" || kind === "loginIds" ? word : `--${kind} ${word}`;
  return [problem("selects-nobody", { selected, hint: hintFor(parts, known, people) })];
}

function hintFor(
  { kind, rest }: { readonly kind: string; readonly rest: string },
  roles: readonly string[],
  people: readonly Person[],
): Told {
  if (kind === "role") return suggestion(rest, roles, "roles");
  if (kind === "department") {
    return suggestion(rest, sorted(people.flatMap(({ department }) => department ?? [])), "departments");
  }
  if (kind === "file") return suggestion(rest, sorted(people.flatMap(({ file }) => file ?? [])), "files");
  const near = nearest(
    rest,
    people.flatMap(({ loginIds }) => loginIds),
  );
  return near === undefined
    ? say("write a Login ID of the files, with * for any characters, or role:NAME, or department:NAME")
    : say("did you mean {words}?", { words: near });
}

function sorted(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}
