import { hash, randomBytes, randomUUID } from "node:crypto";
import type { TenantContext } from "./context.ts";
import type { StoredToken } from "./records.ts";
import type { Store } from "./store.ts";

/** A token as it may be shown. */
export type Token = Omit<StoredToken, "hash">;

/** The text is told this once; what is kept cannot be turned back into it. */
export function makeToken(
  { store, at }: TenantContext,
  scope: Token["scope"],
  name: string,
): { readonly token: Token; readonly text: string } {
  const text = `${PREFIX[scope]}${randomBytes(BYTES).toString("base64url")}`;
  const token = { id: randomUUID(), scope, name, made: at };
  store.addToken({ ...token, hash: hash("sha256", text) });
  return { token, text };
}

/** By these, programs that look for leaked secrets know one. */
const PREFIX: Readonly<Record<Token["scope"], string>> = { read: "mbo_r_", write: "mbo_w_" };
const BYTES = 32;

export function tokenOf(store: Store, text: string): Token | undefined {
  const found = store.tokenByHash(hash("sha256", text));
  return found === undefined ? undefined : shown(found);
}

export function shown({ id, scope, name, made }: StoredToken): Token {
  return { id, scope, name, made };
}
