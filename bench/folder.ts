import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rosterFile, subscribedOnly, type WrittenUser } from "../src/edit/roster-file.ts";
import { writeCsv } from "../src/model/csv.ts";
import { codeOf, isSubscribed, VALUE_KEYS } from "../src/model/fields.ts";
import { makePeople } from "../src/tenant/people.ts";
import { openTenant } from "../src/tenant/tenant.ts";

export const SHAPES = ["yaml", "csv"] as const;
/** All people in 100 YAML files in which everything is spelled out, or in one extended CSV with a column a field. */
export type Shape = (typeof SHAPES)[number];

/** A roster of so many people and its tenant, in which one person in a hundred differs in one permission. */
export function makeFolder(folder: string, shape: Shape, count: number): void {
  rmSync(folder, { recursive: true, force: true });
  const { people, contract } = makePeople(count, 1);
  const seats = {};
  mkdirSync(join(folder, ".meibo"), { recursive: true });
  const tenant = openTenant({ database: join(folder, ".meibo", "tenant.db"), now: () => "2026-12-01T00:00:00.000Z" });
  tenant.seed(people, { ...contract, seats });
  tenant.close();
  const { subscriptions } = contract;
  put(folder, "meibo.yaml", `version: 1\ntenant: aoba\nsubscriptions: [${subscriptions.join(", ")}]\n`);
  const declared = subscribedOnly(people, subscriptions).map((one, index) => (index % 100 === 0 ? changed(one) : one));
  if (shape === "yaml") writeYaml(folder, declared);
  else put(folder, "users/all.csv", csvOf(declared, new Set(subscriptions)));
}

function changed(user: WrittenUser): WrittenUser {
  return {
    ...user,
    values: { ...user.values, "analytics.exportCallHistory": user.values["analytics.exportCallHistory"] !== true },
  };
}

const FILES = 100;

function writeYaml(folder: string, users: readonly WrittenUser[]): void {
  const size = Math.ceil(users.length / FILES);
  for (let at = 0; at < users.length; at += size) {
    const name = `users/part-${String(at / size).padStart(3, "0")}.yaml`;
    put(folder, name, rosterFile(users.slice(at, at + size), "../schemas/users.schema.json"));
  }
}

function csvOf(users: readonly WrittenUser[], held: Parameters<typeof isSubscribed>[1]): string {
  const keys = VALUE_KEYS.filter((key) => isSubscribed(key, held));
  const rows = users.map(({ loginId, values, state }) => [
    loginId,
    state ?? "",
    ...keys.map((key) => (values[key] === undefined ? "" : codeOf(key, values[key]))),
  ]);
  return writeCsv([["loginId", "state", ...keys], ...rows]);
}

function put(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
