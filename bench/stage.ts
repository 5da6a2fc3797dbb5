/**
 * One plan of the folder given as argument, stage by stage, in one process; prints the CPU milliseconds of each as JSON.
 * It calls the stages that `loadRoster` and `meibo plan` are made of.
 */
import { join } from "node:path";
import { overTenant } from "../src/connectors/local/connector.ts";
import { checkPerson } from "../src/load/checks/person.ts";
import { checkTwice } from "../src/load/checks/twice.ts";
import { makeLayers, makePerson } from "../src/load/layers.ts";
import { readPeople } from "../src/load/read.ts";
import { readSettings } from "../src/load/settings.ts";
import { openSources } from "../src/load/sources.ts";
import { NO_FACTS } from "../src/model/facts.ts";
import { NOTHING_RECENT } from "../src/model/plan.ts";
import { DEFAULT_SETTINGS } from "../src/model/settings.ts";
import { makePlan } from "../src/plan/plan.ts";
import { planLines } from "../src/render/plan.ts";
import { en } from "../src/render/words/en.ts";
import { writeLines } from "../src/render/write.ts";
import { openTenant } from "../src/tenant/tenant.ts";

const NOW = "2026-12-01T00:00:00.000Z";
const folder = process.argv[2] ?? ".";
const spent: Record<string, number> = {};

const settings = stage("load", () => readSettings(folder, "meibo.yaml"));
const known = settings.settings ?? { ...DEFAULT_SETTINGS, tenant: "aoba" };
const rules = { settings: known, subscriptions: new Set(known.subscriptions), roles: new Map() };
const people = stage("load", () =>
  openSources(folder, known, settings)
    .users.flatMap((content) => readPeople(content, known).entries)
    .map((entry) => makePerson(entry, makeLayers([], rules.roles))),
);
const problems = stage("validate", () => [
  ...people.flatMap((person) => checkPerson(person, rules)),
  ...checkTwice(people.map(({ user, entry: { where } }) => ({ user, where }))),
]);
const connector = overTenant(openTenant({ database: join(folder, ".meibo", "tenant.db"), now: () => NOW }), () => NOW);
const began = process.cpuUsage();
const [snapshot, contract] = [await connector.readUsers(), await connector.readContract()];
add("read", began);
const plan = stage("diff", () =>
  makePlan({
    roster: { users: people.map(({ user }) => user), files: [] },
    snapshot,
    contract,
    ledger: { tenant: "aoba", entries: [] },
    facts: NO_FACTS,
    approvals: [],
    settings: known,
    can: connector.can,
    recent: NOTHING_RECENT,
    now: NOW,
  }),
);
const text = stage("render", () => writeLines(planLines(plan, { words: en, timeZone: "Asia/Tokyo" }), false));
console.log(JSON.stringify({ spent, changes: plan.changes.length, problems: problems.length, bytes: text.length }));

function stage<T>(name: string, act: () => T): T {
  const before = process.cpuUsage();
  const result = act();
  add(name, before);
  return result;
}

function add(name: string, before: NodeJS.CpuUsage): void {
  const { user, system } = process.cpuUsage(before);
  spent[name] = (spent[name] ?? 0) + (user + system) / 1000;
}
