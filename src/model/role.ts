import type { ValueKey } from "./fields.ts";
import type { Place } from "./place.ts";
import type { Origin } from "./roster.ts";
import type { Values } from "./user.ts";

/** What some people may do, under a name; `values` and `origins` hold what it inherits too. */
export interface Role {
  readonly name: string;
  readonly description?: string;
  readonly extends: readonly string[];
  readonly values: Values;
  readonly origins: Readonly<Partial<Record<ValueKey, Origin>>>;
  readonly place: Place;
}
