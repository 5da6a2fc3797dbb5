import type { FactList } from "../model/facts.ts";
import type { Value, ValueKey } from "../model/fields.ts";
import { type Becomes, type Condition, TRUTHS, type Truth, type UserList } from "../model/impact.ts";
import { compareText } from "../model/place.ts";
import { type LoginId, type LoginKey, loginKey, type Values } from "../model/user.ts";
import type { BareChange, Known } from "./known.ts";
import { limitOf } from "./seats.ts";

export interface Verdict {
  readonly truth: Truth;
  readonly about?: readonly string[];
}

/** What conditions are judged by, worked out once a plan. */
export interface Circumstances {
  readonly known: Known;
  readonly columns: ReadonlySet<ValueKey>;
  readonly lists: Readonly<Record<UserList, Listing>>;
  readonly singleSignOn: Verdict;
  readonly seatsExceeded: Verdict;
}

interface Listing {
  readonly people: ReadonlyMap<LoginKey, Verdict>;
  /** Of whoever is not listed. */
  readonly others: Verdict;
}

const TRUE: Verdict = { truth: "true" };
const UNKNOWN: Verdict = { truth: "unknown" };
const FALSE: Verdict = { truth: "false" };

export function circumstancesOf(known: Known, changes: readonly BareChange[]): Circumstances {
  const { facts } = known.situation;
  const nameless = (loginId: LoginId) => ({ loginId, names: [] });
  return {
    known,
    columns: new Set(known.columns),
    lists: {
      incomingCallRuleTargets: listing(facts.incomingCallRuleTargets, ({ loginId, rule }) => ({
        loginId,
        names: [rule],
      })),
      meetingHosts: listing(facts.meetingHosts, nameless),
      meetingUploaders: listing(facts.meetingUploaders, nameless),
      tableThemeOwners: listing(facts.tableThemeOwners, nameless),
      integrations: listing(facts.integrations, ({ loginId, services }) => ({ loginId, names: services })),
    },
    singleSignOn: facts.ssoEnabled === undefined ? UNKNOWN : verdict(facts.ssoEnabled),
    seatsExceeded: seatsExceeded(known, changes),
  };
}

interface Listed {
  readonly loginId: LoginId;
  /** What the list says of the person, such as the rule that calls them. */
  readonly names: readonly string[];
}

/** A person may stand in a list several times, in any order and any case. */
function listing<T>({ complete, entries }: FactList<T>, read: (entry: T) => Listed): Listing {
  const people = Map.groupBy(entries.map(read), ({ loginId }) => loginKey(loginId));
  return {
    people: new Map(
      [...people].map(([key, own]) => [key, verdict(true, own.flatMap(({ names }) => names).sort(compareText))]),
    ),
    others: complete ? FALSE : UNKNOWN,
  };
}

function verdict(holds: boolean, about: readonly string[] = []): Verdict {
  if (!holds) return FALSE;
  return about.length === 0 ? TRUE : { truth: "true", about: [...new Set(about)] };
}

/** Nobody's leaving counts: whether a seat is free at once is not known. */
function seatsExceeded(known: Known, changes: readonly BareChange[]): Verdict {
  const { settings, snapshot } = known.situation;
  const limit = limitOf("total", known);
  if (limit === undefined) return UNKNOWN;
  const counted = snapshot.users.filter(({ state }) => settings.seats.countInactive || state !== "inactive");
  const created = changes.filter(({ kind }) => kind === "create");
  return verdict(counted.length + created.length > limit);
}

/** Does the condition hold for this change? */
export function judge(when: Condition, change: BareChange, circumstances: Circumstances): Verdict {
  switch (when.kind) {
    case "always":
      return TRUE;
    case "field":
      return judgeField(when, change, circumstances);
    case "listed":
      return judgeListed(when.list, change, circumstances);
    case "changed":
      return verdict(becomes(change, when.key) !== undefined);
    case "changedTo":
      return judgeBecomes(when.anyOf, change);
    case "renamed":
      return verdict(change.kind === "manual" && change.previousLoginId !== undefined);
    case "seatsExceeded":
    case "singleSignOn":
      return circumstances[when.kind];
    case "all":
    case "anyOf":
      return joined(
        when.kind,
        when.conditions.map((part) => judge(part, change, circumstances)),
      );
    /* v8 ignore next 2 -- @preserve a kind that the compiler does not know */
    default:
      return when satisfies never;
  }
}

type FieldCondition = Extract<Condition, { readonly kind: "field" }>;

function judgeField(when: FieldCondition, change: BareChange, { known, columns }: Circumstances): Verdict {
  const exists = when.anySubscribed?.some((name) => known.subscriptions.includes(name)) ?? columns.has(when.key);
  if (!exists) return FALSE;
  const value = valuesOf(change, known)?.[when.key];
  if (value === undefined) return UNKNOWN;
  if (value === when.otherwise?.equals) return { truth: when.otherwise.truth };
  return verdict(value === when.equals);
}

function valuesOf(change: BareChange, { actual }: Known): Values | undefined {
  return change.kind === "create" ? change.values : actual.get(loginKey(change.loginId))?.values;
}

function judgeListed(list: UserList, { loginId }: BareChange, { lists }: Circumstances): Verdict {
  const { people, others } = lists[list];
  return people.get(loginKey(loginId)) ?? others;
}

/** Names the fields where there is a choice of them. */
function judgeBecomes(anyOf: readonly Becomes[], change: BareChange): Verdict {
  const found = anyOf.filter(({ key, to }) => becomes(change, key) === to).map(({ key }) => key);
  return verdict(found.length > 0, anyOf.length === 1 ? [] : found);
}

/** What a field is set to; whatever a new user has counts as set. */
function becomes(change: BareChange, key: ValueKey): Value | undefined {
  if (change.kind === "create") return change.values[key];
  return change.kind === "update" ? change.fields.find((field) => field.key === key)?.to : undefined;
}

/** Of all conditions the weakest decides, of any the strongest. */
function joined(kind: "all" | "anyOf", verdicts: readonly Verdict[]): Verdict {
  const sign = kind === "all" ? 1 : -1;
  return verdicts.reduce((decisive, next) => (sign * (rank(next) - rank(decisive)) > 0 ? next : decisive));
}

function rank({ truth }: Verdict): number {
  return TRUTHS.indexOf(truth);
}
