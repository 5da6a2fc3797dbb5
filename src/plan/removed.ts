import { matcherOf } from "../model/glob.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { LostEnd, Note } from "../model/plan.ts";
import { loginKey, type TenantUser } from "../model/user.ts";
import { lostEnds } from "./ends.ts";
import { concerning, type Decision, inOrder, type Known, NOTHING, nameOf } from "./known.ts";
import { removedEntry } from "./remember.ts";

/** What becomes of people whom meibo managed and whose entry is no longer in the files. */
export function decideRemoved(known: Known): readonly Decision[] {
  const gone = [...known.remembered].filter(([key]) => !known.declared.has(key) && !known.former.has(key));
  const lost = lostEnds(known);
  return inOrder(gone.map(([, entry]) => entry)).map((entry) => decide(entry, lost.get(entry.file ?? ""), known));
}

function decide(entry: LedgerEntry, lostEnd: LostEnd | undefined, known: Known): Decision {
  const actual = known.actual.get(loginKey(entry.loginId));
  if (actual === undefined)
    return known.situation.snapshot.complete ? { ...NOTHING, forget: [entry.loginId] } : NOTHING;
  if (entry.removed === true) return NOTHING;
  if (known.situation.settings.onRemoval === "release") return release(entry, actual, lostEnd);
  const remember = [removedEntry(entry, actual)];
  if (actual.state === "inactive") return { ...NOTHING, remember };
  return {
    ...NOTHING,
    changes: [{ kind: "deactivate", ...leaving(entry, actual, lostEnd), reason: "removed" }],
    remember,
  };
}

function release(entry: LedgerEntry, actual: TenantUser, lostEnd: LostEnd | undefined): Decision {
  return { ...NOTHING, changes: [{ kind: "release", ...leaving(entry, actual, lostEnd) }], forget: [entry.loginId] };
}

/** Who was switched off before loses nothing more by the end of a file. */
function leaving({ roles, state, file }: LedgerEntry, actual: TenantUser, lostEnd: LostEnd | undefined) {
  const loses = lostEnd !== undefined && (actual.state ?? state) !== "inactive";
  const left = file === undefined ? {} : { leftFile: file };
  return { ...concerning(actual), roles, ...left, ...(loses ? { lostEnd } : {}) };
}

/** People of the tenant whom no file and no ledger knows, but for those that `ignore` names. */
export function notesOnUnmanaged(known: Known): readonly Note[] {
  const ignored = matcherOf(known.situation.settings.ignore);
  return [...known.actual]
    .filter(
      ([key, { loginId }]) =>
        !known.declared.has(key) &&
        !known.former.has(key) &&
        !isManaged(known.remembered.get(key)) &&
        !ignored(loginId),
    )
    .map(([, user]) => ({ kind: "unmanaged", loginId: user.loginId, name: nameOf(user) }));
}

function isManaged(entry: LedgerEntry | undefined): boolean {
  return entry !== undefined && entry.removed !== true;
}
