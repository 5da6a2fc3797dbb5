import { Refusal } from "./problem.ts";

/** Largest body, in bytes: a file of 100 users has 30 kB. */
export const MOST_BYTES = 1024 * 1024;

/** The body of a request; no more is taken in than is allowed, whatever the headers say. Undefined: it is too large. */
export async function bytesOf({ headers, body }: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(headers.get("content-length") ?? 0) > MOST_BYTES) return undefined;
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body ?? []) {
      length += piece.length;
      if (length > MOST_BYTES) return undefined;
      pieces.push(piece);
    }
  } catch (cause) {
    throw new Refusal("invalid-request", "body: it broke off", {}, { cause });
  }
  return Buffer.concat(pieces);
}
