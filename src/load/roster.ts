import type { Approval, Facts } from "../model/facts.ts";
import { isError, type Problem, type Result, resultOf } from "../model/problem.ts";
import type { ProblemName } from "../model/problems.ts";
import type { Role } from "../model/role.ts";
import type { Roster } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { readApprovals } from "./approvals.ts";
import { checkPerson, type Rules } from "./checks/person.ts";
import { checkShorter } from "./checks/spreadsheet.ts";
import { checkTwice, type Declared } from "./checks/twice.ts";
import { APPROVALS_FORMAT, FACTS_FORMAT, placeIn, ROLES_FORMAT } from "./document.ts";
import type { FileLayer } from "./entry.ts";
import { readFacts } from "./facts.ts";
import type { Content } from "./files.ts";
import { finish } from "./finish.ts";
import { type Layers, makeLayers, makePerson } from "./layers.ts";
import { readDocuments, readPeople } from "./read.ts";
import { readRoles } from "./roles.ts";
import { type ReadSettings, readSettings } from "./settings.ts";
import type { Source } from "./source.ts";
import { openSources } from "./sources.ts";

/** Everything the files of a folder say. */
export interface Loaded {
  readonly settings: Settings;
  /** By name. */
  readonly roles: readonly Role[];
  /** Users in the order of their files, then of their entries. */
  readonly roster: Roster;
  readonly approvals: readonly Approval[];
  readonly facts: Facts;
}

/**
 * Reads a folder whole. One error anywhere, and there is no roster at all: a file that was not understood must never
 * look like people who left. Everything that is wrong comes back at once. `root` is the folder of `meibo.yaml`;
 * problems name files relative to it.
 */
export async function loadRoster(root: string, configFile = "meibo.yaml"): Promise<Result<Loaded>> {
  const config = readSettings(root, configFile);
  const { settings } = config;
  if (settings === undefined) return { ok: false, problems: finish(config.problems, config.sources) };
  const contents = openSources(root, settings, config);
  const roleFiles = readDocuments(contents.roles, ROLES_FORMAT);
  const approvalFiles = readDocuments(contents.approvals, APPROVALS_FORMAT);
  const factFiles = readDocuments(contents.facts, FACTS_FORMAT);

  const { roles, problems: ofRoles } = readRoles(roleFiles.documents);
  const approved = approvalFiles.documents.map(readApprovals);
  const { facts, problems: ofFacts } = readFacts(factFiles.documents);
  const rules = { settings, subscriptions: new Set(settings.subscriptions), roles };
  const layers = makeLayers(defaultLayer(config), roles);
  const userFiles = contents.users.map((content) => declarePeople(content, layers, rules));
  const people = userFiles.flatMap(({ declared }) => declared);

  const inRoles = [...roleFiles.problems, ...ofRoles];
  const inPeople = [...userFiles.flatMap(({ inPeople }) => inPeople), ...checkTwice(people), ...checkShorter(people)];
  const problems = [
    ...config.problems,
    ...contents.problems,
    ...inRoles,
    ...[approvalFiles, factFiles, ...userFiles, ...approved].flatMap((read) => read.problems),
    ...ofFacts,
    ...onlyOwnFault(inPeople, config.problems, inRoles),
  ];
  const sources = [config, roleFiles, approvalFiles, factFiles, ...userFiles].flatMap((read) => read.sources);
  const roster = { users: people.map(({ user }) => user), files: contents.users.map(({ file }) => file) };
  const approvals = approved.flatMap((read) => read.approvals);
  return resultOf({ settings, roles: [...roles.values()], roster, approvals, facts }, finish(problems, sources));
}

interface DeclaredPeople {
  readonly declared: readonly Declared[];
  readonly sources: readonly Source[];
  /** Of the file's form. */
  readonly problems: readonly Problem[];
  readonly inPeople: readonly Problem[];
}

/** A file from bytes to users. What was read on the way is let go of here: a large roster has a hundred such files. */
function declarePeople(content: Content, layers: Layers, rules: Rules): DeclaredPeople {
  const { entries, sources, problems } = readPeople(content, rules.settings);
  const people = entries.map((entry) => makePerson(entry, layers));
  return {
    declared: people.map(({ user, entry: { where } }) => ({ user, where })),
    sources,
    problems,
    inPeople: people.flatMap((person) => checkPerson(person, rules)),
  };
}

/** What `meibo.yaml` says for everybody. */
export function defaultLayer({ document, settings }: ReadSettings): FileLayer {
  const said = document?.value.defaults;
  if (document === undefined || said === undefined || settings === undefined) return [];
  return (["locale", "timeZone"] as const).flatMap((key) => {
    const value = said[key];
    if (value === undefined) return [];
    const { file, line } = placeIn(document, said, key);
    return [{ key, value, origin: { layer: "default", place: { file, ...(line === undefined ? {} : { line }) } } }];
  });
}

/** Found only because something is missing that another file would have said. */
const RESTS_ON_CONFIG: ReadonlySet<ProblemName> = new Set([
  "login-id-domain",
  "name-encoding",
  "pool-unknown",
  "extension-pool",
  "time-zone-not-allowed",
  "not-subscribed",
] satisfies readonly ProblemName[]);
const RESTS_ON_ROLES: ReadonlySet<ProblemName> = new Set([
  "role-unknown",
  "phone-mobile-needs-phone",
  "cc-admin-needs-call-center",
  "bot-needs-meetings",
  "monitoring-needs-phone",
  "dialer-needs-call-center",
  "zero-trap",
] satisfies readonly ProblemName[]);

/** While `meibo.yaml` or a role is broken, what may follow from that is not told: it would send people to the wrong file. */
function onlyOwnFault(
  found: readonly Problem[],
  inConfig: readonly Problem[],
  inRoles: readonly Problem[],
): readonly Problem[] {
  const configBroken = inConfig.some(isError);
  const rolesBroken = inRoles.some(isError);
  return found.filter(
    ({ name }) => !(configBroken && RESTS_ON_CONFIG.has(name)) && !(rolesBroken && RESTS_ON_ROLES.has(name)),
  );
}
