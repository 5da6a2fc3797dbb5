import type { Value } from "../../model/fields.ts";
import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { DeclaredUser } from "../../model/roster.ts";
import { loginKey } from "../../model/user.ts";
import type { Entry } from "../entry.ts";

/** A declared user, and where the words stand that declare it. */
export interface Declared {
  readonly user: DeclaredUser;
  readonly where: Entry["where"];
}

/** What only one of all people may have, and what is better not shared. */
export function checkTwice(people: readonly Declared[]): readonly Problem[] {
  return [...loginIdsTwice(people), ...extensionsTwice(people), ...namesTwice(people)];
}

/** A former Login ID counts too: somebody else who has it now could not be told from a rename. */
function loginIdsTwice(people: readonly Declared[]): readonly Problem[] {
  const words = people.flatMap(({ user, where }) => [
    { id: user.loginId, where, word: "loginId" },
    ...user.previousLoginIds.map((id, index) => ({ id, where, word: `previousLoginIds.${index}` })),
  ]);
  return pairs(words, ({ id }) => loginKey(id)).map(([first, second]) => {
    const before = first.where(first.word);
    const where = { place: second.where(second.word), related: [before] };
    return problem("login-id-twice", { loginId: second.id, first: shown(before) }, where);
  });
}

/** Who is to be deleted gives the number back. */
function extensionsTwice(people: readonly Declared[]): readonly Problem[] {
  return pairs(people, ({ user }) => staying(user, user.values.extension)).map(([first, second]) => {
    const where = { place: second.where("extension"), related: [first.where("extension")] };
    const extension = String(second.user.values.extension);
    return problem("extension-twice", { extension, first: first.user.loginId, second: second.user.loginId }, where);
  });
}

function namesTwice(people: readonly Declared[]): readonly Problem[] {
  return pairs(people, ({ user }) => staying(user, nameOf(user))).map(([first, second]) => {
    const where = { place: second.where("name"), related: [first.where("name")] };
    const name = nameOf(second.user) ?? "";
    return problem("name-twice", { name, first: first.user.loginId, second: second.user.loginId }, where);
  });
}

function nameOf({ values }: DeclaredUser): string | undefined {
  return typeof values.name === "string" ? values.name.normalize("NFC").trim() || undefined : undefined;
}

function staying({ state }: DeclaredUser, value: Value | undefined): string | undefined {
  return state === "absent" || typeof value !== "string" ? undefined : value;
}

/** Each later one with the first of the same key. */
function pairs<T>(all: readonly T[], keyOf: (one: T) => string | undefined): readonly (readonly [T, T])[] {
  const firsts = new Map<string, T>();
  const found: (readonly [T, T])[] = [];
  for (const one of all) {
    const key = keyOf(one);
    const first = key === undefined ? undefined : firsts.get(key);
    if (first !== undefined) found.push([first, one]);
    else if (key !== undefined) firsts.set(key, one);
  }
  return found;
}

function shown({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}
