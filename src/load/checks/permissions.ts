import {
  FIELDS,
  fieldOf,
  isOn,
  isSubscribed,
  PERMISSION_KEYS,
  type Subscription,
  type ValueKey,
} from "../../model/fields.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { later } from "../later.ts";
import { originRef, type Person } from "../layers.ts";

/** What a permission needs, on the values that all layers together give. Source: docs/miitel.md, "Rules between columns". */
export function checkPermissions(person: Person, subscriptions: ReadonlySet<Subscription>): readonly Problem[] {
  if (person.user.state === "absent") return [];
  return [...unmetNeeds(person), ...unsubscribed(person, subscriptions), ...zeroTraps(person)];
}

const UNMET = {
  "phoneMobile.enabled": "phone-mobile-needs-phone",
  "callCenter.admin": "cc-admin-needs-call-center",
  "meetings.useBot": "bot-needs-meetings",
  monitoring: "monitoring-needs-phone",
  "callCenter.editPredictiveDialer": "dialer-needs-call-center",
} as const satisfies Partial<Record<ValueKey, string>>;

const NEEDS = FIELDS.flatMap(({ key, needs }) => (isUnmet(key) ? needs.map((need) => ({ key, need: need.key })) : []));

function isUnmet(key: string): key is keyof typeof UNMET {
  return Object.hasOwn(UNMET, key);
}

/** A need that nobody manages is unknown, not unmet. */
function unmetNeeds(person: Person): readonly Problem[] {
  const { values, origins } = person.user;
  const found: Problem[] = [];
  for (const { key, need } of NEEDS) {
    if (!isOn(values[key]) || values[need] === undefined || isOn(values[need])) continue;
    const byUser = typeof originRef(origins, need) === "number" && typeof originRef(origins, key) !== "number";
    found.push(problem(UNMET[key], {}, whereSaid(person, byUser ? need : key)));
  }
  return found;
}

function unsubscribed(person: Person, subscriptions: ReadonlySet<Subscription>): readonly Problem[] {
  const { values } = person.user;
  const found: Problem[] = [];
  for (const key of PERMISSION_KEYS) {
    if (!isOn(values[key]) || isSubscribed(key, subscriptions)) continue;
    const subscription = fieldOf(key).anyOf.join(" or ");
    found.push(problem("not-subscribed", { key, subscription }, whereSaid(person, key)));
  }
  return found;
}

/** A row filled with zeros looks like "nothing" and opens ranges to everybody; a role that speaks of the key shows intent. */
function zeroTraps({ entry, base }: Person): readonly Problem[] {
  return entry.zeros.flatMap((key) => {
    const below = originRef(base.origins, key);
    if (typeof below === "object" && below.layer === "role") return [];
    return [problem("zero-trap", { key }, { place: later(entry, key) })];
  });
}

/** A role's mistake is told at the role, once, with one of its people; a user's own at the user. */
function whereSaid({ user, entry }: Person, key: ValueKey) {
  const origin = originRef(user.origins, key);
  if (typeof origin === "number" || origin?.place === undefined) return { place: later(entry, key) };
  return { place: origin.place, related: [entry.place] };
}
