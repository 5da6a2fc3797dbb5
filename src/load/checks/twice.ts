import type { Value } from "../../model/fields.ts";
import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { DeclaredUser } from "../../model/roster.ts";
import { loginKey } from "../../model/user.ts";
import type { Entry } from "../entry.ts";
import { later } from "../later.ts";

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
    { id: user.loginId, user, where, word: "loginId" },
    ...user.previousLoginIds.map((id, index) => ({ id, user, where, word: `previousLoginIds.${index}` })),
  ]);
  return pairs(words, ({ id }) => loginKey(id)).map(([first, second]) => {
    const where = { place: at(second, second.word), related: [at(first, first.word)] };
    return problem("login-id-twice", { loginId: second.id, first: shown(first.user.place) }, where);
  });
}

/** Who is to be deleted gives the number back. Two numbers that only zeros tell apart were one before a spreadsheet came. */
function extensionsTwice(people: readonly Declared[]): readonly Problem[] {
  const numbers = people.filter(({ user }) => staying(user, user.values.extension) !== undefined);
  return pairs(numbers, ({ user }) => withoutZeros(user.values.extension)).map(([first, second]) => {
    const where = { place: at(second, "extension"), related: [at(first, "extension")] };
    const [extension, other] = [String(second.user.values.extension), String(first.user.values.extension)];
    const args = { extension, first: first.user.loginId, second: second.user.loginId };
    if (extension === other) return problem("extension-twice", args, where);
    return problem("extension-twins", { ...args, other }, where);
  });
}

function withoutZeros(extension: Value | undefined): string {
  return String(extension).replace(/^0+(?=.)/, "");
}

function namesTwice(people: readonly Declared[]): readonly Problem[] {
  return pairs(people, ({ user }) => staying(user, nameOf(user))).map(([first, second]) => {
    const where = { place: at(second, "name"), related: [at(first, "name")] };
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

function at({ user, where }: Declared, word: string): Place {
  return later({ place: user.place, where }, word);
}

function shown({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}
