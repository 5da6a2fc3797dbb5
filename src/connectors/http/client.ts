import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { buildConnector, type Dispatcher, Pool, ProxyAgent } from "undici";
import { type Phrase, quote, say, type Told } from "../../model/phrases.ts";
import { type Address, checkWay, isPrivate, privateError, type Way } from "./address.ts";
import { type Is, is_problem } from "./answers.generated.js";

export interface ClientOptions extends Way {
  readonly address: Address;
  readonly token: string;
  /** Milliseconds. */
  readonly limits?: Partial<Limits>;
}

/** Milliseconds, each. */
export interface Limits {
  readonly connect: number;
  readonly headers: number;
  /** Between two pieces of a body. */
  readonly body: number;
  /** One request with all its tries and waits. */
  readonly whole: number;
  /** Longest wait before a request is sent again. */
  readonly patience: number;
}

const LIMITS: Limits = { connect: 10_000, headers: 30_000, body: 30_000, whole: 120_000, patience: 60_000 };
/** Bytes; a page of 1,000 users has 700 kB, and each byte of some answers at once is in memory three times. */
export const MOST_BYTES = 4 * 1024 * 1024;
const CONNECTIONS = 8;
/** How often a request that may be sent again is sent. */
const TRIES = 4;

export interface Ask {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** May it be sent again when nobody knows what became of it? */
  readonly again: boolean;
  readonly stop?: AbortSignal;
}

/** What the tenant refused, in its own words; nothing was changed. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** One tenant, over connections that are kept. */
export interface Client {
  /** The JSON of the answer; undefined where there is none to be had. Throws `Refused`, or an error of the way. */
  ask<T>(ask: Ask, is: Is<T>): Promise<T>;
  /** For an operation that answers with its status alone. */
  tell(ask: Ask): Promise<void>;
  /** The date that the last answer bore, as it was written. */
  date(): string | undefined;
  close(): Promise<void>;
}

/** Throws where the way to the address is not safe. */
export function clientOf(options: ClientOptions): Client {
  checkWay(options.address, options);
  return new HttpClient(options);
}

class HttpClient implements Client {
  readonly #options: ClientOptions;
  readonly #limits: Limits;
  readonly #pool: Dispatcher;
  #date: string | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#pool = poolOf(options, this.#limits);
  }

  async ask<T>(ask: Ask, is: Is<T>): Promise<T> {
    const { text, type } = await this.#answer(ask);
    const request = nameOf(ask);
    if (type === "") throw new Error(say("the answer to {request} is of no type, not JSON", { request }));
    if (type !== "application/json") {
      throw new Error(say("the answer to {request} is {type}, not JSON", { request, type }));
    }
    const value = parsed(text);
    if (is(value)) return value;
    throw new Error(say("the answer to {request} is not what schemas/tenant-api.yaml says", { request }));
  }

  async tell(ask: Ask): Promise<void> {
    const { status } = await this.#answer(ask);
    if (status === 204) return;
    throw new Error(say("{request} was answered with {status}, not 204", { request: nameOf(ask), status }));
  }

  date(): string | undefined {
    return this.#date;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  async #answer(ask: Ask): Promise<Answer> {
    const deadline = AbortSignal.timeout(this.#limits.whole);
    const stops = ask.stop === undefined ? deadline : AbortSignal.any([deadline, ask.stop]);
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#once(ask, deadline).catch((error: unknown) => wayError(error, ask));
      const isPassing = answer instanceof Error || PASSING.has(answer.status);
      const wait = isPassing ? waitBefore(tries, answer, this.#limits) : undefined;
      if (wait === undefined || !ask.again || tries === TRIES || stops.aborted) return successOf(answer, ask);
      await sleep(wait, undefined, { signal: stops }).catch(() => {});
      if (stops.aborted) return successOf(answer, ask);
    }
  }

  async #once({ method, path, query, headers, body }: Ask, deadline: AbortSignal): Promise<Answer> {
    const { address, token } = this.#options;
    const response = await this.#pool.request({
      origin: address.origin,
      path: `${address.path}/v1${path}`,
      method,
      ...(query === undefined ? {} : { query: { ...query } }),
      headers: { accept: "application/json, application/problem+json", authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
      signal: deadline,
    });
    this.#date = one(response.headers["date"]);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await response.body.arrayBuffer());
    return {
      status: response.statusCode,
      type: (one(response.headers["content-type"]) ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
      text,
      retryAfter: one(response.headers["retry-after"]),
      date: this.#date,
    };
  }
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly retryAfter: string | undefined;
  readonly date: string | undefined;
}

/** Another try may end otherwise. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

function successOf(answer: Answer | Error, ask: Ask): Answer {
  if (answer instanceof Error) throw answer;
  const { status, type, text } = answer;
  if (status >= 200 && status < 300) return answer;
  const told = { request: nameOf(ask), status };
  if (status >= 300 && status < 400) {
    throw new Error(say("{request} was answered with {status}, a way to another place, which is not followed", told));
  }
  const problem = type === "application/problem+json" ? parsed(text) : undefined;
  if (is_problem(problem)) {
    const { code, title, detail = title } = problem;
    throw new Refused(status, code, detail);
  }
  throw new Error(say("{request} was answered with {status}", told));
}

/** Names the request by what a reader of `schemas/tenant-api.yaml` knows; ids and Login IDs stay out of it. */
function nameOf({ method, path }: Pick<Ask, "method" | "path">): string {
  return `${method} ${shownPath(path)}`;
}

function shownPath(path: string): string {
  return path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}");
}

function wayError(error: unknown, ask: Ask): Error {
  return new Error(say(FAILED[ask.method], { path: shownPath(ask.path), reason: reasonOf(error) }), { cause: error });
}

const FAILED = {
  GET: "GET {path} failed: {reason}",
  POST: "POST {path} failed: {reason}",
  DELETE: "DELETE {path} failed: {reason}",
} as const satisfies Record<Ask["method"], Phrase>;

function reasonOf(error: unknown): Told {
  if (!(error instanceof Error)) return quote(String(error));
  if (error.name === "TimeoutError") return say("it took too long");
  return quote(error.message === "" && "code" in error ? String(error.code) : error.message);
}

/** A growing wait of which a part is left to chance, and never less than the tenant asks for. */
function waitBefore(tries: number, answer: Answer | Error, { patience }: Limits): number | undefined {
  const most = 250 * 2 ** tries;
  const own = most / 2 + (randomShare() * most) / 2;
  const asked = answer instanceof Error ? undefined : retryAfterMs(answer);
  if (asked !== undefined && asked > patience) return undefined;
  return Math.max(own, asked ?? 0);
}

function randomShare(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

/** Seconds, or a date that is measured by the tenant's own clock and not by ours. Undefined where it makes no sense. */
export function retryAfterMs({ retryAfter, date }: Pick<Answer, "retryAfter" | "date">): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const wait = HTTP_DATE.test(retryAfter) ? Date.parse(retryAfter) - Date.parse(date ?? "") : Number.NaN;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

function one(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "string" ? header : header?.[0];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Nothing in the environment switches this off. */
const TLS = { rejectUnauthorized: true, minVersion: "TLSv1.2" } as const;

function poolOf({ address, allowPrivate, proxy }: ClientOptions, limits: Limits): Dispatcher {
  const options = {
    connections: CONNECTIONS,
    headersTimeout: limits.headers,
    bodyTimeout: limits.body,
    maxResponseSize: MOST_BYTES,
  };
  if (proxy !== undefined) {
    return new ProxyAgent({ uri: proxy, ...options, proxyTunnel: true, requestTls: TLS, proxyTls: TLS });
  }
  const isFree = allowPrivate || address.isThisMachine;
  const connect = buildConnector({
    timeout: limits.connect,
    ...TLS,
    ...(isFree ? {} : { lookup: publicLookup }),
  });
  return new Pool(address.origin, { ...options, connect });
}

/** The address that is connected to is the one that was looked at: nothing is looked up twice. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    const inside = addresses.find(({ address }) => isPrivate(address));
    if (inside !== undefined) return callback(privateError(hostname), []);
    return options.all === true
      ? callback(null, addresses)
      : callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  });
};
