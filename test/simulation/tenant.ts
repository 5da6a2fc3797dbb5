import type { RowOutcome, SingleRow, UpdateRow, WriteKind } from "../../src/model/connector.ts";
import { asLoginId, type LoginKey, loginKey, type TenantUser } from "../../src/model/user.ts";
import type { Interner } from "./interner.ts";

/** What no document says of a tenant, and a run must be right under; times in milliseconds. */
export interface TenantRules {
  /** What a bad row takes with it. */
  readonly rejects: "file" | "row";
  /** What the numbers of refused rows count, where there are any. */
  readonly rowNumbers: "rows" | "lines" | "none";
  /** Until an import shows. */
  readonly showsAfter: number;
  readonly seats: number;
  readonly countInactive: boolean;
}

/** Rows with names that hold this are refused. */
export const REFUSED = "\u2717";

interface NewRow {
  readonly loginId: TenantUser["loginId"];
  readonly values: TenantUser["values"];
  readonly password: string;
}

/** An upload or a click, as it arrives. */
export type Delivery =
  | { readonly kind: "create"; readonly rows: readonly NewRow[] }
  | { readonly kind: "update"; readonly rows: readonly UpdateRow[] }
  | { readonly kind: "activate" | "deactivate" | "delete"; readonly rows: readonly SingleRow[] };

/** One user at one moment, since then and until the next. */
export interface Version {
  readonly at: number;
  readonly shownFrom: number;
  readonly user: TenantUser | undefined;
  /** The request that did it; absent for what was there, and for people at the console. */
  readonly request?: number;
  readonly byAdmin?: true;
}

interface Password {
  readonly password: string;
  /** Of the user who signs in with it. */
  readonly id: string;
}

/** A tenant in memory whose whole past is known. */
export class ModelTenant {
  readonly #rules: TenantRules;
  readonly #interner: Interner;
  readonly users = new Map<LoginKey, TenantUser>();
  readonly past = new Map<LoginKey, Version[]>();
  readonly passwords = new Map<LoginKey, Password>();
  readonly #numbers = new Map<string, LoginKey>();
  changedAt = 0;
  /** Numbers that two people had at once. */
  readonly clashes: string[] = [];
  #created = 0;
  #seats = 0;
  /** The fewest people who could administer it at any time. */
  fewestAdmins: number;
  #admins = 0;

  constructor(users: readonly TenantUser[], rules: TenantRules, interner: Interner) {
    this.#rules = rules;
    this.#interner = interner;
    for (const user of users) this.#put(loginKey(user.loginId), user, { at: 0, shownFrom: 0 });
    this.fewestAdmins = this.#admins;
  }

  /** As it shows at `now` when an answer is `old` milliseconds old. */
  read(keys: readonly LoginKey[] | "all", now: number, old: number): readonly TenantUser[] {
    if (keys === "all" && old === 0 && this.#rules.showsAfter === 0) return [...this.users.values()];
    const wanted = keys === "all" ? this.past.keys() : keys;
    const shown: TenantUser[] = [];
    for (const key of wanted) {
      const user = this.#shown(key, Math.max(0, now - old));
      if (user !== undefined) shown.push(user);
    }
    return shown;
  }

  #shown(key: LoginKey, moment: number): TenantUser | undefined {
    const versions = this.past.get(key) ?? [];
    for (let at = versions.length - 1; at >= 0; at -= 1) {
      const version = versions[at];
      if (version !== undefined && version.shownFrom <= moment) return version.user;
    }
    return undefined;
  }

  /** Carries out the first `most` rows. */
  deliver(delivery: Delivery, now: number, request: number, most = delivery.rows.length): readonly RowOutcome[] {
    const told = { at: now, shownFrom: now + this.#rules.showsAfter, request };
    if (delivery.kind === "create") return this.#upload(delivery.rows, most, (row) => this.#create(row, told));
    if (delivery.kind === "update") return this.#upload(delivery.rows, most, (row) => this.#update(row, told));
    const { kind } = delivery;
    const clicked = { ...told, shownFrom: now };
    return delivery.rows.map((row, index) => (index < most ? outcome(this.#click(kind, row, clicked)) : CUT_OFF));
  }

  #upload<R>(rows: readonly R[], most: number, work: (row: R) => string | undefined): readonly RowOutcome[] {
    const before = this.#rules.rejects === "file" ? this.#save() : undefined;
    const causes = rows.map((row, index) => (index < most ? work(row) : undefined));
    if (before === undefined || causes.every((cause) => cause === undefined)) {
      return causes.map((cause, index) => (index < most ? this.#rowOutcome(cause, index) : CUT_OFF));
    }
    before();
    return this.#fileOutcomes(causes);
  }

  #rowOutcome(cause: string | undefined, index: number): RowOutcome {
    if (cause === undefined) return ACCEPTED;
    return { type: "rejected", cause, ...(this.#rules.rowNumbers === "none" ? {} : { row: this.#numberOf(index) }) };
  }

  /** The header is line 1, so a line's number names the row after the one that is meant. */
  #numberOf(index: number): number {
    return index + (this.#rules.rowNumbers === "lines" ? 2 : 1);
  }

  /** Of a refused file; a number is taken for that of a row, whatever it counts. */
  #fileOutcomes(causes: readonly (string | undefined)[]): readonly RowOutcome[] {
    const blamed = new Map<number, string>();
    for (const [index, cause] of causes.entries()) {
      if (cause !== undefined && this.#rules.rowNumbers !== "none") blamed.set(this.#numberOf(index), cause);
    }
    return causes.map((_, index): RowOutcome => {
      const cause = blamed.get(index + 1);
      return cause === undefined ? HELD : { type: "blamed", cause, row: index + 1 };
    });
  }

  /** Gives back a way to take everything back that happens from now on. */
  #save(): () => void {
    const [users, created, seats, admins] = [new Map(this.users), this.#created, this.#seats, this.#admins];
    const [fewest, numbers, passwords] = [this.fewestAdmins, new Map(this.#numbers), new Map(this.passwords)];
    const { changedAt } = this;
    const lengths = new Map([...this.past].map(([key, versions]) => [key, versions.length]));
    return () => {
      restore(this.users, users);
      restore(this.#numbers, numbers);
      restore(this.passwords, passwords);
      for (const [key, versions] of this.past) versions.length = lengths.get(key) ?? 0;
      this.#created = created;
      this.#seats = seats;
      this.#admins = admins;
      this.fewestAdmins = fewest;
      this.changedAt = changedAt;
    };
  }

  #create({ loginId, values, password }: NewRow, told: Telling): string | undefined {
    const key = loginKey(loginId);
    if (this.users.has(key)) return "the Login ID is already used";
    if (String(values.name).includes(REFUSED)) return "the name is not allowed";
    if (this.#seats >= this.#rules.seats) return "no seat is free";
    this.#created += 1;
    const id = `n${this.#created}`;
    const extension = this.#freeNumber();
    const user = this.#interner.user({ id, loginId, state: "active", values: { ...values, extension }, extra: {} });
    this.passwords.set(key, { password, id });
    this.#put(key, user, told);
    return undefined;
  }

  /** The lowest that nobody has, which may be one that somebody else is waiting for. */
  #freeNumber(): string {
    let number = 2101;
    while (this.#numbers.has(String(number))) number += 1;
    return String(number);
  }

  #update({ loginId, values, extra }: UpdateRow, told: Telling): string | undefined {
    const key = loginKey(loginId);
    const before = this.users.get(key);
    if (before === undefined) return "no such user";
    if (String(values.name).includes(REFUSED)) return "the name is not allowed";
    const holder = this.#numbers.get(String(values.extension));
    if (holder !== undefined && holder !== key) return "the extension is already used";
    this.#put(key, this.#interner.user({ ...before, values, extra }), told);
    return undefined;
  }

  #click(kind: Exclude<WriteKind, "create" | "update">, row: SingleRow, told: Telling): string | undefined {
    const key = loginKey(row.loginId);
    const before = this.users.get(key);
    if (before === undefined || (row.id !== undefined && before.id !== row.id)) return "no such user";
    if (kind === "delete") return this.#remove(key, told);
    const state = kind === "activate" ? "active" : "inactive";
    const takes = state === "active" && before.state === "inactive" && !this.#rules.countInactive;
    if (takes && this.#seats >= this.#rules.seats) return "no seat is free";
    this.#put(key, this.#interner.user({ ...before, state }), told);
    return undefined;
  }

  #remove(key: LoginKey, told: Telling): undefined {
    this.#put(key, undefined, told);
    this.passwords.delete(key);
  }

  /** What a person at the console does; it shows at once. */
  change(key: LoginKey, now: number, after: (before: TenantUser | undefined) => TenantUser | undefined): boolean {
    const before = this.users.get(key);
    const wanted = after(before);
    const user = wanted === undefined ? undefined : this.#interner.user(wanted);
    if (user === before) return false;
    const extension = String(user?.values.extension);
    const holder = this.#numbers.get(extension);
    if (user !== undefined && holder !== undefined && holder !== key) return false;
    if (this.#seatsOf(user) > this.#seatsOf(before) && this.#seats >= this.#rules.seats) return false;
    this.#put(key, user, { at: now, shownFrom: now, byAdmin: true });
    if (user === undefined || user.id !== before?.id) this.passwords.delete(key);
    return true;
  }

  /** Somebody new who nobody knows, with a number that nobody waits for. */
  stranger(loginId: string, like: TenantUser): TenantUser {
    this.#created += 1;
    const values = { ...like.values, name: "somebody else", extension: String(7000 + this.#created) };
    return { id: `s${this.#created}`, loginId: asLoginId(loginId), state: "active", values, extra: {} };
  }

  #put(key: LoginKey, user: TenantUser | undefined, told: Telling): void {
    const before = this.users.get(key);
    this.changedAt = told.at;
    this.#count(before, -1);
    this.#count(user, 1);
    if (before?.values.extension !== undefined) this.#numbers.delete(String(before.values.extension));
    if (user?.values.extension !== undefined) this.#take(String(user.values.extension), key);
    if (user === undefined) this.users.delete(key);
    else this.users.set(key, user);
    const versions = this.past.get(key);
    if (versions === undefined) this.past.set(key, [{ ...told, user }]);
    else versions.push({ ...told, user });
    if (told.at > 0 && this.#admins < this.fewestAdmins) this.fewestAdmins = this.#admins;
  }

  #take(extension: string, key: LoginKey): void {
    const holder = this.#numbers.get(extension);
    if (holder !== undefined && holder !== key)
      this.clashes.push(`${key}: the number ${extension} is that of ${holder}`);
    this.#numbers.set(extension, key);
  }

  #seatsOf(user: TenantUser | undefined): number {
    return user !== undefined && (user.state === "active" || this.#rules.countInactive) ? 1 : 0;
  }

  #count(user: TenantUser | undefined, by: number): void {
    if (user === undefined) return;
    this.#seats += by * this.#seatsOf(user);
    if (user.state === "active" && user.values.admin === true) this.#admins += by;
  }

  get seats(): number {
    return this.#seats;
  }

  get admins(): number {
    return this.#admins;
  }
}

type Telling = Omit<Version, "user">;

const ACCEPTED: RowOutcome = { type: "accepted" };
const HELD: RowOutcome = { type: "held", cause: "some rows cannot be added" };
const CUT_OFF: RowOutcome = { type: "rejected", cause: "the import was cut off" };

function outcome(cause: string | undefined): RowOutcome {
  return cause === undefined ? ACCEPTED : { type: "rejected", cause };
}

function restore<K, V>(map: Map<K, V>, saved: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of saved) map.set(key, value);
}
