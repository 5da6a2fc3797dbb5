import type { Resemblance } from "../model/plan.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type LoginId, loginKey, type Values } from "../model/user.ts";
import { type BareChange, type Decided, inOrder, type Known } from "./known.ts";

/** Marks everybody who is to be created and may be somebody who leaves the files in the same plan. */
export function markResemblances(decided: readonly Decided[], known: Known): readonly Decided[] {
  const joins = ({ decision }: Decided) => decision.changes.some(isCreate);
  const leavers = decided.some(joins) ? leaversBySign(known) : NOBODY;
  if (leavers.size === 0) return decided;
  return decided.map((one) => (joins(one) ? marked(one, resemblanceOf(one.user, leavers, known)) : one));
}

/** Who of the leavers has a sign; of several the first by Login ID. */
type Leavers = ReadonlyMap<string, LoginId>;
const NOBODY: Leavers = new Map();

type BareCreate = Extract<BareChange, { readonly kind: "create" }>;

function isCreate(change: BareChange): change is BareCreate {
  return change.kind === "create";
}

/** A create stands alone: nothing else is done to somebody who is not there yet. */
function marked(one: Decided, resembles: Resemblance | undefined): Decided {
  if (resembles === undefined) return one;
  const changes = one.decision.changes.filter(isCreate).map((change) => ({ ...change, resembles }));
  return { ...one, decision: { ...one.decision, changes } };
}

function resemblanceOf(user: DeclaredUser, leavers: Leavers, known: Known): Resemblance | undefined {
  return signsOf(user)
    .flatMap(({ by, sign }) => {
      const loginId = leavers.get(keyOf(by, sign));
      return loginId === undefined ? [] : [{ loginId, by, ...sharedNumber(user, loginId, known) }];
    })
    .at(0);
}

function sharedNumber({ values: { extension } }: DeclaredUser, loginId: LoginId, { actual }: Known) {
  const held = actual.get(loginKey(loginId))?.values.extension;
  return extension !== undefined && extension === held ? { extension: String(extension) } : {};
}

/** People who are still in the tenant and whose entry was taken out since the last apply. */
function leaversBySign({ remembered, declared, former, actual }: Known): Leavers {
  const gone = [...remembered].flatMap(([key, { removed, employeeId }]) => {
    const user = actual.get(key);
    if (user === undefined || removed === true || declared.has(key) || former.has(key)) return [];
    return [{ loginId: user.loginId, signs: signsOf({ values: user.values, employeeId }) }];
  });
  const signs = inOrder(gone).flatMap(({ loginId, signs }) =>
    signs.map(({ by, sign }) => [keyOf(by, sign), loginId] as const),
  );
  // The last of equal keys stays in a map.
  return new Map(signs.toReversed());
}

interface Sign {
  readonly by: Resemblance["by"];
  readonly sign: string;
}

/** What tells a person, strongest first: a number of their own, their name, a number that is handed on. */
function signsOf(person: { readonly values: Values; readonly employeeId?: string | undefined }): readonly Sign[] {
  const { values, employeeId = "" } = person;
  const signs: readonly Sign[] = [
    { by: "employeeId", sign: employeeId },
    { by: "name", sign: foldedName(String(values.name ?? "")) },
    { by: "extension", sign: String(values.extension ?? "") },
  ];
  return signs.filter(({ sign }) => sign !== "");
}

/** Full or half width, with or without a space, in whatever case: names that people read as one. */
function foldedName(name: string): string {
  return name.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}

function keyOf(by: Resemblance["by"], sign: string): string {
  return `${by} ${sign}`;
}
