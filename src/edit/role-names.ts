import { isOn, PERMISSION_KEYS, type ValueKey } from "../model/fields.ts";
import { compareText } from "../model/place.ts";
import type { Values } from "../model/user.ts";

/** What a role lets people do, in words of a name; those in front say what kind of work it is. */
const KINDS: readonly (readonly [key: ValueKey, word: string])[] = [
  ["admin", "admin"],
  ["phone.enabled", "phone"],
  ["callCenter.enabled", "call-center"],
  ["meetings.enabled", "meetings"],
  ["recPod.enabled", "rec-pod"],
];

const REST: Readonly<Partial<Record<ValueKey, string>>> = {
  monitoring: "monitoring",
  "analytics.downloadRecordings": "recordings",
  "analytics.exportCallHistory": "history",
  "analytics.exportContacts": "contacts",
  "phoneMobile.enabled": "mobile",
  "callCenter.editPredictiveDialer": "dialer",
  "meetings.useBot": "bot",
  "meetings.editAccessPermission": "access",
  "meetings.createExternalLink": "links",
  "meetings.downloadFiles": "files",
  "meetings.exportHistory": "meeting-history",
  "salesforce.enabled": "salesforce",
  "incomingWebhook.enabled": "webhook",
};

/** Names that differ, and say what is on; the same roles get the same names in whatever order they come. */
export function roleNames(roles: readonly Values[], taken: ReadonlySet<string>): readonly string[] {
  const named = new Map<Values, string>();
  const used = new Set(taken);
  const alike = Map.groupBy(roles, kindOf);
  for (const [kind, group] of [...alike].sort(([a], [b]) => compareText(a, b))) {
    const telling = PERMISSION_KEYS.filter((key) => new Set(group.map((values) => values[key])).size > 1);
    for (const values of [...group].sort((a, b) => compareText(textOf(a), textOf(b)))) {
      const name = unused([kind, ...wordsOf(values, telling)].join("-"), used);
      used.add(name);
      named.set(values, name);
    }
  }
  return roles.map((values) => named.get(values) ?? "");
}

function kindOf(values: Values): string {
  const words = KINDS.flatMap(([key, word]) => (values[key] === true ? [word] : []));
  // Whoever works in a call center has a phone, and who leads it is named after that.
  const said = words.includes("call-center") ? words.filter((word) => word !== "phone") : words;
  const named = said.map((word) =>
    word === "call-center" && values["callCenter.admin"] === true ? `${word}-admin` : word,
  );
  return named.length === 0 ? "viewer" : named.join("-");
}

function wordsOf(values: Values, telling: readonly ValueKey[]): readonly string[] {
  return telling.flatMap((key) => {
    const word = REST[key];
    const value = values[key];
    if (word === undefined || value === undefined) return [];
    return [value === "all" ? `all-${word}` : word];
  });
}

/** Of a role that says more than others: `sales-agent-mobile`; what it takes away has `no` before it. */
export function furtherName(from: readonly string[], values: Values, used: ReadonlySet<string>): string {
  const words = PERMISSION_KEYS.flatMap((key) => {
    const value = values[key];
    if (value === undefined) return [];
    const word = WORDS.get(key) ?? "";
    if (!isOn(value)) return [`no-${word}`];
    return [value === "all" ? `all-${word}` : word];
  });
  return unused([...from, ...words].join("-"), used);
}

const WORDS = new Map<string, string>([...KINDS, ["callCenter.admin", "call-center-admin"], ...Object.entries(REST)]);

function unused(name: string, used: ReadonlySet<string>): string {
  for (let next = 2, tried = name; ; next += 1) {
    if (!used.has(tried)) return tried;
    tried = `${name}-${next}`;
  }
}

function textOf(values: Values): string {
  return PERMISSION_KEYS.map((key) => values[key] ?? "").join(" ");
}
