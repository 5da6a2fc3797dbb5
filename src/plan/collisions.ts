import type { Change } from "../model/plan.ts";
import { numbersOf } from "../model/pools.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import type { Known } from "./known.ts";

/** Extensions that stay with somebody else, that groups have, and that only a spreadsheet would have changed. */
export function judgeExtensions(known: Known, changes: readonly Change[]): readonly Problem[] {
  const wanted = new Map<LoginKey, string>();
  for (const change of changes) {
    const extension = extensionOf(change);
    if (extension !== undefined) wanted.set(loginKey(change.loginId), extension);
  }
  const keeping = keepers(known, wanted);
  const groups = groupNumbers(known);
  return changes.flatMap((change) => judge(change, keeping, groups));
}

/** The extension a change gives somebody. */
function extensionOf(change: Change): string | undefined {
  if (change.kind === "create" && change.values.extension !== undefined) return String(change.values.extension);
  if (change.kind !== "update") return undefined;
  const field = change.fields.find(({ key }) => key === "extension");
  return field === undefined ? undefined : String(field.to);
}

/** Who still has which number when the plan was carried out. */
function keepers(known: Known, wanted: ReadonlyMap<LoginKey, string>): ReadonlyMap<string, TenantUser> {
  const keeping = new Map<string, TenantUser>();
  for (const [key, user] of known.actual) {
    if (user.values.extension !== undefined && !wanted.has(key)) keeping.set(String(user.values.extension), user);
  }
  return keeping;
}

/** Groups by their number, as far as the facts tell. */
function groupNumbers({ situation: { facts } }: Known): ReadonlyMap<string, string> {
  const { entries } = facts.groups;
  return new Map(entries.flatMap(({ name, number }) => (number === undefined ? [] : [[number, name] as const])));
}

function judge(
  change: Change,
  keeping: ReadonlyMap<string, TenantUser>,
  groups: ReadonlyMap<string, string>,
): readonly Problem[] {
  const extension = extensionOf(change);
  if (extension === undefined) return [];
  const { loginId, place } = change;
  const other = keeping.get(extension);
  // Whether the two are one person is asked first, by a guard.
  const asked = change.kind === "create" && change.resembles?.extension === extension;
  const taken =
    other === undefined || asked
      ? []
      : [problem("extension-taken", { extension, loginId, other: other.loginId }, { place })];
  const group = groups.get(extension);
  const shared = group === undefined ? [] : [problem("extension-group", { extension, loginId, group }, { place })];
  return [...taken, ...shared, ...lostZeros(change, extension)];
}

function lostZeros(change: Change, extension: string): readonly Problem[] {
  const field = change.kind === "update" ? change.fields.find(({ key }) => key === "extension") : undefined;
  if (field?.from === undefined) return [];
  const actual = String(field.from);
  if (actual.replace(/^0+/, "") !== extension.replace(/^0+/, "")) return [];
  return [problem("extension-zeros", { extension, loginId: change.loginId, actual }, { place: change.place })];
}

/** Nobody swaps more in one plan. */
const MOST_SPARES = 1000;

/** Numbers of the pool `spare` that nobody has and nobody gets, lowest first. */
export function freeSpares(known: Known, changes: readonly Change[]): readonly string[] {
  const pool = known.situation.settings.extensionPools["spare"];
  if (pool === undefined) return [];
  const used = new Set([...known.actual.values()].map(({ values }) => String(values.extension ?? "")));
  for (const change of changes) used.add(extensionOf(change) ?? "");
  return [...numbersOf(pool).take(MOST_SPARES + used.size)].filter((number) => !used.has(number)).slice(0, MOST_SPARES);
}
