import type { Approval } from "../model/facts.ts";
import type { Instant, LedgerEntry } from "../model/ledger.ts";
import type { StateReason } from "../model/plan.ts";
import type { Day, DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import type { TenantUser } from "../model/user.ts";

/** What the files want of a state today, and why. `unmanaged` leaves the state as it is. */
export type Wanted =
  | { readonly state: "active" | "inactive"; readonly reason: StateReason; readonly day?: Day }
  | { readonly state: "absent" }
  /** `day` is the one on which the user is created, which may be before the start. */
  | { readonly state: "pending"; readonly day: Day; readonly startDate: Day }
  | { readonly state: "unmanaged" };

/**
 * The state is managed while it or a date is declared, was declared the last time, or meibo itself deactivated the user.
 * Days count in the user's own time zone, the tenant's word on it where the files have none; the last day and the end of
 * leave are inclusive.
 */
export function wantedState(
  user: DeclaredUser,
  entry: LedgerEntry | undefined,
  settings: Settings,
  now: Instant,
  actual?: TenantUser,
): Wanted {
  if (user.state === "absent") return { state: "absent" };
  if (!hasDates(user)) return declaredState(user, entry);
  const zone = zoneOf(user, actual, settings);
  const today = dayIn(zone, now);
  const { startDate } = user;
  const early = settings.lifecycle.createDaysBefore;
  if (startDate !== undefined && today < addDays(startDate, -early)) {
    return { state: "pending", day: addDays(startDate, -early), startDate };
  }
  return calendarState(user, today) ?? resumedState(user, entry, today, zone) ?? declaredState(user, entry);
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

/**
 * Active again because of the calendar: a leave ended, or a first day came, that the user was inactive for. A start date
 * stands in an entry for years, so it counts only where the ledger says that the user was inactive before it.
 */
function resumedState(
  { state, leave, startDate }: DeclaredUser,
  entry: LedgerEntry | undefined,
  today: Day,
  zone: string,
): Wanted | undefined {
  if (state === "inactive") return undefined;
  const since = entry?.inactiveSince === undefined ? undefined : dayIn(zone, entry.inactiveSince);
  const until = leave?.until;
  if (leave !== undefined && until !== undefined && until < today) {
    const onLeave = since === undefined || (leave.from <= since && since <= until);
    if (onLeave) return { state: "active", reason: "leaveEnded", day: until };
  }
  if (startDate === undefined || since === undefined || since >= startDate) return undefined;
  return { state: "active", reason: "started", day: startDate };
}

function declaredState(user: DeclaredUser, entry: LedgerEntry | undefined): Wanted {
  if (user.state === "inactive") return { state: "inactive", reason: "declared" };
  if (declaresState(user)) return { state: "active", reason: "declared" };
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

function zoneOf(user: DeclaredUser, actual: TenantUser | undefined, settings: Settings): string {
  const zone = user.values.timeZone ?? actual?.values.timeZone;
  return typeof zone === "string" ? zone : settings.timeZone;
}

interface Calendar {
  readonly format: Intl.DateTimeFormat;
  at?: Instant;
  day: Day;
}

const calendars = new Map<string, Calendar>();

/** The calendar day at an instant in a time zone; a plan asks for the same few again and again. */
export function dayIn(timeZone: string, at: Instant): Day {
  const calendar = calendars.get(timeZone) ?? openCalendar(timeZone);
  if (calendar.at !== at) {
    calendar.at = at;
    calendar.day = calendar.format.format(new Date(at));
  }
  return calendar.day;
}

function openCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const calendar: Calendar = { format, day: "" };
  calendars.set(timeZone, calendar);
  return calendar;
}

/** An instant at which it is this day in every time zone that a tenant knows, from Honolulu to Jayapura. */
export function instantOn(day: Day): Instant {
  return `${day}T12:00:00.000Z`;
}

/** The last day, where it is so long past that a person may think of `state: absent`; the calendar alone never deletes. */
export function longGone(user: DeclaredUser, actual: TenantUser, settings: Settings, now: Instant): Day | undefined {
  const { endDate } = user;
  const { deleteAfterDays } = settings.lifecycle;
  if (deleteAfterDays === undefined || endDate === undefined || user.state === "absent") return undefined;
  const today = dayIn(zoneOf(user, actual, settings), now);
  return today > endDate && today >= addDays(endDate, deleteAfterDays) ? endDate : undefined;
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
