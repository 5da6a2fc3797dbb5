import { createHash } from "node:crypto";
import type { TenantUser } from "./user.ts";

/** JSON with sorted keys and no spaces: equal values give equal bytes. `undefined` and the keys of `without` are left out. */
export function canonicalJson(value: unknown, without: ReadonlySet<string> = NONE): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null, without)).join(",")}]`;
  if (!isMap(value)) return JSON.stringify(value);
  let text = "";
  // Without a comparison function keys are sorted by code unit, which is what "canonical" needs.
  for (const key of Object.keys(value).sort()) {
    const inner = value[key];
    if (inner === undefined || without.has(key)) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(inner, without)}`;
  }
  return `{${text}}`;
}

const NONE: ReadonlySet<string> = new Set();

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** SHA-256 of the canonical JSON, in lower-case hex. */
export function digest(value: unknown, without?: ReadonlySet<string>): string {
  return createHash("sha256").update(canonicalJson(value, without)).digest("hex");
}

/** Differs whenever anything that a plan may rest on differs: identity, state, every value, every unknown cell. */
export function fingerprint(user: TenantUser): string {
  return digest(user).slice(0, 16);
}
