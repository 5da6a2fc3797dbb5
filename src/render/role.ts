import { fieldOf, isOn, PERMISSION_KEYS, type ValueKey } from "../model/fields.ts";
import type { Values } from "../model/user.ts";
import type { Words } from "./words/words.ts";

/** What a role lets people do, as the console calls it. */
export function allowsText(values: Values, words: Words): string {
  const on = PERMISSION_KEYS.flatMap((key) => (isOn(values[key]) ? [itemText(key, values, words)] : []));
  return on.length === 0 ? words.roles.allowsNothing : words.roles.allows(on.join(words.comma));
}

function itemText(key: ValueKey, values: Values, { sheet, aside }: Words): string {
  const value = values[key];
  const label = fieldOf(key).header[sheet.console];
  return typeof value === "string" ? `${label}${aside(sheet.ranges[value] ?? value)}` : label;
}
