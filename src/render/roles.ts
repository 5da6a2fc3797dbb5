import type { Value, ValueKey } from "../model/fields.ts";
import type { Role } from "../model/role.ts";
import type { Origin } from "../model/roster.ts";
import { type Line, styled } from "./line.ts";
import { placeText } from "./problem.ts";
import { tableRows } from "./table.ts";
import { valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

interface Counts {
  readonly users: number;
  readonly overrides: number;
}

interface Listed extends Counts {
  readonly role: string;
  readonly description?: string;
  readonly extends: readonly string[];
}

export function rolesLines(listed: readonly Listed[], { roles, comma }: Words): readonly Line[] {
  if (listed.length === 0) return [[roles.none]];
  const { head } = roles;
  const rows = listed.map(({ role, users, overrides, extends: below, description = "" }) => [
    role,
    String(users),
    String(overrides),
    below.join(comma),
    description,
  ]);
  const [first = "", ...rest] = tableRows([
    [head.role, head.users, head.overrides, head.extends, head.description],
    ...rows,
  ]);
  return [[styled("bold", first)], ...rest.map((row): Line => [row])];
}

interface SaidByRole {
  readonly key: ValueKey;
  readonly value: Value;
  readonly origin: Origin;
}

export function roleLines(
  { name, description, extends: below, place }: Role,
  { users, overrides }: Counts,
  said: readonly SaidByRole[],
  words: Words,
): readonly Line[] {
  const { roles, comma } = words;
  const rows = said.map(({ key, value, origin }) => [
    key,
    valueText(value, words),
    origin.role === undefined ? "" : words.ofRole(origin.role),
    origin.place === undefined ? "" : placeText(origin.place, words),
  ]);
  return [
    [styled("bold", name), `  ${placeText(place, words)}`],
    ...(description === undefined ? [] : [[description]]),
    ...(below.length === 0 ? [] : [[roles.extends(below.join(comma))]]),
    [`${roles.users(users)}${words.aside(`${roles.head.overrides}${words.colon}${overrides}`)}`],
    [],
    ...tableRows(rows).map((row): Line => [`  ${row}`]),
    [`  ${roles.off}`],
  ];
}

interface Differing {
  readonly key: ValueKey;
  readonly a: Value | undefined;
  readonly b: Value | undefined;
}

export function diffRows(a: string, b: string, differing: readonly Differing[], words: Words): readonly Line[] {
  if (differing.length === 0) return [[words.roles.same(a, b)]];
  const rows = differing.map((one) => [one.key, valueText(one.a, words), valueText(one.b, words)]);
  const [head = "", ...rest] = tableRows([["", a, b], ...rows]);
  return [[styled("bold", head)], ...rest.map((row): Line => [row])];
}

interface Shared {
  readonly from: readonly string[];
  readonly of: number;
  readonly users: readonly string[];
}

/** Who shares what, and the role as it would be written. */
export function sharedLines<S extends Shared>(
  found: readonly S[],
  written: (shared: S) => string,
  { roles, comma }: Words,
): readonly Line[] {
  if (found.length === 0) return [[roles.nothingShared]];
  return found.flatMap((shared, index): readonly Line[] => {
    const { from, of, users } = shared;
    return [
      ...(index === 0 ? [] : [[]]),
      [styled("bold", roles.shared(users.length, of, from.join(comma)))],
      [`  ${users.slice(0, 5).join(comma)}${users.length > 5 ? " …" : ""}`],
      [`  ${roles.wouldBe}`],
      ...written(shared)
        .trimEnd()
        .split("\n")
        .map((line): Line => [`    ${line}`]),
    ];
  });
}
