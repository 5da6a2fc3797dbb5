import type { Approval } from "../model/facts.ts";
import type { Instant, LedgerEntry } from "../model/ledger.ts";
import type { StateReason } from "../model/plan.ts";
import type { Day, DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";

/** What the files want of a state today, and why. `unmanaged` leaves the state as it is. */
export type Wanted =
  | { readonly state: "active" | "inactive"; readonly reason: StateReason; readonly day?: Day }
  | { readonly state: "absent" }
  | { readonly state: "pending"; readonly day: Day }
  | { readonly state: "unmanaged" };

/**
 * The state is managed while it or a date is declared, was declared the last time, or meibo itself deactivated the user.
 * Days count in the user's own time zone; the last day and the end of leave are inclusive.
 */
export function wantedState(
  user: DeclaredUser,
  entry: LedgerEntry | undefined,
  settings: Settings,
  now: Instant,
): Wanted {
  if (user.state === "absent") return { state: "absent" };
  if (!hasDates(user)) return declaredState(user, entry, undefined);
  const today = dayIn(zoneOf(user, settings), now);
  if (user.startDate !== undefined && today < addDays(user.startDate, -settings.lifecycle.createDaysBefore)) {
    return { state: "pending", day: addDays(user.startDate, -settings.lifecycle.createDaysBefore) };
  }
  return calendarState(user, today) ?? declaredState(user, entry, today);
}

function calendarState(user: DeclaredUser, today: Day): Wanted | undefined {
  const { startDate, endDate, leave } = user;
  if (endDate !== undefined && today > endDate) return { state: "inactive", reason: "ended", day: endDate };
  if (startDate !== undefined && today < startDate) return { state: "inactive", reason: "started", day: startDate };
  if (leave !== undefined && today >= leave.from && (leave.until === undefined || today <= leave.until)) {
    return { state: "inactive", reason: "leave", day: leave.from };
  }
  return undefined;
}

function declaredState(user: DeclaredUser, entry: LedgerEntry | undefined, today: Day | undefined): Wanted {
  if (user.state === "inactive") return { state: "inactive", reason: "declared" };
  if (user.state === "active") return { state: "active", reason: "declared" };
  const until = user.leave?.until;
  if (until !== undefined && today !== undefined && until < today) {
    return { state: "active", reason: "leaveEnded", day: until };
  }
  if (user.startDate !== undefined) return { state: "active", reason: "started", day: user.startDate };
  if (user.endDate !== undefined || user.leave !== undefined) return { state: "active", reason: "declared" };
  if (entry?.state !== undefined) {
    return { state: "active", reason: entry.removed === true ? "returned" : "declared" };
  }
  return { state: "unmanaged" };
}

/** Is the state a matter of the files today? Then the ledger remembers it. */
export function declaresState(user: DeclaredUser): boolean {
  return user.state !== undefined || hasDates(user);
}

function hasDates({ startDate, endDate, leave }: DeclaredUser): boolean {
  return startDate !== undefined || endDate !== undefined || leave !== undefined;
}

function zoneOf(user: DeclaredUser, settings: Settings): string {
  const declared = user.values.timeZone;
  return typeof declared === "string" ? declared : settings.timeZone;
}

const days = new Map<string, { readonly at: Instant; readonly day: Day }>();

/** The calendar day at an instant in a time zone; a plan asks for the same few again and again. */
export function dayIn(timeZone: string, at: Instant): Day {
  const known = days.get(timeZone);
  if (known?.at === at) return known.day;
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const day = format.format(new Date(at));
  days.set(timeZone, { at, day });
  return day;
}

function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** From when a user may be deleted: so many days inactive as far as meibo remembers, unless the approval skips that. */
export function deletableFrom(
  entry: LedgerEntry | undefined,
  approval: Approval | undefined,
  settings: Settings,
  now: Instant,
): Day {
  const today = dayIn(settings.timeZone, now);
  if (approval?.overrideWaiting === true) return today;
  const since = entry?.inactiveSince === undefined ? today : dayIn(settings.timeZone, entry.inactiveSince);
  return addDays(since, settings.guards.deleteAfterInactiveDays);
}
