import { COMING_KINDS, type Coming } from "../model/coming.ts";
import type { Approval } from "../model/facts.ts";
import type { Instant, LedgerEntry } from "../model/ledger.ts";
import { compareText } from "../model/place.ts";
import type { Day, DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { type LoginKey, loginKey } from "../model/user.ts";
import { dayIn, deletableFrom, instantOn, type Wanted, wantedState } from "./state.ts";

/** What can be told of the days to come without the tenant. */
export interface Outlook {
  readonly users: readonly DeclaredUser[];
  readonly approvals: readonly Approval[];
  /** Of the ledger: without it nobody knows since when somebody is inactive, and no delete is told. */
  readonly remembered: readonly LedgerEntry[];
  readonly settings: Settings;
  readonly now: Instant;
  /** So many days after today; today is told too. */
  readonly days: number;
}

/** What the calendar does from today on, if nobody changes a file: by day, then by Login ID. */
export function upcoming(outlook: Outlook): readonly Coming[] {
  const byZone = Map.groupBy(outlook.users, (user) => zoneOf(user, outlook.settings));
  const existing = new Set(outlook.remembered.map(({ loginId }) => loginKey(loginId)));
  const switches = [...byZone].flatMap(([zone, users]) => switchesIn(zone, users, existing, outlook));
  return [...switches, ...endingApprovals(outlook), ...deletes(outlook)].sort(compareComings);
}

/** As far as the files tell: where they do not, the tenant may have another. */
function zoneOf({ values }: DeclaredUser, { timeZone }: Settings): string {
  return String(values.timeZone ?? timeZone);
}

/** One person on one day, and the day before. */
interface Step {
  readonly user: DeclaredUser;
  readonly before: Wanted;
  readonly wanted: Wanted;
}

/** Day by day for everybody of a zone, because finding a day in the calendar takes longer than all the rest. */
function switchesIn(
  zone: string,
  users: readonly DeclaredUser[],
  existing: ReadonlySet<LoginKey>,
  { settings, now, days }: Outlook,
): readonly Coming[] {
  const wantedOn = (user: DeclaredUser, day: Day) => wantedState(user, undefined, settings, instantOn(day));
  const today = dayIn(zone, now);
  const yesterday = addDays(today, -1);
  const found: (readonly Coming[])[] = [];
  let steps = users
    .filter((user) => lastDate(user) >= yesterday)
    .map((user): Pick<Step, "user" | "wanted"> => ({ user, wanted: wantedOn(user, yesterday) }));
  for (let ahead = 0; ahead <= days; ahead += 1) {
    const day = addDays(today, ahead);
    const next = steps.map(({ user, wanted }): Step => ({ user, before: wanted, wanted: wantedOn(user, day) }));
    found.push(next.flatMap((step) => switchOn(day, step, existing)));
    steps = next;
  }
  return found.flat();
}

/** The day after it is the last on which the state moves; a start date stands in an entry for years. */
function lastDate({ startDate = "", endDate = "", leave }: DeclaredUser): Day {
  const dates = [startDate, endDate, leave?.from ?? "", leave?.until ?? ""];
  return dates.reduce((last, date) => (date > last ? date : last));
}

function switchOn(day: Day, { user, before, wanted }: Step, existing: ReadonlySet<LoginKey>): readonly Coming[] {
  if (before.state === wanted.state) return [];
  const { loginId, place, values, startDate } = user;
  const who = { day, loginId, name: String(values.name ?? ""), place };
  const start = { reason: "started" as const, decides: startDate };
  if (before.state === "pending" && !existing.has(loginKey(loginId))) {
    return [{ ...who, kind: "create", ...start, ready: wanted.state === "active" }];
  }
  if (wanted.state === "active") {
    const end = { reason: wanted.reason, decides: wanted.day };
    return [{ ...who, kind: "activate", ...(day === startDate ? start : end) }];
  }
  // Whoever is there before their start is switched off already.
  if (wanted.state !== "inactive" || before.state === "pending") return [];
  return [{ ...who, kind: "deactivate", reason: wanted.reason, decides: wanted.day }];
}

function endingApprovals(outlook: Outlook): readonly Coming[] {
  const names = new Map(outlook.users.map(({ loginId, values }) => [loginKey(loginId), String(values.name ?? "")]));
  return outlook.approvals
    .filter(({ expires }) => isAhead(expires, outlook))
    .map(({ loginId, expires, place }) => {
      const name = names.get(loginKey(loginId)) ?? "";
      return { day: expires, kind: "approvalEnds", loginId, name, place };
    });
}

/** Whom the ledger does not know is not in the tenant, as far as meibo can tell. */
function deletes(outlook: Outlook): readonly Coming[] {
  const { users, approvals, remembered, settings, now } = outlook;
  const entries = new Map(remembered.map((entry) => [loginKey(entry.loginId), entry]));
  const approved = new Map(approvals.map((approval) => [loginKey(approval.loginId), approval]));
  return users.flatMap(({ loginId, values, place, state }): readonly Coming[] => {
    const entry = entries.get(loginKey(loginId));
    if (state !== "absent" || entry === undefined) return [];
    const approval = approved.get(loginKey(loginId));
    const day = deletableFrom(entry, approval, settings, now);
    if (!isAhead(day, outlook)) return [];
    const ready = approval !== undefined && day <= approval.expires;
    return [{ day, kind: "deletable", loginId, name: String(values.name ?? ""), place, ready }];
  });
}

/** Approvals and waiting periods count in the time zone of the configuration. */
function isAhead(day: Day, { settings, now, days }: Outlook): boolean {
  const today = dayIn(settings.timeZone, now);
  return today <= day && day <= addDays(today, days);
}

function addDays(day: Day, days: number): Day {
  const date = new Date(instantOn(day));
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function compareComings(a: Coming, b: Coming): number {
  return (
    compareText(a.day, b.day) ||
    compareText(loginKey(a.loginId), loginKey(b.loginId)) ||
    COMING_KINDS.indexOf(a.kind) - COMING_KINDS.indexOf(b.kind)
  );
}
