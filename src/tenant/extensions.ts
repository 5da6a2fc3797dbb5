import type { Values } from "../model/user.ts";
import { listedUser, type TenantContext } from "./context.ts";
import type { ExtensionOwner, StoredUser } from "./records.ts";
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

/** Who has a number, as reads show it, lowest number first. */
export function extensionOwners(context: TenantContext): readonly ExtensionOwner[] {
  const { store, at } = context;
  const hidden = [...store.pending(Date.parse(at)).keys()];
  const owners = store.extensionOwners();
  if (hidden.length === 0) return owners;
  const late = new Set(hidden);
  const shown = hidden.flatMap((id) => shownOwner(context, store.userById(id)));
  return [...owners.filter(({ id }) => !late.has(id)), ...shown].sort(
    (a, b) => Number(a.extension) - Number(b.extension),
  );
}

function shownOwner(context: TenantContext, user: StoredUser | undefined): readonly ExtensionOwner[] {
  const listed = user && listedUser(context, user);
  const extension = listed?.values.extension;
  return listed === undefined || typeof extension !== "string"
    ? []
    : [{ extension, id: listed.id, loginId: listed.loginId }];
}
