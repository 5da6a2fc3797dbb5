import type { WriteKind } from "../model/connector.ts";
import type { Explanation } from "../model/explanation.ts";
import { VALUE_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { RunId } from "../model/journal.ts";
import type { Ledger, LedgerEntry } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { ChunkStory, RowStory, RunStory } from "../model/runs.ts";
import type { Left, LeftWhy, UndoneUser } from "../model/undo.ts";
import { type LoginId, type LoginKey, loginKey, type TenantState, type TenantUser } from "../model/user.ts";
import type { Writing } from "../model/writing.ts";
import { wordsFor } from "./accept.ts";

/** All that an undo depends on. */
export interface UndoInput {
  readonly run: RunStory;
  /** Users as they were before the run changed them. */
  readonly before: readonly TenantUser[];
  /** Runs after it, oldest first, each with users as they were before it. */
  readonly later: readonly { readonly run: RunStory; readonly before: readonly TenantUser[] }[];
  readonly ledger: Ledger;
  /** The tenant now. */
  readonly users: readonly TenantUser[];
  readonly declared: readonly DeclaredUser[];
  readonly explain: (user: DeclaredUser) => Explanation | undefined;
}

/** What the files must say so that the next apply leads back to before a run; who and what stays as it is, with why. */
export function undoOf(input: UndoInput): { readonly users: readonly UndoneUser[]; readonly left: readonly Left[] } {
  const known = knownOf(input);
  const all = peopleOf(input.run).map((person) => undone(person, input.run, known));
  const left = [...all.flatMap((one) => one.left), ...releasedBy(input.run, known)];
  return { users: all.flatMap(({ user }) => user ?? []), left };
}

/** Nothing was done to them; their entries are what is missing. */
function releasedBy({ released = [] }: RunStory, { declared }: Known): readonly Left[] {
  return released.map((loginId) => ({
    loginId,
    what: "release",
    why: declared.has(loginKey(loginId)) ? "already" : "noEntry",
  }));
}

interface Known {
  readonly before: ReadonlyMap<LoginKey, TenantUser>;
  readonly later: readonly LaterRun[];
  readonly ledger: ReadonlyMap<LoginKey, LedgerEntry>;
  readonly users: ReadonlyMap<LoginKey, TenantUser>;
  readonly declared: ReadonlyMap<LoginKey, DeclaredUser>;
  readonly explain: UndoInput["explain"];
}

interface LaterRun {
  readonly run: RunId;
  readonly before: ReadonlyMap<LoginKey, TenantUser>;
  /** What it did to each. */
  readonly did: ReadonlyMap<LoginKey, ReadonlySet<WriteKind>>;
}

function knownOf({ before, later, ledger, users, declared, explain }: UndoInput): Known {
  return {
    before: byLogin(before),
    later: later.map(({ run, before: own }) => ({
      run: run.run,
      before: byLogin(own),
      did: new Map(peopleOf(run).map(({ loginId, did }) => [loginKey(loginId), did])),
    })),
    ledger: byLogin(ledger.entries),
    users: byLogin(users),
    declared: byLogin(declared),
    explain,
  };
}

function byLogin<T extends { readonly loginId: LoginId }>(items: readonly T[]): ReadonlyMap<LoginKey, T> {
  return new Map(items.map((item) => [loginKey(item.loginId), item]));
}

interface Person {
  readonly loginId: LoginId;
  readonly did: ReadonlySet<WriteKind>;
  /** Nobody knows whether the run did these. */
  readonly unsure: ReadonlySet<WriteKind>;
}

const UNSURE: ReadonlySet<RowStory["result"]> = new Set<RowStory["result"]>(["open", "unknown", "pending", "held"]);

/** Everybody whom a run did something to, or may have. */
function peopleOf({ chunks }: Pick<RunStory, "chunks">): readonly Person[] {
  const people = new Map<LoginKey, { loginId: LoginId; did: Set<WriteKind>; unsure: Set<WriteKind> }>();
  for (const { kind, row } of chunks.flatMap(rowsOf)) {
    const key = loginKey(row.loginId);
    const person = people.get(key) ?? { loginId: row.loginId, did: new Set(), unsure: new Set() };
    if (row.result === "done") person.did.add(kind);
    if (UNSURE.has(row.result)) person.unsure.add(kind);
    people.set(key, person);
  }
  return [...people.values()].filter(({ did, unsure }) => did.size + unsure.size > 0);
}

function rowsOf({ kind, rows }: ChunkStory) {
  return rows.map((row) => ({ kind, row }));
}

interface Undone {
  readonly user?: UndoneUser;
  readonly left: readonly Left[];
}

function undone(person: Person, { run }: RunStory, known: Known): Undone {
  const { loginId, did, unsure } = person;
  const key = loginKey(loginId);
  const leave = (what: string, why: LeftWhy, more: Partial<Left> = {}): Left => ({ loginId, what, why, ...more });
  if (did.has("delete")) return { left: [leave("delete", "deleted")] };
  const doubts = [...unsure].filter((kind) => !did.has(kind)).map((kind) => leave(kind, "unsure"));
  const now = known.users.get(key);
  if (now === undefined) return { left: [leave("user", "gone")] };
  const declared = known.declared.get(key);
  const explained = declared === undefined ? undefined : known.explain(declared);
  if (declared === undefined || explained === undefined) return { left: [leave("user", "noEntry"), ...doubts] };
  const asked: Asked = { key, run, now, declared, explained, known, leave };
  const before = known.before.get(key);
  const parts = did.has("create")
    ? [createdState(asked)]
    : [
        ...(did.has("update") && before !== undefined ? [fieldsBack(asked, before)] : []),
        ...(hasSwitched(did) && before !== undefined ? [stateBack(asked, before, did)] : []),
      ];
  const left = [...parts.flatMap((part) => part.left), ...doubts];
  const writings = wordsFor(wishOf(parts), explained).map((writing) => withAside(writing, did));
  const { name, place } = explained;
  return writings.length === 0
    ? { left }
    : { user: { loginId, name, file: place.file, writings, wanted: wantedOf(parts) }, left };
}

interface Asked {
  readonly key: LoginKey;
  readonly run: RunId;
  readonly now: TenantUser;
  readonly declared: DeclaredUser;
  readonly explained: Explanation;
  readonly known: Known;
  readonly leave: (what: string, why: LeftWhy, more?: Partial<Left>) => Left;
}

/** A field that goes back, or the state that does. */
interface Part {
  readonly fields: readonly { readonly key: ValueKey; readonly value: Value; readonly isInherited: boolean }[];
  readonly state?: TenantState;
  readonly left: readonly Left[];
}

const NOTHING: Part = { fields: [], left: [] };

function wishOf(parts: readonly Part[]) {
  const fields = parts.flatMap((part) =>
    part.fields.map(({ key, value, isInherited }) => (isInherited ? { key } : { key, from: value })),
  );
  const state = parts.find((part) => part.state !== undefined)?.state;
  return { fields, ...(state === undefined ? {} : { state }) };
}

function wantedOf(parts: readonly Part[]): UndoneUser["wanted"] {
  return parts.flatMap(({ fields }) => fields.map(({ key, value }) => ({ key, value })));
}

function withAside(writing: Writing, did: ReadonlySet<WriteKind>): Writing {
  if (writing.key !== "state" || !did.has("create")) return writing;
  const { aside: more } = writing;
  const aside =
    more === undefined
      ? say("deleting needs state: absent and an approval in approvals.yaml")
      : say("deleting needs state: absent and an approval in approvals.yaml; {more}", { more });
  return { ...writing, aside };
}

/** Nobody is deleted by an undo: a new user is switched off. */
function createdState({ now, explained, leave }: Asked): Part {
  if (now.state === "inactive") return NOTHING;
  if (explained.dates.some(({ key, value }) => key === "state" && value !== "active")) {
    return { ...NOTHING, left: [leave("state", "already")] };
  }
  return { ...NOTHING, state: "inactive" };
}

function hasSwitched(did: ReadonlySet<WriteKind>): boolean {
  return did.has("activate") || did.has("deactivate");
}

function stateBack(
  { key, now, explained, known, leave }: Asked,
  before: TenantUser,
  did: ReadonlySet<WriteKind>,
): Part {
  const later = known.later.find((run) => hasSwitched(run.did.get(key) ?? new Set()));
  const said = explained.dates.find((date) => date.key === "state")?.value;
  const left = (why: LeftWhy, more: Partial<Left> = {}): Part => ({ ...NOTHING, left: [leave("state", why, more)] });
  if (before.state === undefined) return left("unknownBefore");
  if (later !== undefined) return now.state === before.state ? NOTHING : left("changedLater", { run: later.run });
  if (said === before.state) return left("already");
  if (now.state === before.state) return left("changedInTenant", { value: before.state });
  const wasSaid = did.has("activate") ? "active" : "inactive";
  if (said !== undefined && said !== wasSaid) return left("changedInFiles", { value: said });
  return { ...NOTHING, state: before.state };
}

function fieldsBack(asked: Asked, before: TenantUser): Part {
  const entry = asked.known.ledger.get(asked.key);
  if (entry === undefined) return { ...NOTHING, left: [asked.leave("user", "notManaged")] };
  const parts = VALUE_KEYS.map((field) => fieldBack(asked, before, entry, field));
  return { fields: parts.flatMap(({ fields }) => fields), left: parts.flatMap(({ left }) => left) };
}

/** Only what the run itself changed, and nobody since: neither a later run, nor somebody in the console or the files. */
function fieldBack(
  { key, now, declared, explained, known, leave }: Asked,
  before: TenantUser,
  entry: LedgerEntry,
  field: ValueKey,
): Part {
  const left = (why: LeftWhy, more: Partial<Left> = {}): Part => ({ ...NOTHING, left: [leave(field, why, more)] });
  const [was, applied] = [before.values[field], entry.values[field]];
  const laterOnes = known.later.filter((run) => run.before.has(key));
  const afterwards = laterOnes[0]?.before.get(key)?.values[field] ?? applied;
  if (afterwards === undefined || afterwards === was || applied === was) return NOTHING;
  const later = laterOnes.findLast((run) => run.before.get(key)?.values[field] !== applied);
  if (later !== undefined) return left("changedLater", { run: later.run });
  if (was === undefined) return left("unknownBefore");
  if (declared.values[field] === was) return left("already");
  if (declared.values[field] !== applied) return left("changedInFiles", shownAs(declared.values[field]));
  if (now.values[field] !== applied) return left("changedInTenant", shownAs(now.values[field]));
  const below = explained.fields
    .find((one) => one.key === field)
    ?.words.filter(({ origin }) => origin.layer !== "user");
  const own = explained.fields.find((one) => one.key === field)?.words.some(({ origin }) => origin.layer === "user");
  const isInherited = own === true && below?.at(-1)?.value === was;
  return { fields: [{ key: field, value: was, isInherited }], left: [] };
}

function shownAs(value: Value | undefined): Partial<Left> {
  return value === undefined ? {} : { value: String(value) };
}
