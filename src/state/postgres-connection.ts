import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { quote, say, type Told } from "../model/phrases.ts";
import { NOWHERE, placed, stateFailure, stateFailureOf } from "./failure.ts";

export type Value = string | number | boolean | null | readonly (string | number)[];
export type Row = Readonly<Record<string, unknown>>;
export type Query = (text: string, values?: readonly Value[]) => Promise<readonly Row[]>;

/**
 * One connection, made when it is first needed and made again after it broke. `patience` is in milliseconds: how long to
 * try to connect, and how long to wait for one answer. Addresses are `postgres://USER:PASSWORD@HOST:PORT/DATABASE`; what
 * is thrown names the place without user or password.
 */
export class Connection {
  readonly #address: string;
  readonly #patience: number;
  /** Goes before what is said. */
  readonly #place: Told;
  #client: Client | undefined;
  #connecting: Promise<Client> | undefined;
  #session = 0;

  constructor(address: string, patience: number) {
    this.#address = address;
    this.#patience = patience;
    this.#place = placeOf(address);
  }

  /** When the connection breaks nobody can tell whether it was carried out: see `isBroken`. */
  async query(text: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    const client = await this.#connected();
    try {
      return (await client.query<Row>(text, [...values])).rows;
    } catch (error) {
      if (!isBreak(error)) throw said(this.#place, error);
      this.#forget(client);
      throw broken(this.#place, reasonOf(error));
    }
  }

  /** All of it or nothing. Only what goes through the query that `work` is handed belongs to it. */
  async within(work: (query: Query) => Promise<void>): Promise<void> {
    await this.query("BEGIN");
    const session = this.#session;
    const query: Query = async (text, values) => {
      if (this.#client !== undefined && this.#session === session) return await this.query(text, values);
      throw broken(this.#place, say("in the middle of a transaction"));
    };
    try {
      await work(query);
      await query("COMMIT");
    } catch (error) {
      if (!isBroken(error)) await this.query("ROLLBACK");
      throw error;
    }
  }

  /** Differs once the connection was made anew, by which everything that belongs to a session is lost. */
  async session(): Promise<number> {
    await this.#connected();
    return this.#session;
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  async #connected(): Promise<Client> {
    if (this.#client !== undefined) return this.#client;
    this.#connecting ??= this.#connect();
    return await this.#connecting;
  }

  async #connect(): Promise<Client> {
    try {
      const client = await connectPatiently(this.#address, this.#place, this.#patience, this.#session > 0);
      client.on("error", () => this.#forget(client)).on("end", () => this.#forget(client));
      this.#client = client;
      this.#session += 1;
      return client;
    } finally {
      this.#connecting = undefined;
    }
  }

  #forget(client: Client): void {
    if (this.#client === client) this.#client = undefined;
    // It has failed already; its end has nothing to add.
    client.end().catch(() => undefined);
  }
}

function broken(at: Told, reason: Told): Error {
  const failure = stateFailure("state-unusable", say("{at}the connection broke ({reason})", { at, reason }));
  return Object.assign(failure, { broken: true });
}

/** Whether what was asked was carried out, only reading again can tell. */
export function isBroken(error: unknown): boolean {
  return error instanceof Error && "broken" in error;
}

/** A server that was there is waited for as it starts again; one that never was is soon told to be missing. */
async function connectPatiently(address: string, place: Told, patience: number, again: boolean): Promise<Client> {
  const enough = AbortSignal.timeout(again ? patience : Math.min(patience, FIRST));
  while (true) {
    const client = new Client({
      connectionString: address,
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      statement_timeout: patience,
      keepAlive: true,
      application_name: "meibo",
    });
    // What fails later is told to whoever asks next.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.end().catch(() => undefined);
      if (enough.aborted || !isPassing(error)) throw said(place, error);
    }
    await sleep(NAP);
  }
}

/** Milliseconds. */
const FIRST = 2_000;
/** Milliseconds between two attempts to connect. */
const NAP = 100;

/** The host and database of an address, which may be shown, and a colon. Throws for what is no address. */
function placeOf(address: string): Told {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || !["postgres:", "postgresql:"].includes(parsed.protocol)) throw noAddress();
  // An unencoded character of a password ends the password, and the rest of it would be shown as something else.
  if (`${parsed.pathname}${parsed.hash}`.includes("@")) throw noAddress();
  return say("the database {database} on {host}: ", {
    database: parsed.pathname.slice(1) || say("(of the user's name)"),
    host: parsed.host || say("this machine"),
  });
}

function noAddress(): Error {
  return stateFailure(
    "state-unusable",
    say(
      "the address of the database is not postgres://USER:PASSWORD@HOST:PORT/DATABASE; special characters of a password are percent-encoded",
    ),
  );
}

/** The server is starting, or stopping, or the network is away for a moment. */
function isPassing(error: unknown): boolean {
  return ["57P03", "57P01", "53300", "ECONNREFUSED", "ECONNRESET", "ENOENT"].includes(codeOf(error)) || isBreak(error);
}

/** Not an answer of the database, or one that says that the connection ends. */
function isBreak(error: unknown): boolean {
  const code = codeOf(error);
  if (["57P01", "57P02", "57P03"].includes(code) || code.startsWith("08")) return true;
  return error instanceof Error && !("severity" in error) && !LASTING.has(code) && stateFailureOf(error) === undefined;
}

/** Nothing that time mends. */
const LASTING: ReadonlySet<string> = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EACCES",
  "ERR_INVALID_URL",
  "CERT_HAS_EXPIRED",
]);

/** Only what the server itself said is kept as the cause: anything else may hold the address. */
function said(at: Told, error: unknown): Error {
  if (stateFailureOf(error) !== undefined && error instanceof Error) return error;
  const cause = error instanceof Error && "severity" in error ? error : undefined;
  return stateFailure("state-unusable", placed(at, REASONS[codeOf(error)] ?? reasonOf(error)), cause);
}

const REASONS: Readonly<Record<string, Told>> = {
  "28P01": say("{at}the user or the password is refused; mend them in the address", NOWHERE),
  "28000": say("{at}the user is refused; mend the address, or let the user in", NOWHERE),
  "3D000": say("{at}there is no such database; make it, or mend its name in the address", NOWHERE),
  "42501": say("{at}the user may not make or write tables there; grant CREATE on the database", NOWHERE),
  "25006": say("{at}it may only be read, as a standby; name the primary in the address", NOWHERE),
  "53100": say("{at}the disk of the server is full; make room on it, then try again", NOWHERE),
  "53300": say("{at}it has too many connections; end some, then try again", NOWHERE),
  "57014": say("{at}it did not answer in time; look whether it is overloaded", NOWHERE),
  ENOTFOUND: say("{at}there is no such host; mend its name in the address", NOWHERE),
  EAI_AGAIN: say("{at}the name of the host cannot be looked up now; look whether the network is there", NOWHERE),
  ECONNREFUSED: say("{at}nothing answers there; start the server, or mend host and port in the address", NOWHERE),
};

/** Of several addresses of a host each fails by itself. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? error.errors[0] : error;
}

function codeOf(error: unknown): string {
  const first = firstOf(error);
  return first instanceof Error && "code" in first ? String(first.code) : "";
}

function reasonOf(error: unknown): Told {
  const first = firstOf(error);
  return quote(first instanceof Error ? first.message : String(first));
}
