import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rosterFile, subscribedOnly, type WrittenUser } from "../src/edit/roster-file.ts";
import { writeCsv } from "../src/model/csv.ts";
import { codeOf, isSubscribed, VALUE_KEYS } from "../src/model/fields.ts";
import { makePeople } from "../src/tenant/people.ts";
import { openTenant } from "../src/tenant/tenant.ts";
import { RECORDS } from "./records.ts";

export const SHAPES = ["json", "csv", "yaml"] as const;
/** All people in one JSON file, one extended CSV with a column a field, or 100 YAML files in which all is spelled out. */
export type Shape = (typeof SHAPES)[number];

export const MOMENTS = ["first run", "steady"] as const;
/** Before meibo remembers anybody; or after an apply, when the ledger knows everybody. */
export type Moment = (typeof MOMENTS)[number];

/** The command that reads folders of a shape. */
export type Mains = Readonly<Record<Shape, string>>;

/** The same roster and tenant in a folder for each shape; one person in a hundred differs from the tenant in one permission. */
export function makeFolders(parent: string, count: number, moment: Moment, mains: Mains): ReadonlyMap<Shape, string> {
  rmSync(parent, { recursive: true, force: true });
  const { people, contract } = makePeople(count, 1);
  const { subscriptions } = contract;
  const database = join(parent, "tenant.db");
  mkdirSync(parent, { recursive: true });
  const tenant = openTenant({ database, now: () => "2026-12-01T00:00:00.000Z" });
  tenant.seed(people, { ...contract, seats: {} });
  tenant.close();
  const before = subscribedOnly(people, subscriptions);
  const first = before.map((one, index) => (index % 100 === 0 ? changed(one) : one));
  const second = first.map((one, index) => (index % 100 === 50 ? changed(one) : one));
  return new Map(
    SHAPES.map((shape) => {
      const folder = join(parent, shape);
      put(folder, "meibo.yaml", `version: 1\ntenant: aoba\nsubscriptions: [${subscriptions.join(", ")}]\n`);
      put(folder, ".meibo/tenant.db", readFileSync(database));
      const declare = (users: readonly WrittenUser[]) => WRITERS[shape](folder, users, new Set(subscriptions));
      declare(first);
      if (moment === "steady") {
        apply(mains[shape], folder);
        declare(second);
      }
      return [shape, folder] as const;
    }),
  );
}

function changed(user: WrittenUser): WrittenUser {
  return {
    ...user,
    values: { ...user.values, "analytics.exportCallHistory": user.values["analytics.exportCallHistory"] !== true },
  };
}

function apply(main: string, folder: string): void {
  const { status, stderr } = spawnSync(process.execPath, [main, "apply", "--auto-approve"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}

type Held = Parameters<typeof isSubscribed>[1];

const WRITERS: Readonly<Record<Shape, (folder: string, users: readonly WrittenUser[], held: Held) => void>> = {
  json: (folder, users) => put(folder, RECORDS, JSON.stringify(users)),
  csv: (folder, users, held) => put(folder, "users/all.csv", csvOf(users, held)),
  yaml: writeYaml,
};

const FILES = 100;

function writeYaml(folder: string, users: readonly WrittenUser[]): void {
  const size = Math.ceil(users.length / FILES);
  for (let at = 0; at < users.length; at += size) {
    const entries = users
      .slice(at, at + size)
      .map(yamlOf)
      .join("");
    put(folder, `users/part-${String(at / size).padStart(3, "0")}.yaml`, `users:\n${entries}`);
  }
}

const written = new WeakMap<WrittenUser, string>();

/** As an import writes it; kept, because most people are written twice. */
function yamlOf(user: WrittenUser): string {
  const known = written.get(user) ?? rosterFile([user], "").replace(/^.*\nusers:\n/, "");
  written.set(user, known);
  return known;
}

function csvOf(users: readonly WrittenUser[], held: Held): string {
  const keys = VALUE_KEYS.filter((key) => isSubscribed(key, held));
  const rows = users.map(({ loginId, values, state }) => [
    loginId,
    state ?? "",
    ...keys.map((key) => (values[key] === undefined ? "" : codeOf(key, values[key]))),
  ]);
  return writeCsv([["loginId", "state", ...keys], ...rows]);
}

function put(folder: string, name: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
