import type { LoginKey, TenantUser } from "../../src/model/user.ts";
import type { Machine } from "./machine.ts";
import type { Request } from "./witness.ts";

/** Between the last look and the arrival of a request, in milliseconds; an admin's edit in it cannot be seen. */
export const WINDOW = 10_000;

/** Nothing looks again before an update, however long the disk takes. */
export const LONG_WINDOW = 60_000 + WINDOW;

/** From then on an edit may not have been seen by whoever sent this. */
export function raceFrom({ write, sentAt, lookedOld }: Request): number {
  return sentAt - (write.kind === "delete" ? WINDOW : LONG_WINDOW) - lookedOld;
}

/** One change that a request made. */
export interface Deed {
  readonly key: LoginKey;
  readonly request: Request;
  readonly at: number;
  readonly before: TenantUser | undefined;
  readonly after: TenantUser | undefined;
}

export function deedsOf({ tenant, witness }: Machine): readonly Deed[] {
  const deeds: Deed[] = [];
  for (const [key, versions] of tenant.past) {
    for (let index = 0; index < versions.length; index += 1) {
      const version = versions[index];
      const request = version?.request === undefined ? undefined : witness.requests[version.request];
      if (version === undefined || request === undefined) continue;
      deeds.push({ key, request, at: version.at, before: versions[index - 1]?.user, after: version.user });
    }
  }
  return deeds;
}

export function hasAdminActed({ tenant }: Machine, key: LoginKey, from: number, until: number): boolean {
  return tenant.past.get(key)?.some(({ byAdmin, at }) => byAdmin === true && at >= from && at <= until) === true;
}
