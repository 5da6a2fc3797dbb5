import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Loaded } from "../src/load/roster.ts";
import { readSettings } from "../src/load/settings.ts";
import { NO_FACTS } from "../src/model/facts.ts";
import { VALUE_KEYS } from "../src/model/fields.ts";
import { type Result, resultOf } from "../src/model/problem.ts";
import type { DeclaredUser } from "../src/model/roster.ts";
import { asLoginId, type TenantState, type Values } from "../src/model/user.ts";

/** A declared user with all that a plan asks for, as `JSON.parse` gives it. */
export interface Record {
  readonly loginId: string;
  readonly state: TenantState | undefined;
  readonly values: Values;
}

export const RECORDS = "users.json";

/** Stands in for `src/load/roster.ts` in the floor: the same people from one JSON file, and nothing is checked. */
export async function loadRoster(root: string, configFile: string): Promise<Result<Loaded>> {
  const { settings, problems } = readSettings(root, configFile);
  if (settings === undefined) return { ok: false, problems };
  const records: readonly Record[] = JSON.parse(readFileSync(join(root, RECORDS), "utf8"));
  const roster = { users: records.map(declaredUser), files: [RECORDS] };
  return resultOf({ settings, roles: [], roster, approvals: [], facts: NO_FACTS }, problems);
}

const NONE: readonly never[] = [];

function declaredUser({ loginId, state, values }: Record, index: number): DeclaredUser {
  const place = { file: RECORDS, line: index + 1 };
  return {
    loginId: asLoginId(loginId),
    previousLoginIds: NONE,
    values,
    origins: VALUE_KEYS.map(() => place.line),
    roles: NONE,
    ...(state === undefined ? {} : { state }),
    place,
  };
}
