import { setTimeout as sleep } from "node:timers/promises";
import type { Took } from "./serving.ts";
import { get, type Way } from "./way.ts";

/** One request after the other, for ever; an answer that is wrong throws. */
export type Caller = (way: Way) => Promise<void>;

/** What many callers at once came to. */
export interface Crowd {
  readonly milliseconds: number;
  readonly latencies: readonly number[];
  readonly errors: number;
  /** What the first of them said. */
  readonly firstError?: string;
  /** Milliseconds of CPU of the server, and of this process. */
  readonly cpu: { readonly server: number; readonly callers: number };
  /** The server once a second. */
  readonly looks: readonly Took[];
}

/** Everybody asks again as soon as they are answered. */
export async function crowd(way: Way, callers: readonly Caller[], seconds: number): Promise<Crowd> {
  const latencies: number[] = [];
  const failures: string[] = [];
  const looks = [await way.server.took()];
  const own = process.cpuUsage();
  const began = performance.now();
  const isOver = () => performance.now() - began >= seconds * 1000;
  const call = async (caller: Caller) => {
    while (!isOver()) {
      const started = performance.now();
      try {
        await caller(way);
        latencies.push(performance.now() - started);
      } catch (error) {
        failures.push(String(error));
      }
    }
  };
  const watch = async () => {
    while (!isOver()) {
      await sleep(1000);
      looks.push(await way.server.took());
    }
  };
  await Promise.all([...callers.map(call), watch()]);
  const { user, system } = process.cpuUsage(own);
  const [first] = failures;
  return {
    milliseconds: performance.now() - began,
    latencies,
    errors: failures.length,
    ...(first === undefined ? {} : { firstError: first }),
    cpu: { server: (looks.at(-1)?.cpu ?? Number.NaN) - (looks[0]?.cpu ?? Number.NaN), callers: (user + system) / 1000 },
    looks,
  };
}

export interface Listed {
  readonly users: readonly { readonly id: string }[];
  readonly next?: string;
}

/** Page after page from a place of its own; from the beginning when the list is over. */
export function walker(limit: number, start: string | undefined): Caller {
  let cursor = start;
  return async (way) => {
    const page = await get<Listed>(way, `/v1/users?limit=${limit}${cursor === undefined ? "" : `&cursor=${cursor}`}`);
    if (page.next !== undefined && page.users.length !== limit) throw new Error(`a page of ${page.users.length} users`);
    cursor = page.next;
  };
}

/** One user after the other, in great leaps. */
export function visitor(ids: readonly string[], start: number): Caller {
  let at = start;
  return async (way) => {
    const id = ids[at % ids.length];
    at += LEAP;
    const user = await get<{ readonly id: string }>(way, `/v1/users/${id}`);
    if (user.id !== id) throw new Error("another user than was asked for");
  };
}

/** A prime, so that the leaps come to everybody. */
const LEAP = 7919;
