import { PERMISSION_KEYS } from "../model/fields.ts";
import type { Role } from "../model/role.ts";
import type { RoleDifference, RoleUse, SharedOverrides } from "../model/role-use.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";
import { valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

export function roleUseLines(uses: readonly RoleUse[], words: Words): readonly Line[] {
  if (uses.length === 0) return [[words.roles.none]];
  const rows = uses.map(({ name, description = "", users, overrides }) => [
    name,
    words.roles.covers(users),
    overrides === 0 ? "" : words.roles.overrides(overrides),
    description,
  ]);
  return tableRows(rows).map((row): Line => [row]);
}

/** What is on, and the role that says so. */
export function roleShownLines(role: Role, use: RoleUse, words: Words): readonly Line[] {
  const rows = PERMISSION_KEYS.flatMap((key) => {
    const value = role.values[key];
    const from = role.origins[key]?.role;
    return value === undefined
      ? []
      : [[key, valueText(value, words), from === undefined || from === role.name ? "" : from]];
  });
  return [
    [styled("bold", role.name), role.description === undefined ? "" : `  ${role.description}`],
    [`${words.roles.covers(use.users)}${use.overrides === 0 ? "" : `, ${words.roles.overrides(use.overrides)}`}`],
    ...tableRows(rows).map((row): Line => [`  ${row}`]),
    [`  ${words.roles.elseOff}`],
  ];
}

export function differenceLines(differences: readonly RoleDifference[], words: Words): readonly Line[] {
  if (differences.length === 0) return [[words.roles.same]];
  const rows = differences.map(({ key, before, after }) => [
    key,
    valueText(before, words),
    `→ ${valueText(after, words)}`,
  ]);
  return tableRows(rows).map((row): Line => [row]);
}

export function sharedLines(shared: readonly SharedOverrides[], words: Words): readonly Line[] {
  if (shared.length === 0) return [[words.roles.nothingShared]];
  return shared.flatMap(({ roles, overrides, users, of }): readonly Line[] => [
    [words.roles.shared(users.length, of, roles.join(words.comma))],
    ...tableRows(overrides.map(([key, value]) => [key, valueText(value, words)])).map((row): Line => [`  ${row}`]),
  ]);
}
