import { createHash } from "node:crypto";
import { compareText } from "./place.ts";
import type { TenantUser } from "./user.ts";

/** JSON with sorted keys and no spaces: equal values give equal bytes. `undefined` is left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isPlainObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => compareText(a, b))) : inner,
  );
}

/** SHA-256 of the canonical JSON, in lower-case hex. */
export function digest(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** Differs whenever anything that a plan may rest on differs: identity, state, every value, every unknown cell. */
export function fingerprint(user: TenantUser): string {
  return digest(user).slice(0, 16);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
