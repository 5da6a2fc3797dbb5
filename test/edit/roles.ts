import { baselineOf, PERMISSION_KEYS, type Value, type ValueKey } from "../../src/model/fields.ts";
import type { Values } from "../../src/model/user.ts";

const PHONE: Values = { "phone.enabled": true };
const MEETINGS: Values = { "meetings.enabled": true, "meetings.downloadFiles": "hostOnly" };
const CENTER: Values = { ...PHONE, "callCenter.enabled": true };
const LEAD: Values = { monitoring: true, "analytics.downloadRecordings": true };

/** What twelve jobs allow; some are close to each other. */
export const TWELVE: readonly Values[] = [
  {},
  PHONE,
  MEETINGS,
  { ...PHONE, ...MEETINGS },
  { ...PHONE, ...MEETINGS, "salesforce.enabled": true },
  { ...PHONE, ...MEETINGS, ...LEAD, "salesforce.enabled": true },
  { ...PHONE, "phoneMobile.enabled": true },
  CENTER,
  { ...CENTER, ...LEAD, "callCenter.admin": true },
  { ...CENTER, ...LEAD, "callCenter.admin": true, "analytics.exportCallHistory": true },
  { ...CENTER, ...MEETINGS },
  { admin: true },
];

/** Fields whose other value needs nothing and breaks nothing. */
const FREE = [
  "analytics.exportCallHistory",
  "analytics.exportContacts",
  "analytics.downloadRecordings",
  "meetings.editAccessPermission",
  "meetings.createExternalLink",
  "meetings.downloadFiles",
  "meetings.exportHistory",
  "salesforce.enabled",
] as const satisfies readonly ValueKey[];

export interface Employee {
  readonly job: number;
  readonly isException: boolean;
  readonly values: Values;
}

/** So many people of the twelve jobs, every twentieth with one to three differences; the same every time. */
export function employees(count: number, seed = 1): readonly Employee[] {
  const below = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const job = below(TWELVE.length);
    const isException = index % 20 === 0;
    const whole = wholeOf(TWELVE[job] ?? {});
    return { job, isException, values: isException ? changed(whole, below) : whole };
  });
}

export function wholeOf(values: Values): Values {
  return Object.fromEntries(PERMISSION_KEYS.map((key) => [key, values[key] ?? baselineOf(key)]));
}

function changed(values: Values, below: (limit: number) => number): Values {
  const keys = new Set(Array.from({ length: 1 + below(3) }, () => FREE[below(FREE.length)] ?? FREE[0]));
  return { ...values, ...Object.fromEntries([...keys].map((key) => [key, other(values[key])])) };
}

function other(value: Value | undefined): Value {
  if (typeof value === "boolean") return !value;
  return value === "hostOnly" ? "all" : "hostOnly";
}

/** mulberry32 */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}
