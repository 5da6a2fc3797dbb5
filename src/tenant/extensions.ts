import type { Values } from "../model/user.ts";
import type { StoredUser } from "./records.ts";
import type { TenantSettings } from "./settings.ts";
import type { Store } from "./store.ts";

/** Extension numbers while a file is worked through. */
export interface Extensions {
  /** The lowest number that nobody has, for a new user. */
  next(): string | undefined;
  /** Why the user cannot have the number in these values, or undefined. */
  refusal(user: StoredUser, values: Values): string | undefined;
  /** The change is made: remember what was given up. */
  take(before: Values, after: Values): void;
}

/** Six digits. */
const LAST = 999_999;

type ExtensionRules = Pick<TenantSettings, "firstExtension" | "checksExtensionsAgainst" | "reusesDeleted">;

export function countExtensions(store: Store, rules: ExtensionRules): Extensions {
  const givenUp = new Set<string>();

  const isOthers = (extension: string, id: string): boolean => {
    const owner = store.ownerOf(extension);
    if (owner !== undefined) return owner !== id;
    if (rules.checksExtensionsAgainst === "start" && givenUp.has(extension)) return true;
    return !rules.reusesDeleted && store.wasExtensionDeleted(extension);
  };

  return {
    next() {
      const number = store.freeExtension(rules.firstExtension, !rules.reusesDeleted);
      return number > LAST ? undefined : String(number);
    },
    refusal({ id }, { extension }) {
      return typeof extension === "string" && isOthers(extension, id) ? "extension already in use" : undefined;
    },
    take(before, after) {
      if (typeof before.extension === "string" && before.extension !== after.extension) givenUp.add(before.extension);
    },
  };
}
