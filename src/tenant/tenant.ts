import type { WriteKind } from "../model/connector.ts";
import type { ConsoleColumn, ConsoleFile } from "../model/console.ts";
import type { Encoding } from "../model/encoding.ts";
import { type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import { type ActionResult, type ActionTarget, activateUser, deactivateUser, deleteUser } from "./actions.ts";
import type { AuditEntry } from "./audit.ts";
import { isListed, listedUser, listedUsers, type TenantContext } from "./context.ts";
import { EMPTY_CONTRACT, type TenantContract } from "./contract.ts";
import { type DownloadOptions, makeTemplate, makeUserList, type TemplateOptions } from "./download.ts";
import { addOne, editOne, type Form, formColumns, userToEdit } from "./edit.ts";
import { extensionOwners } from "./extensions.ts";
import { type ImportOptions, type ImportResult, importRows, readUpload } from "./import.ts";
import { type Advance, addJob, advanceJobs, type Job, jobOf, restOfJobs } from "./jobs.ts";
import { once, type Request } from "./once.ts";
import { type Page, type PageOptions, pageOf } from "./pages.ts";
import { hashPassword, isPassword, LASTING, makePassword } from "./password.ts";
import type { SeedUser } from "./people.ts";
import type { ExtensionOwner, NumberedEntry, Search, StoredUser } from "./records.ts";
import { type Gauge, gaugesOf } from "./seats.ts";
import { seedPeople } from "./seed.ts";
import { type Moments, type SignIn, signedIn, signIn, signOut } from "./sessions.ts";
import { DEFAULT_TENANT_SETTINGS, furtherCells, furtherColumns, type TenantSettings } from "./settings.ts";
import { Store } from "./store.ts";
import { makeToken, shown, type Token, tokenOf } from "./tokens.ts";

export type { ActionResult, ActionTarget } from "./actions.ts";
export type { AuditChange, AuditEntry } from "./audit.ts";
export type { TenantContract } from "./contract.ts";
export type { DownloadOptions, TemplateOptions } from "./download.ts";
export type { Form } from "./edit.ts";
export type { ImportedRow, ImportOptions, ImportResult } from "./import.ts";
export type { Job } from "./jobs.ts";
export type { Page } from "./pages.ts";
export type { SeedUser } from "./people.ts";
export type { NumberedEntry, Search } from "./records.ts";
export type { Gauge } from "./seats.ts";
export type { SignIn } from "./sessions.ts";
export type { TenantSettings } from "./settings.ts";
export type { Token } from "./tokens.ts";

/** A small MiiTel Admin in process: the rules, limits, messages and effects of docs/miitel.md over one SQLite file. */
export interface Tenant {
  settings(): TenantSettings;
  /** The columns of its files beyond the documented ones, by header. */
  furtherColumns(): readonly string[];
  /** Kept in the database; what is `undefined` goes back to its default. */
  change(settings: Partial<TenantSettings>): void;
  contract(): TenantContract;
  setContract(contract: TenantContract): void;
  /** Everybody as the tenant shows them, by folded Login ID; id and state are always set. */
  users(): readonly TenantUser[];
  /** Some of them, and enough to get at the rest. */
  page(options: PageOptions): Page;
  byId(id: string): TenantUser | undefined;
  /** What an Edit form of this user begins with; reads may still show an earlier state of a user who was just changed. */
  toEdit(id: string): TenantUser | undefined;
  /** A part of those that a list shows, from the place `offset` on, and how many there are. */
  found(search: Search, limit: number, offset: number): Found;
  /** Who has an extension, lowest number first. */
  extensions(): readonly ExtensionOwner[];
  /** How full the contract is, of what it counts. */
  gauges(): readonly Gauge[];
  /** The columns that a form of the console has, of those a file has. */
  formColumns(file: ConsoleFile): readonly ConsoleColumn[];
  /** One new user, as the console's form has them. */
  add(form: Form, actor: string): ActionResult;
  /** What the console's Edit screen saves; it may change the Login ID too. All of it, or nothing. */
  edit(id: string, form: Form, actor: string): ActionResult;
  /** Only these, in the order asked, each once; who does not exist is missing. */
  these(loginIds: readonly string[]): readonly TenantUser[];
  /** The file to fill in. Characters that Shift_JIS lacks become `?`. */
  template(file: ConsoleFile, options: TemplateOptions): Uint8Array;
  /** The thin download: user name, Login ID and administrative privileges of everybody. */
  userList(options: DownloadOptions): Uint8Array;
  /** At most 100 rows, in one transaction. */
  importCsv(file: ConsoleFile, bytes: Uint8Array, options: ImportOptions): ImportResult;
  /** The same as a job that `advance` carries out. Refused at once where the file as a whole is at fault. */
  submit(file: ConsoleFile, bytes: Uint8Array, options: ImportOptions): Submission;
  /** What `submit` would take in: the Login IDs of the file, by row. Changes nothing. */
  preview(file: ConsoleFile, bytes: Uint8Array, encoding: Encoding): Preview;
  job(id: string): Job | undefined;
  /** Newest first, at most `limit`. */
  jobs(limit: number): readonly Job[];
  /** One step of the jobs that have not ended; to be called until it has nothing to do at once. */
  advance(): Advance;
  /**
   * The same request under the same key is carried out once and answered with the same words, whatever happens in
   * between; the answer is kept for a day. Undefined: the key came with another request before.
   */
  once(request: Request, work: () => string): string | undefined;
  /** An active user stays active, and nothing is logged. May need a free seat. */
  activate(target: ActionTarget, actor: string): ActionResult;
  /** The user keeps everything but the integration settings. */
  deactivate(target: ActionTarget, actor: string): ActionResult;
  /** Cannot be undone: the user and all that is kept by user are gone, the id is never used again. */
  delete(target: ActionTarget, actor: string): ActionResult;
  /** Zoom, Microsoft Teams, Google Meet: what the user has connected; nothing for somebody unknown. */
  integrations(loginId: string): readonly string[];
  /** Is this the password of an active user? Seeded users have none. */
  signsIn(loginId: string, password: string): boolean;
  /** Signs somebody in to the console; see `sessions.ts`. */
  signIn(loginId: string, password: string): Promise<SignIn>;
  /** Whose session of the console this is. */
  signedIn(session: string): TenantUser | undefined;
  signOut(session: string): void;
  /**
   * Makes one, which is told this once; whoever is signed in as that user no longer is, and the Login ID is not locked
   * any longer. Undefined: no such user.
   */
  newPassword(loginId: string): string | undefined;
  /** Oldest first. */
  auditLog(): readonly AuditEntry[];
  /** Those behind the number `after`, at most `limit`. */
  auditAfter(after: number, limit: number): readonly NumberedEntry[];
  /** Newest first, those before the number `before`, whose Login ID has `part` in it. */
  auditBefore(before: number, part: string, action: WriteKind | undefined, limit: number): readonly NumberedEntry[];
  /** The text is shown this once. */
  makeToken(scope: Token["scope"], name: string): { readonly token: Token; readonly text: string };
  /** Oldest first. */
  tokens(): readonly Token[];
  /** Whose text this is. */
  tokenOf(text: string): Token | undefined;
  /** Was there such a token? It is of no use any more. */
  dropToken(id: string): boolean;
  /** Fills an empty tenant in one transaction; the rules of an import are not checked. Throws if anybody is there. */
  seed(people: readonly SeedUser[], contract: TenantContract): void;
  /** Empties the tenant: people, audit log and contract. The settings stay. */
  reset(): void;
  /** For another process that is writing, 10 seconds unless told otherwise; an error that `isBusy` follows. */
  waitAtMost(milliseconds: number): void;
  close(): void;
}

export interface Found {
  readonly users: readonly TenantUser[];
  readonly total: number;
}

export type Preview =
  | { readonly ok: true; readonly loginIds: readonly string[] }
  | { readonly ok: false; readonly message: string };

export type Submission = { readonly ok: true; readonly job: Job } | { readonly ok: false; readonly message: string };

interface TenantOptions {
  /** A path, or `:memory:`. */
  readonly database: string;
  /** The clock, as ISO 8601. */
  readonly now: () => string;
}

/**
 * Opens the tenant in this file, or makes it. Throws an error with the code `newer-tenant` for a file of a later
 * version, `no-tenant` for a database of something else.
 */
export function openTenant(options: TenantOptions): Tenant {
  return new EmbeddedTenant(options);
}

class EmbeddedTenant implements Tenant {
  readonly #store: Store;
  readonly #now: () => string;
  readonly #moments: Moments = {
    read: (work) => this.#read(work),
    write: (work) => this.#write(work),
  };

  constructor({ database, now }: TenantOptions) {
    this.#store = new Store(database);
    this.#now = now;
  }

  settings(): TenantSettings {
    return { ...DEFAULT_TENANT_SETTINGS, ...this.#keptSettings() };
  }

  furtherColumns(): readonly string[] {
    return furtherColumns(this.settings());
  }

  change(settings: Partial<TenantSettings>): void {
    this.#store.write(() => {
      this.#store.setSetting("settings", JSON.stringify({ ...this.#keptSettings(), ...settings }));
    });
  }

  /** Only what was changed, so that the rest follows the defaults. */
  #keptSettings(): Partial<TenantSettings> {
    const kept: Partial<TenantSettings> = JSON.parse(this.#store.setting("settings") ?? "{}");
    return kept;
  }

  contract(): TenantContract {
    const kept = this.#store.setting("contract");
    const contract: TenantContract = kept === undefined ? EMPTY_CONTRACT : JSON.parse(kept);
    return contract;
  }

  setContract(contract: TenantContract): void {
    this.#store.write(() => this.#store.setSetting("contract", JSON.stringify(contract)));
  }

  users(): readonly TenantUser[] {
    return this.#read((context) => listedUsers(context).map(withExtra(context.settings)));
  }

  these(loginIds: readonly string[]): readonly TenantUser[] {
    const keys = new Set<LoginKey>(loginIds.map(loginKey));
    return this.#read((context) =>
      [...keys].flatMap((key) => {
        const user = context.store.userByLogin(key);
        const listed = user && listedUser(context, user);
        return listed === undefined ? [] : [withExtra(context.settings)(listed)];
      }),
    );
  }

  page(options: PageOptions): Page {
    return this.#read((context) => {
      const page = pageOf(context, options);
      return { ...page, users: page.users.map(withExtra(context.settings)) };
    });
  }

  byId(id: string): TenantUser | undefined {
    return this.#read((context) => {
      const user = context.store.userById(id);
      const listed = user && listedUser(context, user);
      return listed === undefined ? undefined : withExtra(context.settings)(listed);
    });
  }

  toEdit(id: string): TenantUser | undefined {
    return this.#read((context) => {
      const user = userToEdit(context, id);
      return user && withExtra(context.settings)(user);
    });
  }

  found(search: Search, limit: number, offset: number): Found {
    return this.#read((context) => {
      const { users, total } = context.store.found(search, Date.parse(context.at), limit, offset);
      const listed = users.flatMap((user) => listedUser(context, user) ?? []);
      return { users: listed.map(withExtra(context.settings)), total };
    });
  }

  extensions(): readonly ExtensionOwner[] {
    return this.#read(extensionOwners);
  }

  gauges(): readonly Gauge[] {
    return this.#read(({ store, contract, settings }) => gaugesOf(store.seatUse(), contract, settings));
  }

  formColumns(file: ConsoleFile): readonly ConsoleColumn[] {
    return this.#read((context) => formColumns(file, context));
  }

  add(form: Form, actor: string): ActionResult {
    return this.#write(
      (context) => addOne(context, form, actor),
      ({ ok }) => ok,
    );
  }

  edit(id: string, form: Form, actor: string): ActionResult {
    return this.#write(
      (context) => editOne(context, id, form, actor),
      ({ ok }) => ok,
    );
  }

  template(file: ConsoleFile, options: TemplateOptions): Uint8Array {
    return this.#read((context) => makeTemplate(file, context, options));
  }

  userList(options: DownloadOptions): Uint8Array {
    return this.#read((context) => makeUserList(context, options));
  }

  importCsv(file: ConsoleFile, bytes: Uint8Array, { encoding, actor }: ImportOptions): ImportResult {
    const reading = this.#read((context) => readUpload(file, bytes, encoding, context));
    if (!reading.ok) return { type: "rejected", message: reading.message, rows: [] };
    return this.#write(
      (context) => importRows(reading.upload, context, actor),
      ({ type }) => type === "done",
    );
  }

  submit(file: ConsoleFile, bytes: Uint8Array, { encoding, actor }: ImportOptions): Submission {
    const reading = this.#read((context) => readUpload(file, bytes, encoding, context));
    if (!reading.ok) return reading;
    return { ok: true, job: this.#write((context) => addJob(context, reading.upload, actor)) };
  }

  preview(file: ConsoleFile, bytes: Uint8Array, encoding: Encoding): Preview {
    const reading = this.#read((context) => readUpload(file, bytes, encoding, context));
    if (!reading.ok) return reading;
    return {
      ok: true,
      loginIds: reading.upload.rows.map((row) => (row.ok ? row.row.loginId : row.loginId)),
    };
  }

  jobs(limit: number): readonly Job[] {
    return this.#store.jobs(limit).map(jobOf);
  }

  job(id: string): Job | undefined {
    const job = this.#store.job(id);
    return job === undefined ? undefined : jobOf(job);
  }

  advance(): Advance {
    return (
      this.#read(restOfJobs) ??
      this.#write((context) => advanceJobs(context, (work, keeps) => this.#store.write(work, keeps)))
    );
  }

  once(request: Request, work: () => string): string | undefined {
    return this.#write((context) => once(context, request, work));
  }

  activate(target: ActionTarget, actor: string): ActionResult {
    return this.#write((context) => activateUser(context, target, actor));
  }

  deactivate(target: ActionTarget, actor: string): ActionResult {
    return this.#write((context) => deactivateUser(context, target, actor));
  }

  delete(target: ActionTarget, actor: string): ActionResult {
    return this.#write((context) => deleteUser(context, target, actor));
  }

  integrations(loginId: string): readonly string[] {
    const user = this.#store.userByLogin(loginKey(loginId));
    return user === undefined ? [] : this.#store.integrations(user.id);
  }

  signsIn(loginId: string, password: string): boolean {
    return this.#read((context) => {
      const user = context.store.userByLogin(loginKey(loginId));
      if (user?.state !== "active" || !isListed(context, user)) return false;
      const stored = context.store.passwordOf(user.id);
      return stored !== undefined && isPassword(password, stored);
    });
  }

  signIn(loginId: string, password: string): Promise<SignIn> {
    return signIn(this.#moments, loginId, password);
  }

  signedIn(session: string): TenantUser | undefined {
    return signedIn(this.#moments, session);
  }

  signOut(session: string): void {
    signOut(this.#moments, session);
  }

  newPassword(loginId: string): string | undefined {
    const password = makePassword();
    const hashed = hashPassword(password, LASTING);
    return this.#write(({ store }) => {
      const user = store.userByLogin(loginKey(loginId));
      if (user === undefined) return undefined;
      store.setPassword(user.id, hashed);
      store.dropSessionsOf(user.id);
      store.dropFailures(loginKey(user.loginId));
      return password;
    });
  }

  auditBefore(before: number, part: string, action: WriteKind | undefined, limit: number): readonly NumberedEntry[] {
    return this.#store.auditBefore(before, part, action, limit);
  }

  auditLog(): readonly AuditEntry[] {
    return this.#store.auditLog();
  }

  auditAfter(after: number, limit: number): readonly NumberedEntry[] {
    return this.#store.auditAfter(after, limit);
  }

  makeToken(scope: Token["scope"], name: string): { readonly token: Token; readonly text: string } {
    return this.#write((context) => makeToken(context, scope, name));
  }

  tokens(): readonly Token[] {
    return this.#store.tokens().map(shown);
  }

  tokenOf(text: string): Token | undefined {
    return tokenOf(this.#store, text);
  }

  dropToken(id: string): boolean {
    return this.#store.dropToken(id);
  }

  seed(people: readonly SeedUser[], contract: TenantContract): void {
    this.#store.write(() => {
      seedPeople(this.#store, people);
      this.#store.setSetting("contract", JSON.stringify(contract));
    });
  }

  reset(): void {
    this.#store.write(() => this.#store.clear(["contract"]));
  }

  waitAtMost(milliseconds: number): void {
    this.#store.waitAtMost(milliseconds);
  }

  close(): void {
    this.#store.close();
  }

  #read<T>(work: (context: TenantContext) => T): T {
    return this.#store.read(() => work(this.#context()));
  }

  #write<T>(work: (context: TenantContext) => T, keeps?: (value: T) => boolean): T {
    return this.#store.write(() => {
      const context = this.#context();
      this.#store.forgetVisible(Date.parse(context.at));
      return work(context);
    }, keeps);
  }

  #context(): TenantContext {
    return { store: this.#store, settings: this.settings(), contract: this.contract(), at: this.#now() };
  }
}

function withExtra(settings: TenantSettings): (user: StoredUser) => TenantUser {
  const headers = furtherColumns(settings);
  return (user) => ({ ...user, extra: furtherCells(user, headers) });
}
