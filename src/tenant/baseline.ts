import { baselineOf, VALUE_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { Values } from "../model/user.ts";

/** A user who may do nothing: every permission at the value that allows nothing, and no name or place yet. */
export const BASELINE: Values = baseline();

function baseline(): Values {
  const values: Partial<Record<ValueKey, Value>> = {};
  for (const key of VALUE_KEYS) values[key] = baselineOf(key);
  return values;
}
