import { Pool } from "undici";
import type { Server } from "./server.ts";

/** Connections that are kept, from this process to that of the server. */
export interface Way {
  readonly server: Server;
  readonly pool: Pool;
}

export function wayTo(server: Server, connections: number): Way {
  return { server, pool: new Pool(server.url, { connections, pipelining: 1 }) };
}

/** The JSON of the answer; throws where it is a refusal. */
export async function get<T>({ server, pool }: Way, path: string): Promise<T> {
  const headers = { authorization: `Bearer ${server.token}` };
  const { statusCode, body } = await pool.request({ path, method: "GET", headers });
  return read<T>(statusCode, await body.text(), path);
}

export async function postCsv<T>({ server, pool }: Way, path: string, csv: string): Promise<T> {
  const headers = {
    authorization: `Bearer ${server.token}`,
    "idempotency-key": crypto.randomUUID(),
    "content-type": "text/csv",
  };
  const { statusCode, body } = await pool.request({ path, method: "POST", headers, body: csv });
  return read<T>(statusCode, await body.text(), path);
}

function read<T>(status: number, text: string, path: string): T {
  if (status < 200 || status > 299) throw new Error(`${path.split("?")[0]} was answered with ${status}: ${text}`);
  const answer: T = JSON.parse(text);
  return answer;
}
