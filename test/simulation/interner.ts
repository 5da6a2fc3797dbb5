import type { LedgerEntry } from "../../src/model/ledger.ts";
import type { TenantUser } from "../../src/model/user.ts";

/** Equal users are one object, and equal entries too, so that comparing them costs nothing. */
export class Interner {
  readonly #users = new Map<string, TenantUser>();
  readonly #entries = new Map<string, LedgerEntry>();
  readonly #tags = new WeakMap<object, number>();
  #count = 0;

  user(user: TenantUser): TenantUser {
    return theOne(this.#users, user);
  }

  entry(entry: LedgerEntry): LedgerEntry {
    return theOne(this.#entries, entry);
  }

  /** A number for each object, the same as long as it lives. */
  tag(value: object): number {
    const known = this.#tags.get(value);
    if (known !== undefined) return known;
    this.#count += 1;
    this.#tags.set(value, this.#count);
    return this.#count;
  }
}

function theOne<T>(known: Map<string, T>, value: T): T {
  const text = JSON.stringify(value);
  const found = known.get(text);
  if (found !== undefined) return found;
  known.set(text, value);
  return value;
}
