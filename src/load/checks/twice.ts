import type { Value } from "../../model/fields.ts";
import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import type { DeclaredUser } from "../../model/roster.ts";
import { loginKey } from "../../model/user.ts";
import type { Entry } from "../entry.ts";
import { firstOf, later } from "../later.ts";

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
  const twice = pairs(words, ({ id }) => loginKey(id));
  return firstOf("login-id-twice", twice, ([first, second]) => {
    const where = { place: at(second, second.word), related: [at(first, first.word)] };
    return problem("login-id-twice", { loginId: second.id, first: shown(first.user.place) }, where);
  });
}

/** Who is to be deleted gives the number back. Two numbers that only zeros tell apart were one before a spreadsheet came. */
function extensionsTwice(people: readonly Declared[]): readonly Problem[] {
  const numbers = people.filter(({ user }) => staying(user, user.values.extension) !== undefined);
  const found = pairs(numbers, ({ user }) => withoutZeros(user.values.extension));
  const { true: same = [], false: twins = [] } = Object.groupBy(found, (pair) => `${isSame(pair)}` as const);
  return [
    ...firstOf("extension-twice", same, (pair) => problem("extension-twice", argsOf(pair), placesOf(pair))),
    ...firstOf("extension-twins", twins, (pair) => {
      const other = String(pair[0].user.values.extension);
      return problem("extension-twins", { ...argsOf(pair), other }, placesOf(pair));
    }),
  ];
}

type Pair = readonly [first: Declared, second: Declared];

function isSame([first, second]: Pair): boolean {
  return first.user.values.extension === second.user.values.extension;
}

function argsOf([first, second]: Pair) {
  const extension = String(second.user.values.extension);
  return { extension, first: first.user.loginId, second: second.user.loginId };
}

function placesOf([first, second]: Pair) {
  return { place: at(second, "extension"), related: [at(first, "extension")] };
}

function withoutZeros(extension: Value | undefined): string {
  return String(extension).replace(/^0+(?=.)/, "");
}

function namesTwice(people: readonly Declared[]): readonly Problem[] {
  const twice = pairs(people, ({ user }) => staying(user, nameOf(user)));
  return firstOf("name-twice", twice, ([first, second]) => {
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
