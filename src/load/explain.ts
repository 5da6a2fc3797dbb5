import {
  type ExplainedDate,
  type ExplainedField,
  type Explanation,
  type LeftAlone,
  STATE_WORDS,
  type Word,
} from "../model/explanation.ts";
import { codeOf, fieldOf, isSubscribed, VALUE_KEYS, type ValueKey } from "../model/fields.ts";
import { say, type Told } from "../model/phrases.ts";
import { comparePlaces, type Place } from "../model/place.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Role } from "../model/role.ts";
import type { DeclaredUser, Roster } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { type LoginKey, loginKey, type Values } from "../model/user.ts";
import { ROLES_FORMAT } from "./document.ts";
import { type Entry, type SaidForAll, saidOf } from "./entry.ts";
import type { Content } from "./files.ts";
import { saidBelow } from "./layers.ts";
import { openCsv } from "./open.ts";
import { readDocuments, readPeople } from "./read.ts";
import { type Roles, readRoles } from "./roles.ts";
import { defaultLayer } from "./roster.ts";
import { readSettings } from "./settings.ts";
import { openSources } from "./sources.ts";
import { nearest } from "./suggest.ts";
import { readTable, type Table } from "./table.ts";

/** The declared user of a Login ID, or who may have been meant. */
export function findDeclared({ users }: Roster, loginId: string): Result<DeclaredUser> {
  const key = loginKey(loginId);
  const found = users.find((user) => loginKey(user.loginId) === key);
  if (found !== undefined) return { ok: true, value: found, problems: [] };
  const renamed = users.find(({ previousLoginIds }) => previousLoginIds.some((former) => loginKey(former) === key));
  const ids = users.map((user) => user.loginId);
  const hint = renamed === undefined ? meant(key, ids) : formerOf(renamed);
  return { ok: false, problems: [problem("login-unknown", { loginId, hint })] };
}

function formerOf({ loginId }: DeclaredUser): Told {
  return say("this is a former Login ID of {loginId}", { loginId });
}

const MOST_MEANT = 3;

/** Part of a Login ID is often all that somebody remembers; else it was mistyped. */
function meant(key: string, ids: readonly string[]): Told {
  const containing = ids.filter((id) => loginKey(id).includes(key)).sort();
  const near = containing.length > 0 ? containing.slice(0, MOST_MEANT) : [nearest(key, alike(key, ids)) ?? []].flat();
  const aside = say("meibo list --unmanaged shows people of the tenant who are in no file");
  const [first, second, third] = near;
  if (first === undefined) return aside;
  if (second === undefined) return say("did you mean {first}? {aside}", { first, aside });
  if (third === undefined) return say("did you mean {first} or {second}? {aside}", { first, second, aside });
  return say("did you mean {first} or {second} or {third}? {aside}", { first, second, third, aside });
}

/** Colleagues share a domain, which makes any two of them look alike: the part before the @ decides. */
function alike(key: string, ids: readonly string[]): readonly string[] {
  const own = beforeAt(key);
  return ids.filter((id) => nearest(own, [beforeAt(id)]) !== undefined);
}

function beforeAt(loginId: string): string {
  return loginId.slice(0, loginId.lastIndexOf("@")) || loginId;
}

/** The key of a field as people write it, in any case: `phone` for `phone.enabled`, or the console's name of the column. */
export function fieldNamed(text: string): Result<ValueKey> {
  const names = new Map(VALUE_KEYS.flatMap((key) => namesOf(key).map((name) => [name.toLowerCase(), key] as const)));
  const found = names.get(text.trim().toLowerCase());
  if (found !== undefined) return { ok: true, value: found, problems: [] };
  const near = names.get(nearest(text, names.keys()) ?? "");
  const hint =
    near === undefined
      ? say("fields: {words}", { words: [...VALUE_KEYS, ...ENTRY_KEYS].join(", ") })
      : say("did you mean {words}?", { words: near });
  return { ok: false, problems: [problem("field-unknown", { field: text, hint })] };
}

function namesOf(key: ValueKey): readonly string[] {
  const { en, ja } = fieldOf(key).header;
  return [key, key.replace(/\.enabled$/, ""), en, ja];
}

/** Words of an entry that are no values of a user. */
export const ENTRY_KEYS = ["roles", "department", "employeeId"] as const;
export type EntryKey = (typeof ENTRY_KEYS)[number];

/** In any case, and `role` for `roles`. */
export function entryKeyNamed(text: string): EntryKey | undefined {
  const word = text.trim().toLowerCase();
  return ENTRY_KEYS.find((key) => key.toLowerCase() === (word === "role" ? "roles" : word));
}

export interface ExplainedKey {
  readonly key: EntryKey;
  /** Empty where nobody says any. */
  readonly values: readonly string[];
  /** Of the word; of its file alone, where it is said for everybody in it. */
  readonly place?: Place;
}

/** What one person's entry, or the file for everybody in it, says besides values. */
export function explainKey(root: string, configFile: string, user: DeclaredUser, key: EntryKey): Result<ExplainedKey> {
  const opened = openEntry(root, configFile, user);
  if (!opened.ok) return opened;
  const { entry } = opened.value;
  const values = [entry[key] ?? []].flat();
  const place = values.length === 0 ? {} : { place: keyPlace(key, entry) };
  return { ok: true, value: { key, values, ...place }, problems: [] };
}

/** A word that stands nowhere in the entry is said to stand where the entry begins. */
function keyPlace(key: EntryKey, { where, place }: Entry): Place {
  const said = where(key);
  const isOwn = place.row !== undefined || comparePlaces(said, where("")) !== 0;
  return isOwn ? said : { file: place.file };
}

/**
 * Every layer's word on every field of somebody in the roster. A roster keeps only the words that count, so the files
 * of this one person are read again.
 */
export function explainUser(root: string, configFile: string, user: DeclaredUser): Result<Explanation> {
  const explain = explainer(root, configFile);
  return explain.ok ? explain.value(user) : explain;
}

/** The same for many people of one folder, whose files are read once. */
export function explainer(root: string, configFile: string): Result<(user: DeclaredUser) => Result<Explanation>> {
  const opened = openFolder(root, configFile);
  if (!opened.ok) return opened;
  const { config, settings, contents } = opened.value;
  const { roles } = readRoles(readDocuments(contents.roles, ROLES_FORMAT).documents);
  const explain = (user: DeclaredUser): Result<Explanation> => {
    const found = entryIn(opened.value, user);
    if (!found.ok) return found;
    const { content, entry } = found.value;
    const below = saidBelowEntry(defaultLayer(config), entry, roles);
    const written = writtenIn(content, settings, entry);
    const fields = VALUE_KEYS.map((key) => explainField(key, { entry, below, written, settings }));
    const { loginId, place, values } = user;
    const name = String(values.name ?? "");
    const value = { loginId, name, place, roles: entry.roles, dates: datesOf(entry), fields };
    return { ok: true, value, problems: [] };
  };
  return { ok: true, value: explain, problems: [] };
}

/** The values that lie below people's own words, for many people of one folder. */
export function valuesBelow(root: string, configFile: string): Result<(user: DeclaredUser) => Result<Values>> {
  const opened = openFolder(root, configFile);
  if (!opened.ok) return opened;
  const { config, contents } = opened.value;
  const { roles } = readRoles(readDocuments(contents.roles, ROLES_FORMAT).documents);
  const below = (user: DeclaredUser): Result<Values> => {
    const found = entryIn(opened.value, user);
    if (!found.ok) return found;
    const said = saidBelowEntry(defaultLayer(config), found.value.entry, roles);
    return { ok: true, value: Object.fromEntries(said.map(({ key, value }) => [key, value])), problems: [] };
  };
  return { ok: true, value: below, problems: [] };
}

interface Folder {
  readonly config: ReturnType<typeof readSettings>;
  readonly settings: Settings;
  readonly contents: ReturnType<typeof openSources>;
  /** The entries of the files that were asked for. */
  readonly people: Map<string, ReadonlyMap<LoginKey, Entry>>;
}

function openFolder(root: string, configFile: string): Result<Folder> {
  const config = readSettings(root, configFile);
  const { settings } = config;
  if (settings === undefined) return { ok: false, problems: config.problems };
  const contents = openSources(root, settings, config);
  return { ok: true, value: { config, settings, contents, people: new Map() }, problems: [] };
}

interface Found {
  readonly content: Content;
  readonly entry: Entry;
}

function openEntry(root: string, configFile: string, user: DeclaredUser): Result<Found> {
  const opened = openFolder(root, configFile);
  return opened.ok ? entryIn(opened.value, user) : opened;
}

function entryIn({ settings, contents, people }: Folder, user: DeclaredUser): Result<Found> {
  const { file } = user.place;
  const content = contents.users.find((one) => one.file === file);
  if (content === undefined) return { ok: false, problems: [moved(user)] };
  const entries = people.get(file) ?? entriesOf(content, settings);
  people.set(file, entries);
  const entry = entries.get(loginKey(user.loginId));
  return entry === undefined
    ? { ok: false, problems: [moved(user)] }
    : { ok: true, value: { content, entry }, problems: [] };
}

/** By Login ID; of two entries of one person the first. */
function entriesOf(content: Content, settings: Settings): ReadonlyMap<LoginKey, Entry> {
  const { entries } = readPeople(content, settings);
  return new Map(entries.toReversed().map((entry) => [loginKey(entry.loginId), entry]));
}

/** Somebody saved a file between the two readings. */
function moved({ loginId }: DeclaredUser): Problem {
  return problem("login-unknown", { loginId, hint: say("a file changed meanwhile; try again") });
}

interface SaidThrough extends SaidForAll {
  readonly through?: string;
}

function saidBelowEntry(defaults: readonly SaidForAll[], entry: Entry, roles: Roles): readonly SaidThrough[] {
  if (entry.layer === undefined) return [];
  const own = entry.roles.flatMap((name) => roles.get(name) ?? []);
  return saidBelow<SaidThrough>(
    defaults,
    own.flatMap((role) => saidIn(role, role, roles)),
    entry.layer,
  );
}

/** What a role says, after all that it inherits; what a parent says comes through the role that the user has. */
function saidIn(role: Role, had: Role, roles: Roles): readonly SaidThrough[] {
  const inherited = role.extends
    .flatMap((name) => roles.get(name) ?? [])
    .flatMap((parent) => saidIn(parent, had, roles));
  const through = role === had ? {} : { through: had.name };
  const own = VALUE_KEYS.flatMap((key): readonly SaidThrough[] => {
    const value = role.values[key];
    const origin = role.origins[key];
    return value === undefined || origin?.role !== role.name ? [] : [{ key, value, origin, ...through }];
  });
  return [...inherited, ...own];
}

interface Telling {
  readonly entry: Entry;
  readonly below: readonly SaidThrough[];
  readonly written: (key: ValueKey) => string | undefined;
  readonly settings: Settings;
}

function explainField(key: ValueKey, { entry, below, written, settings }: Telling): ExplainedField {
  const words = [...below.filter((said) => said.key === key).map(wordOf), ...ownWord(key, entry)];
  const value = words.at(-1)?.value;
  const leftAlone = leftAloneBy(key, words, settings);
  const cell = written(key);
  return {
    key,
    column: fieldOf(key).header.en,
    words,
    ...(value === undefined ? {} : { value, code: codeOf(key, value) }),
    ...(cell === undefined ? {} : { written: cell }),
    ...(leftAlone === undefined ? {} : { leftAlone }),
    place: ownPlace(key, entry),
  };
}

function wordOf({ value, origin, through }: SaidThrough): Word {
  return { value, origin, ...(through === undefined ? {} : { through }) };
}

function ownWord(key: ValueKey, entry: Entry): readonly Word[] {
  const said = saidOf(entry, key);
  return said === undefined ? [] : [{ value: said.value, origin: { layer: "user", place: entry.where(key) } }];
}

/** In a table every column has a cell to write in; in YAML the word goes into the user's map. */
function ownPlace(key: ValueKey, entry: Entry): Entry["place"] {
  const isTable = entry.place.row !== undefined;
  return isTable || saidOf(entry, key) !== undefined ? entry.where(key) : entry.place;
}

function leftAloneBy(key: ValueKey, words: readonly Word[], settings: Settings): LeftAlone | undefined {
  if (!isSubscribed(key, new Set(settings.subscriptions))) return "notSubscribed";
  if (settings.ignoreFields.includes(key)) return "ignored";
  return words.length === 0 ? "unsaid" : undefined;
}

/** The text of a user's cells in a CSV file, which may be codes. */
function writtenIn(content: Content, settings: Settings, entry: Entry): Telling["written"] {
  const { row } = entry.place;
  const table = row === undefined ? undefined : tableIn(content, settings);
  const cells = table?.rows.find((one) => one.row === row)?.cells;
  return (key) => {
    if (saidOf(entry, key) === undefined) return undefined;
    return cells?.[table?.header.indexOf(entry.where(key).cell ?? "") ?? -1]?.trim();
  };
}

const tables = new WeakMap<Content, Table>();

function tableIn(content: Content, settings: Settings): Table | undefined {
  const known = tables.get(content);
  if (known !== undefined) return known;
  const { source } = openCsv(content, settings.sources.encoding);
  const { table } = source === undefined ? {} : readTable(source);
  if (table !== undefined) tables.set(content, table);
  return table;
}

function datesOf(entry: Entry): readonly ExplainedDate[] {
  const { state, startDate, endDate, leave } = entry;
  const said = { state, startDate, endDate, "leave.from": leave?.from, "leave.until": leave?.until };
  return STATE_WORDS.flatMap((key) => {
    const value = said[key];
    return value === undefined ? [] : [{ key, value, place: entry.where(key) }];
  });
}
