import { countingIn } from "../counting.ts";

const { count, number } = countingIn("en");
const users = (n: number) => count(n, { one: "{n} user", other: "{n} users" });

/** Of roles that are found, listed and compared. */
export const ROLES = {
  allows: (items: string) => `Allows: ${items}`,
  allowsNothing: "Analytics on screen only; everything is off",
  found: (roles: number, same: number, near: number) =>
    `roles found: ${count(roles, { one: "{n} role says", other: "{n} roles say" })} all of ${users(same)}; ${users(near)} have 1–3 differences of their own`,
  near: (n: number) => `+ ${number(n)} with differences`,
  alone: (n: number) => `like nobody else, spelled out without a role: ${users(n)}`,
  covering: (roles: number) =>
    `95 % of the users are covered by ${count(roles, { one: "{n} role", other: "{n} roles" })}`,
  notCovering: "all roles together cover less than 95 % of the users",
  checks: (found: string) => `checks: ${found}`,
  none: "There are no roles here.",
  users,
  head: { role: "role", users: "users", overrides: "with overrides", extends: "extends", description: "description" },
  extends: (roles: string) => `extends ${roles}`,
  off: "everything else is off",
  same: (a: string, b: string) => `${a} and ${b} allow the same.`,
  nothingShared: "No three people share overrides, or permissions without a role.",
  shared: (n: number, all: number, from: string) =>
    from === ""
      ? `${users(n)} without a role have the same permissions`
      : `${number(n)} of ${users(all)} of ${from} share overrides`,
  wouldBe: "the role they would make:",
};
