import { type DriftedUser, shownState } from "../model/drift.ts";
import type { Explanation } from "../model/explanation.ts";
import { codeOf, PERMISSION_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { Place } from "../model/place.ts";
import type { FieldChange, StateChange } from "../model/plan.ts";
import type { Writing } from "../model/writing.ts";

/** What to write so that the files say of this person what the console shows. */
export function writingsOf({ fields, state, gone }: DriftedUser, explained: Explanation): readonly Writing[] {
  if (gone === true) return [{ place: explained.place, key: "entry" }];
  return [
    ...fields.map((field) => fieldWriting(field, explained)),
    ...(state === undefined ? [] : [stateWriting(state, explained)]),
  ];
}

function fieldWriting({ key, from }: FieldChange, explained: Explanation): Writing {
  const place = explained.fields.find((field) => field.key === key)?.place ?? explained.place;
  return { place, key, ...(from === undefined ? {} : { text: textOf(key, from, place) }) };
}

function textOf(key: ValueKey, value: Value, { file, row }: Place): string {
  if (row === undefined) return yamlText(key, value);
  return /\.console\.csv$/i.test(file) || typeof value === "boolean" ? codeOf(key, value) : value;
}

/** On one line: `permissions: { meetings: { downloadFiles: hostOnly } }`. */
function yamlText(key: ValueKey, value: Value): string {
  const word = QUOTED.has(key) ? JSON.stringify(value) : String(value);
  const path = PERMISSION_KEYS.includes(key) ? ["permissions", ...key.split(".")] : [key];
  return path.reduceRight((inner, part, index) => (index === 0 ? `${part}: ${inner}` : `{ ${part}: ${inner} }`), word);
}

/** Text that YAML could take for a number, or for its own signs. */
const QUOTED: ReadonlySet<ValueKey> = new Set<ValueKey>(["name", "extension"]);

function stateWriting(change: StateChange, { dates, place }: Explanation): Writing {
  const shown = shownState(change);
  const said = dates.find(({ key }) => key === "state");
  const against = dates.filter(({ key }) => shown === "active" && key !== "state").map(({ key }) => key);
  return {
    place: said?.place ?? place,
    key: "state",
    text: place.row === undefined ? `state: ${shown}` : shown,
    ...(against.length === 0 ? {} : { aside: `${against.join(" and ")} may say otherwise: change that too` }),
  };
}
