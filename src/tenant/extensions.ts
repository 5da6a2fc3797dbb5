import type { Values } from "../model/user.ts";
import type { StoredUser } from "./records.ts";
import type { TenantSettings } from "./settings.ts";
import type { Store } from "./store.ts";

/** Extension numbers while a file is worked through. */
export interface Extensions {
  /** The lowest number that nobody has, for a new user; taken from then on. */
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
  const taken = lazily(() => store.extensionsFrom(rules.firstExtension, !rules.reusesDeleted));
  let candidate = rules.firstExtension;

  const isOthers = (extension: string, id: string): boolean => {
    const owner = store.ownerOf(extension);
    if (owner !== undefined) return owner !== id;
    if (rules.checksExtensionsAgainst === "start" && givenUp.has(extension)) return true;
    return !rules.reusesDeleted && store.wasExtensionDeleted(extension);
  };

  return {
    next() {
      while (taken().has(candidate)) candidate += 1;
      if (candidate > LAST) return undefined;
      candidate += 1;
      return String(candidate - 1);
    },
    refusal({ id }, { extension }) {
      return typeof extension === "string" && isOthers(extension, id) ? "extension already in use" : undefined;
    },
    take(before, after) {
      if (typeof before.extension === "string" && before.extension !== after.extension) givenUp.add(before.extension);
    },
  };
}

/** Looking at every number costs time, and most files need none. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
