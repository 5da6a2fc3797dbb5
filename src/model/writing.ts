import type { Place } from "./place.ts";

/** One word of a user's entry as it should be written. */
export interface Writing {
  /** Of the word; of the entry, where the word is new. */
  readonly place: Place;
  /** A field, `state`, or `entry` for all of it. */
  readonly key: string;
  /** The words for a YAML file, the cell for a table; absent where something is to be taken out. */
  readonly text?: string;
  /** What has to change besides. */
  readonly aside?: string;
}
