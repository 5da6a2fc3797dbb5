import { VALUE_KEYS } from "../model/fields.ts";
import type { Instant, LedgerChange, LedgerEntry } from "../model/ledger.ts";
import { AT_APPLY, type PlannedEntry } from "../model/plan.ts";
import { type LoginId, type LoginKey, loginKey } from "../model/user.ts";
import type { Seen } from "./rows.ts";
import { countDown, type Row, type Run } from "./run.ts";

/** Goes with the line of the journal that says why. */
interface Learned {
  readonly ledger?: LedgerChange;
}

/** Who left the files and needs no write: switched off already, or gone. Nobody looks after them again. */
export function partingOf({ plan, open }: Run): readonly LoginId[] {
  const released = new Set(plan.changes.map(({ loginId }) => loginKey(loginId)));
  const inactive = plan.remember.filter(({ removed }) => removed === true).map(({ loginId }) => loginId);
  const gone = plan.forget.filter((loginId) => !released.has(loginKey(loginId)));
  return [...inactive, ...gone].filter((loginId) => !open.has(loginKey(loginId)));
}

/**
 * Users who need no write enter or leave the ledger at once. Who parts is `parting`, and goes only if the tenant shows
 * once more what was planned on, for a plan that was made of an old picture would leave them active for good.
 */
export function learnedAtOnce(run: Run, at: Instant, parting: readonly LoginId[], shown: Seen | undefined): Learned {
  const parts = new Set(parting.map(loginKey));
  const isSure = (key: LoginKey, still: (seen: Seen) => boolean) =>
    !run.open.has(key) && (!parts.has(key) || (shown !== undefined && still(shown)));
  const put = run.plan.remember.filter(({ loginId }) => {
    const key = loginKey(loginId);
    return isSure(key, (seen) => seen.get(key)?.state === "inactive");
  });
  const drop = run.plan.forget.filter((loginId) => {
    const key = loginKey(loginId);
    return isSure(key, (seen) => !seen.has(key));
  });
  return changeOf(run, put, drop, at);
}

/**
 * What the ledger learns: of a user when the last chunk that names the user is done; of a new user at once, so that an
 * account that exists is never a stranger. `differing` are new users with other values than were sent.
 */
export function learned(
  run: Run,
  finished: readonly Row[],
  differing: readonly Row[],
  after: Seen,
  at: Instant,
): Learned {
  const complete: LoginId[] = [];
  const begun: Row[] = [...differing];
  for (const row of finished) {
    if (countDown(run.open, loginKey(row.goal.loginId)) === 0) complete.push(row.goal.loginId);
    else if (row.goal.kind === "create") begun.push(row);
  }
  const put = [...complete.flatMap((loginId) => entryOf(run, loginId, after)), ...shownOnly(run, begun, after)];
  const drop = complete.filter((loginId) => run.forget.has(loginKey(loginId)));
  return changeOf(run, put, drop, at);
}

/** New users who exist, with what the tenant shows of them. */
function shownOnly(run: Run, rows: readonly Row[], after: Seen): readonly PlannedEntry[] {
  return rows.flatMap(({ goal }) => entryOf(run, goal.loginId, after).map((entry) => onlyShown(entry, after)));
}

/** Without what a later chunk has still to do. */
function onlyShown(entry: PlannedEntry, after: Seen): PlannedEntry {
  const { state: _, inactiveSince: __, ...rest } = entry;
  const actual = after.get(loginKey(entry.loginId))?.values ?? {};
  const shown = VALUE_KEYS.filter((key) => entry.values[key] !== undefined && actual[key] === entry.values[key]);
  return { ...rest, values: Object.fromEntries(shown.map((key) => [key, entry.values[key]])) };
}

/** With the id that the tenant gave a new user. */
function entryOf(run: Run, loginId: LoginId, after: Seen): readonly PlannedEntry[] {
  const entry = run.entries.get(loginKey(loginId));
  const id = after.get(loginKey(loginId))?.id;
  if (entry === undefined) return [];
  return [id === undefined ? entry : { ...entry, id }];
}

/** Empty where there is nothing to learn. */
function changeOf(run: Run, put: readonly PlannedEntry[], drop: readonly LoginId[], at: Instant): Learned {
  const gone = [...drop, ...put.flatMap(({ replaces = [] }) => replaces)];
  if (put.length + gone.length === 0) return {};
  return { ledger: { put: put.map((entry) => stamped(entry, at, run.settings.commit)), drop: gone } };
}

function stamped(entry: PlannedEntry, at: Instant, commit: string | undefined): LedgerEntry {
  const { inactiveSince, replaces: _, ...rest } = entry;
  const known = commit === undefined ? rest : { ...rest, commit };
  if (inactiveSince === undefined) return known;
  return { ...known, inactiveSince: inactiveSince === AT_APPLY ? at : inactiveSince };
}
