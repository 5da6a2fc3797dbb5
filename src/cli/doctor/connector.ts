import type { Connector, Contract } from "../../model/connector.ts";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { SEAT_KINDS } from "../../model/seats.ts";
import type { Settings } from "../../model/settings.ts";
import { messageOf } from "../connect.ts";
import { type Check, error, ok, problematic, type Site, skipped, warning, withSettings } from "./check.ts";

const UNREADABLE = say("the tenant cannot be read");

export const CONNECTOR: readonly Check[] = [
  { theme: "connector", name: "token", look: withSettings(token) },
  { theme: "connector", name: "tenant", look: onTenant(reached, (problems) => problematic(UNREADABLE, problems)) },
  { theme: "connector", name: "clock", look: onTenant(clock) },
  { theme: "connector", name: "subscriptions", look: onTenant(subscriptions) },
  { theme: "connector", name: "seats", look: onTenant(seats) },
];

function token({ environment }: Site, { connector: { kind, http } }: Settings): Finding {
  if (kind !== "http" || http === undefined) return skipped(say("the connector {kind} needs no token", { kind }));
  const { tokenEnv: name } = http;
  const value = environment[name] ?? "";
  if (value === "") {
    return error(
      say("the environment variable {name} with the token is not set", { name }),
      say("set {name} where meibo runs; whoever serves the tenant makes a token (meibo tenant token create)", { name }),
    );
  }
  return value === value.trim()
    ? ok(say("the environment variable {name} holds a token", { name }))
    : error(
        say("the token in the environment variable {name} has spaces or a line break around it", { name }),
        say("set {name} again, without them", { name }),
      );
}

type Look = (connector: Connector, settings: Settings, site: Site) => Promise<readonly Finding[]>;

/** Why a tenant cannot be read is told once. */
function onTenant(
  look: Look,
  refused: (problems: readonly Problem[]) => Finding = () => skipped(UNREADABLE),
): Check["look"] {
  return withSettings(async (site, settings) => {
    const opened = await site.tenant(settings);
    if (!opened.ok) return refused(opened.problems);
    try {
      return await look(opened.value, settings, site);
    } catch (failure) {
      const hint = say("check connector in meibo.yaml, and whether the tenant is there");
      return refused([problem("tenant-unreadable", { reason: messageOf(failure), hint })]);
    }
  });
}

async function reached(connector: Connector, { connector: { kind } }: Settings): Promise<readonly Finding[]> {
  const users = (await connector.countUsers()) ?? (await connector.readUsers()).users.length;
  return [ok(say("the tenant can be read through the connector {kind} (users: {users})", { kind, users }))];
}

/** Milliseconds; days begin and end by these clocks, and certificates do. */
const MOST_APART = 60_000;

async function clock(connector: Connector, _: Settings, { context }: Site): Promise<readonly Finding[]> {
  if (connector.readClock === undefined) return [skipped(say("the tenant has the clock of this machine"))];
  const before = Date.parse(context.now());
  const told = await connector.readClock();
  if (told === undefined) return [skipped(say("the tenant does not tell its time"))];
  const after = Date.parse(context.now());
  return [clockFinding(Date.parse(told), before, after)];
}

/** `there` was told between `before` and `after`, in milliseconds, and may be a second old. */
export function clockFinding(there: number, before: number, after: number): Finding {
  const apart = Math.max(before - there - 1_000, there - after, 0);
  const seconds = Math.round(apart / 1_000);
  if (apart <= MOST_APART) return ok(say("the clocks of the tenant and of this machine agree"));
  return warning(
    say("the clocks of the tenant and of this machine are apart, in seconds: {seconds}", { seconds }),
    say("set the clock of this machine by the network; start and end dates depend on it"),
  );
}

async function subscriptions(connector: Connector, settings: Settings): Promise<readonly Finding[]> {
  return subscriptionFindings(settings.subscriptions, (await connector.readContract()).subscriptions);
}

function subscriptionFindings(written: Settings["subscriptions"], held: Contract["subscriptions"]): readonly Finding[] {
  if (held === undefined) return [skipped(NOT_TOLD)];
  const tooMany = written.filter((name) => !held.includes(name)).join(", ");
  const tooFew = held.filter((name) => !written.includes(name)).join(", ");
  if (tooMany === "" && tooFew === "") return [ok(say("subscriptions in meibo.yaml are those of the contract"))];
  const missing = say("subscriptions in meibo.yaml name products that the contract does not have: {names}", {
    names: tooMany,
  });
  const more = say("the contract has products that subscriptions in meibo.yaml do not name: {names}", {
    names: tooFew,
  });
  return [
    ...(tooMany === "" ? [] : [error(missing, say("take them out of subscriptions in meibo.yaml, or ask RevComm"))]),
    ...(tooFew === ""
      ? []
      : [
          warning(
            more,
            say("add them to subscriptions in meibo.yaml; until then meibo leaves their columns as they are"),
          ),
        ]),
  ];
}

const NOT_TOLD = say("the connector does not tell the contract");

async function seats(connector: Connector, settings: Settings): Promise<readonly Finding[]> {
  return seatFindings(settings.seats, (await connector.readContract()).seats);
}

function seatFindings(written: Settings["seats"], held: Contract["seats"]): readonly Finding[] {
  if (held === undefined) return [skipped(NOT_TOLD)];
  const found = SEAT_KINDS.flatMap((product): readonly Finding[] => {
    const [mine, theirs] = [written[product], held[product]];
    if (mine === undefined || theirs === undefined || mine === theirs) return [];
    const told = { product, mine, theirs };
    return [
      warning(
        say("seats.{product} in meibo.yaml is {mine}, the contract has {theirs}; the lower number counts", told),
        say("set seats.{product} to {theirs}, or take it out: the tenant tells it", told),
      ),
    ];
  });
  return found.length > 0 ? found : [ok(say("no number of seats in meibo.yaml differs from the contract"))];
}
