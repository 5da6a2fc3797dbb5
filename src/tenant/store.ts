import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { WriteKind } from "../model/connector.ts";
import type { LoginKey, TenantState } from "../model/user.ts";
import { loginKey } from "../model/user.ts";
import type { AuditEntry } from "./audit.ts";
import { productsOf } from "./contract.ts";
import {
  type ExtensionOwner,
  entryOf,
  extensionOf,
  extensionOwnerOf,
  type Failures,
  jobOf,
  type NewJob,
  type NumberedEntry,
  type Search,
  type SeatUse,
  type Shown,
  type StoredJob,
  type StoredSession,
  type StoredToken,
  type StoredUser,
  sessionOf,
  shownOf,
  stateOf,
  text,
  tokenOf,
  userOf,
} from "./records.ts";
import { AGE_INDEXES, CONSOLE_TABLES, SCHEMA, SERVICE_TABLES, TABLES } from "./tables.ts";

/** Milliseconds to wait for another process that is writing. */
const PATIENCE = 10_000;

/** The tenant's database. Knows how things are kept, and no rule. */
export class Store {
  readonly #db: DatabaseSync;
  readonly #run: ReturnType<typeof statementsOf>;
  /** Counting 100,000 users takes longer than reading a page of them. */
  #counted: { readonly stamp: string; readonly use: readonly SeatUse[] } | undefined;

  /** From `first` to the one before `number` all are taken. */
  #full:
    | { readonly first: number; readonly deleted: boolean; readonly version: unknown; readonly number: number }
    | undefined;

  constructor(database: string) {
    this.#db = new DatabaseSync(database, { timeout: PATIENCE });
    try {
      this.#db.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
      );
      this.#db.function("folded", { deterministic: true, directOnly: true }, (value) => folded(text(value)));
      this.write(() => prepareTables(this.#db, database));
      this.#run = statementsOf(this.#db);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** For another process that is writing, in milliseconds; an error follows that `isBusy`. */
  waitAtMost(milliseconds: number): void {
    this.#db.exec(`PRAGMA busy_timeout = ${Math.trunc(milliseconds)}`);
  }

  /** All that `work` reads is of one moment. */
  read<T>(work: () => T): T {
    return this.#db.isTransaction ? work() : this.#transaction("BEGIN", work, () => true);
  }

  /** All or nothing, also as a part of another write: an exception, or a value that is not kept, leaves no trace. */
  write<T>(work: () => T, keeps: (value: T) => boolean = () => true): T {
    return this.#db.isTransaction ? this.#part(work, keeps) : this.#transaction("BEGIN IMMEDIATE", work, keeps);
  }

  #transaction<T>(begin: string, work: () => T, keeps: (value: T) => boolean): T {
    this.#db.exec(begin);
    try {
      const value = work();
      if (keeps(value)) this.#db.exec("COMMIT");
      else this.#undo("ROLLBACK");
      return value;
    } catch (error) {
      if (this.#db.isTransaction) this.#undo("ROLLBACK");
      throw error;
    }
  }

  #part<T>(work: () => T, keeps: (value: T) => boolean): T {
    this.#db.exec("SAVEPOINT part");
    const value = work();
    if (keeps(value)) this.#db.exec("RELEASE part");
    else this.#undo("ROLLBACK TO part; RELEASE part");
    return value;
  }

  /** What was counted on the way may be of what is taken back. */
  #undo(statement: string): void {
    this.#counted = undefined;
    this.#full = undefined;
    this.#db.exec(statement);
  }

  /** JSON under a name; undefined before it is first set. */
  setting(name: string): string | undefined {
    const row = this.#run.setting.get(name);
    return row === undefined ? undefined : text(row["contents"]);
  }

  setSetting(name: string, contents: string): void {
    this.#run.setSetting.run(name, contents);
  }

  /** By folded Login ID, those behind `after`, at most `limit`. */
  usersAfter(after: string, limit: number, state: TenantState | undefined): readonly StoredUser[] {
    const rows = state === undefined ? this.#run.after.all(after, limit) : this.#run.afterIn.all(after, state, limit);
    return rows.map(userOf);
  }

  /** Those that reads show at the time `now`, in milliseconds of the epoch, from the place `offset` on. */
  found({ text: part, state, products, sort }: Search, now: number, limit: number, offset: number) {
    const named = { part: folded(part), state: state ?? null, products, now };
    return {
      users: this.#run.found[sort].all({ ...named, limit, offset }).map(userOf),
      total: Number(this.#run.countFound.get(named)?.["users"]),
    };
  }

  /** The number of the last line of the audit log; 0 before there is one. */
  lastAudit(): number {
    return Number(this.#run.lastAudit.get()?.["number"] ?? 0);
  }

  /** By folded Login ID. */
  users(): readonly StoredUser[] {
    const users: StoredUser[] = [];
    for (const row of this.#run.users.iterate()) users.push(userOf(row));
    return users;
  }

  isEmpty(): boolean {
    return this.#run.anybody.get() === undefined;
  }

  userByLogin(key: LoginKey): StoredUser | undefined {
    const row = this.#run.byLogin.get(key);
    return row === undefined ? undefined : userOf(row);
  }

  userById(id: string): StoredUser | undefined {
    const row = this.#run.byId.get(id);
    return row === undefined ? undefined : userOf(row);
  }

  /** The id of whoever has the number. */
  ownerOf(extension: string): string | undefined {
    const row = this.#run.owner.get(extension);
    return row === undefined ? undefined : text(row["id"]);
  }

  /** Lowest number first. */
  extensionOwners(): readonly ExtensionOwner[] {
    return this.#run.extensionOwners.all().map(extensionOwnerOf);
  }

  /** The lowest number from `first` on that nobody has; with `deleted`, that no deleted user had either. */
  freeExtension(first: number, deleted: boolean): number {
    const version = this.#version();
    const known = this.#full?.first === first && this.#full.deleted === deleted && this.#full.version === version;
    let number = known ? (this.#full?.number ?? first) : first;
    const isTaken = (extension: string) =>
      this.ownerOf(extension) !== undefined || (deleted && this.wasExtensionDeleted(extension));
    while (isTaken(String(number))) number += 1;
    this.#full = { first, deleted, version, number };
    return number;
  }

  /** Another one after every change by another process. */
  #version(): unknown {
    return this.#run.version.get()?.["data_version"];
  }

  #free(extension: unknown): void {
    if (this.#full === undefined || typeof extension !== "string") return;
    const number = Number(extension);
    if (number >= this.#full.first && number < this.#full.number) this.#full = { ...this.#full, number };
  }

  /** How many there are; counting ends at `most`. */
  activeAdmins(most: number): number {
    return Number(this.#run.activeAdmins.get(most)?.["users"]);
  }

  seatUse(): readonly SeatUse[] {
    // Another number after every change, here or by another process.
    const stamp = `${this.#run.changes.get()?.["changes"]} ${this.#version()}`;
    if (this.#counted?.stamp === stamp) return this.#counted.use;
    const use = this.#run.seatUse.all().map((row) => ({
      state: stateOf(row["state"]),
      products: Number(row["products"]),
      users: Number(row["users"]),
    }));
    this.#counted = { stamp, use };
    return use;
  }

  add(user: StoredUser, password?: string): void {
    const { id, loginId, state, values, extra } = user;
    this.#run.add.run(
      id,
      loginKey(loginId),
      loginId,
      state,
      extensionOf(values),
      productsOf(values),
      JSON.stringify(values),
      JSON.stringify(extra),
      password ?? null,
    );
  }

  /** Everything but id, Login ID and password. */
  put(user: StoredUser): void {
    const { id, state, values, extra } = user;
    const contents = [JSON.stringify(values), JSON.stringify(extra)] as const;
    this.#free(this.#run.extension.get(id)?.["extension"]);
    this.#run.put.run(state, extensionOf(values), productsOf(values), ...contents, id);
  }

  rename(id: string, loginId: string): void {
    this.#run.rename.run(loginKey(loginId), loginId, id);
  }

  /** What is kept by user goes too; the id, the Login ID and the extension are remembered as used. */
  remove(user: StoredUser): void {
    this.#run.bury.run(user.id, loginKey(user.loginId), extensionOf(user.values));
    this.#run.remove.run(user.id);
    this.#free(user.values.extension);
  }

  wasLoginDeleted(key: LoginKey): boolean {
    return this.#run.deletedLogin.get(key) !== undefined;
  }

  wasExtensionDeleted(extension: string): boolean {
    return this.#run.deletedExtension.get(extension) !== undefined;
  }

  /** A salted hash, as `hashPassword` writes it. */
  passwordOf(id: string): string | undefined {
    const password = this.#run.password.get(id)?.["password"];
    return typeof password === "string" ? password : undefined;
  }

  setPassword(id: string, password: string): void {
    this.#run.setPassword.run(password, id);
  }

  addSession({ hash, user, made, seen }: StoredSession): void {
    this.#run.addSession.run(hash, user, made, seen);
  }

  session(hash: string): StoredSession | undefined {
    const row = this.#run.session.get(hash);
    return row === undefined ? undefined : sessionOf(row);
  }

  seeSession(hash: string, seen: number): void {
    this.#run.seeSession.run(seen, hash);
  }

  dropSession(hash: string): void {
    this.#run.dropSession.run(hash);
  }

  dropSessionsOf(user: string): void {
    this.#run.dropSessionsOf.run(user);
  }

  /** Those that began before `made` or were used last before `seen`, in milliseconds of the epoch. */
  forgetSessions(made: number, seen: number): void {
    this.#run.forgetSessions.run(made, seen);
  }

  failures(key: LoginKey): Failures {
    const row = this.#run.failures.get(key);
    return { count: Number(row?.["count"] ?? 0), at: Number(row?.["at"] ?? 0) };
  }

  setFailures(key: LoginKey, { count, at }: Failures): void {
    this.#run.setFailures.run(key, count, at);
  }

  dropFailures(key: LoginKey): void {
    this.#run.dropFailures.run(key);
  }

  forgetFailures(before: number): void {
    this.#run.forgetFailures.run(before);
  }

  /** From now until `until`, in milliseconds of the epoch, reads show this. */
  show(id: string, shown: Shown, until: number): void {
    this.#run.show.run(id, until, shown === undefined ? null : JSON.stringify(shown));
  }

  /** What reads show instead of the truth, by id. The oldest write that is not visible yet decides. */
  pending(now: number): ReadonlyMap<string, Shown> {
    return new Map(this.#run.pending.all(now).map((row) => [text(row["user"]), shownOf(row["shown"])]));
  }

  pendingOf(id: string, now: number): { readonly shown: Shown } | undefined {
    const row = this.#run.pendingOf.get(id, now);
    return row === undefined ? undefined : { shown: shownOf(row["shown"]) };
  }

  /** Reads show the truth of this user from now on. */
  showNow(id: string): void {
    this.#run.showNow.run(id);
  }

  forgetVisible(now: number): void {
    this.#run.forgetVisible.run(now);
  }

  integrations(id: string): readonly string[] {
    return this.#run.integrations.all(id).map((row) => text(row["service"]));
  }

  connect(id: string, service: string): void {
    this.#run.connect.run(id, service);
  }

  disconnectAll(id: string): void {
    this.#run.disconnectAll.run(id);
  }

  log({ at, actor, action, loginId, changes }: AuditEntry): void {
    this.#run.log.run(at, actor, action, loginId, JSON.stringify(changes));
  }

  auditLog(): readonly AuditEntry[] {
    return this.#run.auditLog.all().map(entryOf);
  }

  /** Oldest first, those behind the number `after`, at most `limit`. */
  auditAfter(after: number, limit: number): readonly NumberedEntry[] {
    return this.#run.auditAfter.all(after, limit).map((row) => ({ number: Number(row["number"]), ...entryOf(row) }));
  }

  /** Newest first, those before the number `before`, whose Login ID has `part` in it. */
  auditBefore(before: number, part: string, action: WriteKind | undefined, limit: number): readonly NumberedEntry[] {
    const named = { before, part: folded(part), action: action ?? null, limit };
    return this.#run.auditBefore.all(named).map((row) => ({ number: Number(row["number"]), ...entryOf(row) }));
  }

  /** Newest first, at most `limit`. */
  jobs(limit: number): readonly StoredJob[] {
    return this.#run.jobs.all(limit).map(jobOf);
  }

  addJob({ id, file, actor, rows, submitted, due, upload }: NewJob): void {
    this.#run.addJob.run(id, file, actor, rows, submitted, due, upload);
  }

  job(id: string): StoredJob | undefined {
    const row = this.#run.job.get(id);
    return row === undefined ? undefined : jobOf(row);
  }

  /** The first that has not ended, with the file of it. */
  nextJob(): (StoredJob & { readonly upload: string }) | undefined {
    const row = this.#run.nextJob.get();
    return row === undefined ? undefined : { ...jobOf(row), upload: text(row["upload"]) };
  }

  beginJob(id: string, due: number): void {
    this.#run.beginJob.run(due, id);
  }

  /** The file is not kept any longer. */
  endJob(id: string, status: "done" | "rejected", result: string, at: string): void {
    this.#run.endJob.run(status, result, at, id);
  }

  /** Those that ended before `before`, with what they came to. */
  forgetJobs(before: string): void {
    this.#run.forgetJobs.run(before);
  }

  addToken({ id, hash, scope, name, made }: StoredToken): void {
    this.#run.addToken.run(id, hash, scope, name, made);
  }

  tokenByHash(hash: string): StoredToken | undefined {
    const row = this.#run.tokenByHash.get(hash);
    return row === undefined ? undefined : tokenOf(row);
  }

  tokens(): readonly StoredToken[] {
    return this.#run.tokens.all().map(tokenOf);
  }

  /** Was there such a token? */
  dropToken(id: string): boolean {
    return this.#run.dropToken.run(id).changes === 1;
  }

  /** What was answered to the request that first came with this key. */
  answer(key: string): { readonly request: string; readonly answer: string } | undefined {
    const row = this.#run.answer.get(key);
    return row === undefined ? undefined : { request: text(row["request"]), answer: text(row["answer"]) };
  }

  keepAnswer(key: string, request: string, answer: string, at: string): void {
    this.#run.keepAnswer.run(key, request, answer, at);
  }

  forgetAnswers(before: string): void {
    this.#run.forgetAnswers.run(before);
  }

  /** Everything but the settings named. */
  clear(settings: readonly string[]): void {
    this.#full = undefined;
    this.#db.exec("DELETE FROM user; DELETE FROM deleted; DELETE FROM audit; DELETE FROM job; DELETE FROM answer;");
    for (const name of settings) this.#run.unset.run(name);
  }

  close(): void {
    this.#db.close();
  }
}

/** As people look for a name: in any width, and in large or small letters. */
function folded(words: string): string {
  return words.normalize("NFKC").toLowerCase();
}

function prepareTables(db: DatabaseSync, database: string): void {
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version === SCHEMA) return;
  if (version > SCHEMA) throw refusal("newer-tenant", `${database} was written by a newer version of meibo`);
  const tables = Number(db.prepare("SELECT count(*) AS tables FROM sqlite_schema").get()?.["tables"]);
  if (version === 0 && tables > 0) throw refusal("no-tenant", `${database} is a database of something else`);
  if (version === 0) db.exec(TABLES);
  if (version < 2) db.exec(SERVICE_TABLES);
  if (version < 3) db.exec(CONSOLE_TABLES);
  db.exec(`${AGE_INDEXES} PRAGMA user_version = ${SCHEMA}`);
}

function refusal(code: "newer-tenant" | "no-tenant", message: string): Error {
  return Object.assign(new Error(message), { code });
}

const USER = "SELECT id, login_id, state, contents, extra FROM user";

/** Prepared once for each connection. */
function statementsOf(db: DatabaseSync) {
  return {
    setting: db.prepare("SELECT contents FROM setting WHERE name = ?"),
    setSetting: db.prepare("INSERT OR REPLACE INTO setting (name, contents) VALUES (?, ?)"),
    unset: db.prepare("DELETE FROM setting WHERE name = ?"),
    users: db.prepare(`${USER} ORDER BY login_key`),
    after: db.prepare(`${USER} WHERE login_key > ? ORDER BY login_key LIMIT ?`),
    afterIn: db.prepare(`${USER} WHERE login_key > ? AND state = ? ORDER BY login_key LIMIT ?`),
    anybody: db.prepare("SELECT 1 FROM user LIMIT 1"),
    byLogin: db.prepare(`${USER} WHERE login_key = ?`),
    byId: db.prepare(`${USER} WHERE id = ?`),
    owner: db.prepare("SELECT id FROM user WHERE extension = ?"),
    extensionOwners: db.prepare(`SELECT extension, id, login_id FROM user WHERE extension IS NOT NULL
      ORDER BY CAST(extension AS INTEGER), login_key`),
    extension: db.prepare("SELECT extension FROM user WHERE id = ?"),
    activeAdmins: db.prepare(`SELECT count(*) AS users FROM
      (SELECT 1 FROM user WHERE state = 'active' AND contents ->> '$.admin' = 1 LIMIT ?)`),
    changes: db.prepare("SELECT total_changes() AS changes"),
    version: db.prepare("PRAGMA data_version"),
    seatUse: db.prepare("SELECT state, products, count(*) AS users FROM user GROUP BY state, products"),
    add: db.prepare("INSERT INTO user VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    put: db.prepare("UPDATE user SET state = ?, extension = ?, products = ?, contents = ?, extra = ? WHERE id = ?"),
    bury: db.prepare("INSERT INTO deleted VALUES (?, ?, ?)"),
    rename: db.prepare("UPDATE user SET login_key = ?, login_id = ? WHERE id = ?"),
    remove: db.prepare("DELETE FROM user WHERE id = ?"),
    deletedLogin: db.prepare("SELECT 1 FROM deleted WHERE login_key = ?"),
    deletedExtension: db.prepare("SELECT 1 FROM deleted WHERE extension = ?"),
    password: db.prepare("SELECT password FROM user WHERE id = ?"),
    setPassword: db.prepare("UPDATE user SET password = ? WHERE id = ?"),
    found: {
      loginId: db.prepare(foundIn("login_key")),
      name: db.prepare(foundIn("contents ->> '$.name'")),
      extension: db.prepare(foundIn("CAST(extension AS INTEGER)")),
    },
    countFound: db.prepare(`SELECT count(*) AS users FROM user WHERE ${IS_FOUND}`),
    addSession: db.prepare("INSERT INTO session VALUES (?, ?, ?, ?)"),
    session: db.prepare("SELECT * FROM session WHERE hash = ?"),
    seeSession: db.prepare("UPDATE session SET seen = ? WHERE hash = ?"),
    dropSession: db.prepare("DELETE FROM session WHERE hash = ?"),
    dropSessionsOf: db.prepare("DELETE FROM session WHERE user = ?"),
    forgetSessions: db.prepare("DELETE FROM session WHERE made < ? OR seen < ?"),
    failures: db.prepare("SELECT count, at FROM failure WHERE login_key = ?"),
    setFailures: db.prepare("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)"),
    dropFailures: db.prepare("DELETE FROM failure WHERE login_key = ?"),
    forgetFailures: db.prepare("DELETE FROM failure WHERE at < ?"),
    show: db.prepare("INSERT INTO pending (user, until, shown) VALUES (?, ?, ?)"),
    pending: db.prepare("SELECT user, shown FROM pending WHERE until > ? ORDER BY number DESC"),
    pendingOf: db.prepare("SELECT shown FROM pending WHERE user = ? AND until > ? ORDER BY number LIMIT 1"),
    showNow: db.prepare("DELETE FROM pending WHERE user = ?"),
    forgetVisible: db.prepare("DELETE FROM pending WHERE until <= ?"),
    integrations: db.prepare("SELECT service FROM integration WHERE user = ? ORDER BY service"),
    connect: db.prepare("INSERT OR IGNORE INTO integration VALUES (?, ?)"),
    disconnectAll: db.prepare("DELETE FROM integration WHERE user = ?"),
    log: db.prepare("INSERT INTO audit (at, actor, action, login_id, changes) VALUES (?, ?, ?, ?, ?)"),
    auditLog: db.prepare("SELECT at, actor, action, login_id, changes FROM audit ORDER BY number"),
    auditAfter: db.prepare("SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?"),
    auditBefore: db.prepare(`SELECT * FROM audit WHERE number < :before AND instr(folded(login_id), :part) > 0
      AND (:action IS NULL OR action = :action) ORDER BY number DESC LIMIT :limit`),
    jobs: db.prepare("SELECT * FROM job ORDER BY number DESC LIMIT ?"),
    lastAudit: db.prepare("SELECT max(number) AS number FROM audit"),
    addJob: db.prepare(`INSERT INTO job (id, file, actor, rows, status, submitted, due, upload)
      VALUES (?, ?, ?, ?, 'queued', ?, ?, ?)`),
    job: db.prepare("SELECT * FROM job WHERE id = ?"),
    nextJob: db.prepare("SELECT * FROM job WHERE ended IS NULL ORDER BY number LIMIT 1"),
    beginJob: db.prepare("UPDATE job SET status = 'running', due = ? WHERE id = ?"),
    endJob: db.prepare("UPDATE job SET status = ?, result = ?, ended = ?, upload = NULL WHERE id = ?"),
    forgetJobs: db.prepare("DELETE FROM job WHERE ended < ?"),
    addToken: db.prepare("INSERT INTO token (id, hash, scope, name, made) VALUES (?, ?, ?, ?, ?)"),
    tokenByHash: db.prepare("SELECT * FROM token WHERE hash = ?"),
    tokens: db.prepare("SELECT * FROM token ORDER BY made, id"),
    dropToken: db.prepare("DELETE FROM token WHERE id = ?"),
    answer: db.prepare("SELECT request, answer FROM answer WHERE key = ?"),
    keepAnswer: db.prepare("INSERT INTO answer (key, request, answer, at) VALUES (?, ?, ?, ?)"),
    forgetAnswers: db.prepare("DELETE FROM answer WHERE at < ?"),
  } satisfies Record<string, StatementSync | Record<string, StatementSync>>;
}

const IS_FOUND = `
  (instr(login_key, :part) > 0 OR instr(folded(coalesce(contents ->> '$.name', '')), :part) > 0 OR extension = :part)
  AND (:state IS NULL OR state = :state)
  AND (:products = 0 OR products & :products <> 0)
  AND NOT EXISTS (SELECT 1 FROM pending WHERE pending.user = user.id AND until > :now AND shown IS NULL)`;

function foundIn(order: string): string {
  return `${USER} WHERE ${IS_FOUND} ORDER BY ${order}, login_key LIMIT :limit OFFSET :offset`;
}
