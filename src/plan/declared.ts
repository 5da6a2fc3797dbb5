import { baselineOf, fieldOf, isOn, type Value, type ValueKey } from "../model/fields.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { Note, PlannedEntry } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Day, DeclaredUser } from "../model/roster.ts";
import { type LoginId, loginKey, type TenantUser, type Values } from "../model/user.ts";
import { diffFields, managedValues } from "./fields.ts";
import { type BareChange, concerning, type Decision, type Known, NOTHING, nameOf } from "./known.ts";
import { entryFor, sameEntry } from "./remember.ts";
import { dayIn, deletableFrom, longGone, type Wanted, wantedState } from "./state.ts";

/** What the declaration of one person asks for. */
export function decideDeclared(user: DeclaredUser, known: Known): Decision {
  const actual = known.actual.get(loginKey(user.loginId));
  const entry = entryOf(user, known);
  const { settings, now } = known.situation;
  const wanted = wantedState(user, entry, settings, now, actual ?? formersOf(user, known)[0]);
  const decision = decide(user, actual, entry, wanted, known);
  const endDate = actual === undefined ? undefined : longGone(user, actual, settings, now);
  const notes: readonly Note[] =
    endDate === undefined ? decision.notes : [...decision.notes, { kind: "suggestDelete", ...standing(user), endDate }];
  return { ...decision, notes, problems: [...decision.problems, ...judge(user, actual, known)] };
}

function decide(
  user: DeclaredUser,
  actual: TenantUser | undefined,
  entry: LedgerEntry | undefined,
  wanted: Wanted,
  known: Known,
): Decision {
  const formers = formersOf(user, known);
  const [former, another] = formers;
  const twin = actual === undefined ? another : former;
  // Which of the accounts is the person decides whom a word in the files harms.
  if (twin !== undefined && (actual === undefined || wanted.state === "absent")) {
    return { ...NOTHING, problems: [bothExist(user, twin)] };
  }
  if (wanted.state === "absent") return decideAbsent(user, actual ?? former, entry, known);
  if (actual !== undefined) return decideExisting(user, actual, entry, notYet(wanted), known);
  if (former !== undefined) return renameByHand(user, former, entry, notYet(wanted), known);
  if (wanted.state === "pending") {
    return { ...NOTHING, notes: [{ kind: "pending", ...standing(user), from: wanted.day }] };
  }
  if (wanted.state === "inactive" && wanted.reason === "ended") return NOTHING;
  return isMissing(entry, known) ? missing(user) : create(user, wanted, entry, known);
}

/** An answer that may lack users says nothing of those whom it lacks. */
function isMissing(entry: LedgerEntry | undefined, { situation }: Known): boolean {
  return entry !== undefined && !situation.snapshot.complete;
}

function missing({ loginId, place }: DeclaredUser): Decision {
  return { ...NOTHING, problems: [problem("not-in-snapshot", { loginId }, { place })] };
}

/** Whoever is there before their start is switched off until then. */
function notYet(wanted: Wanted): Wanted {
  return wanted.state === "pending" ? { state: "inactive", reason: "started", day: wanted.startDate } : wanted;
}

/** After a rename the ledger still knows the person under the former Login ID. */
function entryOf(user: DeclaredUser, known: Known): LedgerEntry | undefined {
  const former = () => user.previousLoginIds.map((id) => known.remembered.get(loginKey(id)));
  return known.remembered.get(loginKey(user.loginId)) ?? former().find((entry) => entry !== undefined);
}

function formersOf(user: DeclaredUser, known: Known): readonly TenantUser[] {
  return user.previousLoginIds.flatMap((id) => known.actual.get(loginKey(id)) ?? []);
}

/** What the ledger holds under names that the tenant no longer knows. */
function replacedBy(user: DeclaredUser, known: Known): readonly LoginId[] {
  return user.previousLoginIds.filter((id) => known.remembered.has(loginKey(id)) && !known.actual.has(loginKey(id)));
}

/** A person does the rename; the state does not wait for that. */
function renameByHand(
  user: DeclaredUser,
  former: TenantUser,
  entry: LedgerEntry | undefined,
  wanted: Wanted,
  known: Known,
): Decision {
  const { place, roles, loginId } = user;
  const change: BareChange = {
    kind: "manual",
    ...concerning(former),
    loginId,
    previousLoginId: former.loginId,
    afterwards: diffFields(user, former, entry, known.keys).fields,
    place,
    roles,
    code: "MB2401",
  };
  return {
    ...NOTHING,
    changes: [change, ...changeOfState(user, former, entry, wanted)],
    problems: [problem("login-id-rename", { loginId, before: former.loginId }, { place })],
  };
}

function create(user: DeclaredUser, wanted: Wanted, entry: LedgerEntry | undefined, known: Known): Decision {
  const values = createValues(user, known);
  const state = wanted.state === "inactive" ? "inactive" : "active";
  const managed = managedValues(user, known.keys, undefined);
  return {
    ...NOTHING,
    changes: [{ kind: "create", ...standing(user), roles: user.roles, values, state, ...startOf(user, entry) }],
    remember: [entryFor(user, managed, undefined, undefined, state)],
    problems:
      entry === undefined ? [] : [problem("gone-from-tenant", { loginId: user.loginId }, { place: user.place })],
  };
}

/** Whoever was there at the last run and is gone did not wait for a first day. */
function startOf({ startDate }: DeclaredUser, entry: LedgerEntry | undefined): { readonly starts?: Day } {
  return startDate === undefined || entry !== undefined ? {} : { starts: startDate };
}

/** The create file has no empty cells: what nobody declares is off, or the tenant's usual language and zone. */
function createValues(user: DeclaredUser, known: Known): Values {
  const { defaults, timeZone } = known.situation.settings;
  const usual: Values = { locale: defaults.locale ?? "ja", timeZone: defaults.timeZone ?? timeZone };
  const values: Partial<Record<ValueKey, Value>> = {};
  for (const key of known.columns) {
    if (key === "extension" && !known.keys.includes(key)) continue;
    const value = user.values[key] ?? usual[key] ?? baselineOf(key);
    if (value !== undefined) values[key] = value;
  }
  return values;
}

function decideExisting(
  user: DeclaredUser,
  actual: TenantUser,
  entry: LedgerEntry | undefined,
  wanted: Wanted,
  known: Known,
): Decision {
  const managed = managedValues(user, known.keys, entry);
  const { fields, unchanged } = diffFields(user, actual, entry, known.keys);
  const stateChange = changeOfState(user, actual, entry, wanted);
  const changes: readonly BareChange[] = [
    ...(fields.length === 0 ? [] : [{ kind: "update" as const, ...about(user, actual), fields, unchanged }]),
    ...stateChange,
  ];
  const state = wanted.state === "active" || wanted.state === "inactive" ? wanted.state : actual.state;
  const replaces = replacedBy(user, known);
  const after = entryFor(user, managed, actual, entry, state);
  const [both] = formersOf(user, known);
  return {
    ...NOTHING,
    changes,
    notes: changes.length === 0 && (entry === undefined || entry.removed === true) ? [adopted(user, actual)] : [],
    remember: replaces.length > 0 ? [{ ...after, replaces }] : changed(after, entry),
    problems: both === undefined ? [] : [bothExist(user, both)],
  };
}

function changed(after: PlannedEntry, entry: LedgerEntry | undefined): readonly PlannedEntry[] {
  return sameEntry(after, entry) ? [] : [after];
}

/** Nobody can tell whether the two accounts are one person or two. */
function bothExist({ loginId, place }: DeclaredUser, former: TenantUser): Problem {
  return problem("former-exists", { loginId, before: former.loginId }, { place });
}

function changeOfState(
  user: DeclaredUser,
  actual: TenantUser,
  entry: LedgerEntry | undefined,
  wanted: Wanted,
): readonly BareChange[] {
  if (wanted.state !== "active" && wanted.state !== "inactive") return [];
  if (actual.state === undefined || actual.state === wanted.state) return [];
  const day = wanted.day === undefined ? {} : { day: wanted.day };
  const kind = wanted.state === "active" ? "activate" : "deactivate";
  const drifted = entry?.state === wanted.state && entry.removed !== true;
  return [{ kind, ...about(user, actual), reason: drifted ? "drift" : wanted.reason, ...day }];
}

/** Deactivate now, delete when it may be: with an approval, and long enough after. */
function decideAbsent(
  user: DeclaredUser,
  actual: TenantUser | undefined,
  entry: LedgerEntry | undefined,
  known: Known,
): Decision {
  if (actual === undefined && isMissing(entry, known)) return missing(user);
  if (actual === undefined) return { ...NOTHING, forget: entry === undefined ? [] : [entry.loginId] };
  const { settings, now } = known.situation;
  // Of the account that goes: another one of the same person needs its own.
  const approval = known.approvals.get(loginKey(actual.loginId));
  // Who was switched on again since has to wait anew.
  const from = deletableFrom(actual.state === "inactive" ? entry : undefined, approval, settings, now);
  // No value of theirs is applied any more, so what was applied last stays what was.
  const after = entryFor(user, entry?.values ?? {}, actual, entry, "inactive");
  const remember = changed(after, entry);
  const later: Note = { kind: "deleteLater", ...standing(user), from };
  if (actual.state !== "inactive") {
    const change: BareChange = { kind: "deactivate", ...about(user, actual), reason: "absent" };
    return { ...NOTHING, changes: [change], notes: [later], remember };
  }
  if (dayIn(settings.timeZone, now) < from) return { ...NOTHING, notes: [later], remember };
  const change: BareChange = {
    kind: "delete",
    ...about(user, actual),
    ...(entry?.inactiveSince === undefined ? {} : { inactiveSince: entry.inactiveSince }),
    ...(approval === undefined ? {} : { approval }),
  };
  return { ...NOTHING, changes: [change], forget: entry === undefined ? [] : [entry.loginId] };
}

function judge(user: DeclaredUser, actual: TenantUser | undefined, known: Known): readonly Problem[] {
  const { loginId, place } = user;
  const found: Problem[] = [];
  if (actual !== undefined && actual.loginId !== loginId) {
    found.push(problem("login-id-case", { loginId, actual: actual.loginId }, { place }));
  }
  for (const key of known.unheld) {
    const subscription = fieldOf(key).anyOf.join(" or ");
    if (isOn(user.values[key])) found.push(problem("not-subscribed", { key, subscription }, { place }));
  }
  return found;
}

function standing(user: DeclaredUser) {
  return { loginId: user.loginId, name: String(user.values.name ?? ""), place: user.place };
}

function about(user: DeclaredUser, actual: TenantUser) {
  return {
    ...concerning(actual),
    name: String(user.values.name ?? nameOf(actual)),
    place: user.place,
    roles: user.roles,
  };
}

function adopted(user: DeclaredUser, actual: TenantUser): Note {
  return { kind: "adopt", loginId: actual.loginId, name: nameOf(actual), place: user.place };
}
