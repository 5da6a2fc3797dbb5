import { isConsoleFile } from "../model/console.ts";
import { type DriftedUser, shownState } from "../model/drift.ts";
import type { Explanation } from "../model/explanation.ts";
import { codeOf, PERMISSION_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import { type Phrase, say, type Told } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import type { FieldChange } from "../model/plan.ts";
import type { TenantState } from "../model/user.ts";
import type { Writing } from "../model/writing.ts";

/** What to write so that the files say of this person what the console shows. */
export function writingsOf({ fields, state, gone }: DriftedUser, explained: Explanation): readonly Writing[] {
  if (gone === true) return [{ place: explained.place, key: "entry" }];
  return wordsFor({ fields, ...(state === undefined ? {} : { state: shownState(state) }) }, explained);
}

/** Of a field, what the files are to say; where that is absent, the person's own word is to be taken out. */
export interface Wish {
  readonly fields: readonly Pick<FieldChange, "key" | "from">[];
  readonly state?: TenantState;
}

/** What to write so that the files say this of a person. */
export function wordsFor({ fields, state }: Wish, explained: Explanation): readonly Writing[] {
  const [added, others] = parted(fields, (field) => isNewPermission(field, explained));
  return [
    ...others.map((field) => fieldWriting(field, explained)),
    ...permissionsWriting(added, explained),
    ...(state === undefined ? [] : [stateWriting(state, explained)]),
  ];
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** Of which the user's own entry, in YAML, says nothing yet. */
function isNewPermission({ key, from }: Wish["fields"][number], { fields, place }: Explanation): boolean {
  const said = fields.find((field) => field.key === key)?.place ?? place;
  return PERMISSION_KEYS.includes(key) && from !== undefined && isAtEntry(said);
}

/** A word that is there has a column, or in a table a row. */
function isAtEntry({ column, row }: Place): boolean {
  return column === undefined && row === undefined;
}

/** A map can hold the key `permissions` but once, so what is new under it is written together. */
function permissionsWriting(added: Wish["fields"], explained: Explanation): readonly Writing[] {
  const [first, ...more] = added;
  if (first === undefined) return [];
  const values = added.flatMap(({ key, from }) => (from === undefined ? [] : [[key, from] as const]));
  const hasOthers = explained.fields.some(({ key, place }) => PERMISSION_KEYS.includes(key) && !isAtEntry(place));
  const writing = {
    place: explained.place,
    key: more.length === 0 ? first.key : "permissions",
    text: `permissions: ${flowMap(values.map(([key, value]) => [key.split("."), String(value)]))}`,
  };
  return [hasOthers ? { ...writing, aside: HAS_PERMISSIONS } : writing];
}

const HAS_PERMISSIONS = say("the entry has permissions already: put these among them");

type Leaf = readonly [path: readonly string[], word: string];

/** `{ phone: { enabled: false }, monitoring: true }` */
function flowMap(leaves: readonly Leaf[]): string {
  const byKey = [...Map.groupBy(leaves, ([[key = ""]]) => key)];
  const pairs = byKey.map(([key, own]) => {
    const below = own.map(([path, word]): Leaf => [path.slice(1), word]);
    const [[path, word]] = [below[0] ?? [[], ""]];
    return `${key}: ${path.length === 0 ? word : flowMap(below)}`;
  });
  return `{ ${pairs.join(", ")} }`;
}

function fieldWriting({ key, from }: Wish["fields"][number], explained: Explanation): Writing {
  const place = explained.fields.find((field) => field.key === key)?.place ?? explained.place;
  return { place, key, ...(from === undefined ? {} : { text: textOf(key, from, place) }) };
}

function textOf(key: ValueKey, value: Value, { file, row }: Place): string {
  if (row === undefined) return yamlText(key, value);
  return isConsoleFile(file) || typeof value === "boolean" ? codeOf(key, value) : value;
}

/** On one line: `permissions: { meetings: { downloadFiles: hostOnly } }`. */
function yamlText(key: ValueKey, value: Value): string {
  if (PERMISSION_KEYS.includes(key)) return `permissions: ${flowMap([[key.split("."), String(value)]])}`;
  return `${key}: ${QUOTED.has(key) ? JSON.stringify(value) : String(value)}`;
}

/** Text that YAML could take for a number, or for its own signs. */
const QUOTED: ReadonlySet<ValueKey> = new Set<ValueKey>(["name", "extension"]);

function stateWriting(shown: TenantState, { dates, place }: Explanation): Writing {
  const said = dates.find(({ key }) => key === "state");
  const against = dates.filter(({ key }) => shown === "active" && key !== "state").map(({ key }) => key);
  return {
    place: said?.place ?? place,
    key: "state",
    text: place.row === undefined ? `state: ${shown}` : shown,
    ...(against.length === 0 ? {} : { aside: contradicted(against) }),
  };
}

/** There are four dates. */
function contradicted([first = "", second = "", third = "", fourth = ""]: readonly string[]): Told {
  const more = [second, third, fourth].filter((key) => key !== "").length;
  return say(CONTRADICTED[more] ?? CONTRADICTED[0], { first, second, third, fourth });
}

const CONTRADICTED = [
  "{first} may say otherwise: change that too",
  "{first} and {second} may say otherwise: change that too",
  "{first} and {second} and {third} may say otherwise: change that too",
  "{first} and {second} and {third} and {fourth} may say otherwise: change that too",
] as const satisfies readonly Phrase[];
