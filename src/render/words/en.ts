import { IMPACT_FACTS, type ImpactId } from "../../model/impact-facts.ts";
import type { Phrase } from "../../model/phrases.ts";
import { PROBLEMS, type ProblemName } from "../../model/problems.ts";
import { countingIn } from "./counting.ts";
import { INIT } from "./en/init.ts";
import { ROLES } from "./en/roles.ts";

const { number, count, moment } = countingIn("en", { locale: "en-CA" });

const users = (n: number) => count(n, { one: "{n} user", other: "{n} users" });
const files = (n: number) => count(n, { one: "{n} file", other: "{n} files" });
const chunks = (n: number) => count(n, { one: "{n} chunk", other: "{n} chunks" });
const requests = (n: number) => count(n, { one: "{n} request", other: "{n} requests" });

/** The two sentences of each problem. */
export type ProblemTexts = Readonly<Record<ProblemName, { readonly text: string; readonly hint: string }>>;

/** The pieces that sentences are filled in with. */
export type PhraseTexts = Readonly<Record<Phrase, string>>;

/** The sentence of each fact. */
export type ImpactTexts = Readonly<Record<ImpactId, string>>;

const PROBLEM_TEXTS: ProblemTexts = PROBLEMS;
/** Every phrase is its own text. */
const PHRASE_TEXTS: Partial<PhraseTexts> = {};
const IMPACT_TEXTS: Readonly<Record<string, string>> = Object.fromEntries(
  IMPACT_FACTS.map(({ id, text }) => [id, text]),
);

/** The model of every catalogue: whatever a language does not say does not compile. */
export const en = {
  /** For `Intl`, and for whoever reads a page aloud. */
  locale: "en",
  number,
  /** `2026-12-01 09:12 GMT+9`; the library of the language puts a comma after the day. */
  moment: (at: string, timeZone: string): string => moment(at, timeZone).replace(",", ""),
  users,
  files,
  chunks,
  /** Between the parts of a list, and between a label and what it says. */
  comma: ", ",
  semicolon: "; ",
  colon: ": ",
  /** Behind what it says more of. */
  aside: (text: string): string => ` (${text})`,
  /** Between two sentences. */
  space: " ",
  yes: "yes",
  no: "no",
  none: "none",
  nothing: "nothing",
  row: (n: number) => `row ${n}`,
  line: (n: number) => `line ${n}`,

  kinds: {
    create: { word: "create", done: "created", todo: "to create" },
    update: { word: "update", done: "updated", todo: "to update" },
    activate: { word: "activate", done: "activated", todo: "to activate" },
    deactivate: { word: "deactivate", done: "deactivated", todo: "to deactivate" },
    delete: { word: "delete", done: "deleted", todo: "to delete" },
    release: { word: "release", done: "released", todo: "to release" },
    manual: { word: "by hand", done: "done by hand", todo: "left to do by hand" },
  },
  /** `2 to create`, `2 created` */
  counted: (n: number, word: string) => `${number(n)} ${word}`,
  severities: { critical: "critical", high: "high", medium: "medium", low: "low", info: "kept" },

  phrases: PHRASE_TEXTS,
  problem: {
    texts: PROBLEM_TEXTS,
    error: "error",
    warning: "warning",
    info: "info",
    see: (place: string) => `see ${place}`,
    fix: (hint: string) => `fix: ${hint}`,
    errors: (n: number) => count(n, { one: "{n} error", other: "{n} errors" }),
    warnings: (n: number) => count(n, { one: "{n} warning", other: "{n} warnings" }),
    more: (n: number) => `${number(n)} more problems, see the log`,
  },

  /** By id, where the language has other words than the catalogue of facts itself. */
  impacts: IMPACT_TEXTS,
  impact: {
    doubt: {
      likely: "may apply (likely): ",
      unknown: "may apply (not known): ",
    },
    about: (names: string) => ` (${names})`,
    affected: (n: number) => `+${number(n)} affected`,
    kept: (n: number) => `+${number(n)} kept`,
    everybody: "For everybody concerned",
  },

  ask: {
    choice: "[y/N]",
    /** An answer that agrees, whatever its case; its characters are half-width by then. */
    agreed: /^(y|yes)$/i,
    apply: "Apply this plan?",
    empty: (all: number) => `Empty the embedded tenant (${users(all)})?`,
    unlock: "Take the lock from this run?",
  },

  init: INIT,
  roles: ROLES,

  /** What commands say beside their results. */
  note: {
    readingFiles: "reading the files",
    readingTenant: "reading the tenant",
    stopping: "Stopping after the request that is under way. Once more ends at once.",
    asValidated: (found: string) => `${found} (meibo validate shows them)`,
    nothingPlanned: (found: string) => `${found}. Nothing was planned.`,
    nothingWritten: (found: string) => `${found}. Nothing was written.`,
    nothingApplied: (found: string) => `${found}. Nothing was applied.`,
    refused: "Refused",
    throughAllow: (codes: string) => `Let through by --allow: ${codes}`,
    allowThem: (flags: string) => `If it is meant all the same: ${flags}`,
    noBase: (base: string, file: string) => `${base} has no ${file}, so only the limits of now count.`,
    elsewhere: (found: string, revision: string) => `${found} in files that did not change since ${revision}`,
    valid: (people: number, inFiles: number, found: string) =>
      `Valid: ${users(people)} in ${files(inFiles)}, ${found}.`,
    noProblems: "no problems",
    found: (found: string) => `${found}.`,
    nothingToResume: "The last run did everything it set out to do: there is nothing to resume.",
    resuming: (run: string) => `Going on with run ${run}.`,
    stillTrue: (hash: string) => `plan ${hash} is still what would be done now`,
    notSelected: (n: number) =>
      `Not selected, and left as they are: ${count(n, { one: "{n} change", other: "{n} changes" })}`,
    savedPlan: (file: string, command: string) => `Saved as ${file}. Apply it with: ${command}`,
    savedPreview: (file: string) => `Saved as ${file}. It is a preview, and cannot be applied.`,
    journal: (file: string) => `Journal ${file}`,
    journalNotCopied: (file: string, reason: string) => `The journal could not be copied to ${file}: ${reason}`,
    withoutDeletes: (reason: string) => `Deletes are left out: ${reason}`,
    withoutPassword: (n: number) => `Created without a kept password, because people sign in by SSO: ${number(n)}`,
    entryNone: (key: string) => `${key}  none`,
    forFile: "for everybody in the file",
    openStates: (n: number) =>
      `Left out, because the files leave their state as it is: ${users(n)}  (meibo list --actual --state shows them)`,
    lockHeld: (who: string) => `The lock is held by ${who}.`,
    lockConsequence:
      "Without it that run writes nothing any more, should it still live; the next run finds out what became of what it sent.",
    lockFree: "nobody holds the lock",
    lockFreeNow: "nobody holds the lock any more",
    lockTaken: (who: string) => `took the lock from ${who}`,
    wrote: (file: string) => `wrote ${file}`,
    kept: (file: string) => `kept ${file}`,
    wroteState: (file: string, entries: number, records: number) =>
      `wrote ${file} (ledger: ${number(entries)}, journal: ${count(records, { one: "{n} record", other: "{n} records" })})`,
    wroteUsers: (file: string, people: number) => `wrote ${file} (${users(people)})`,
    readUsers: (people: number, how: string) => `read ${users(people)} (${how})`,
    readFile: (encoding: string, header: string, columns: number, unknown: number) =>
      `${encoding}, header ${header}, ${count(columns, { one: "{n} column", other: "{n} columns" })}, ${number(unknown)} unknown`,
    mixedHeader: "mixed",
    noStates: "state is not in these files: imported without it, and left as it is in MiiTel",
    afterInit: "next: meibo import --from-connector, or meibo import FILE, then meibo plan",
    afterImport: "next: meibo validate, then meibo plan",
    seeded: (people: number, inactive: number, database: string) =>
      `seeded ${users(people)}, ${number(inactive)} of them inactive (${database})`,
    emptied: (database: string, people: number) => `emptied ${database} (${users(people)})`,
    serving: (people: number, url: string) => `serving ${users(people)} at ${url} (API at ${url}/v1; Ctrl-C ends it)`,
    token: (scope: string, id: string) => `A token that may ${scope}; it is not shown again. Its id: ${id}`,
    revoked: (id: string) => `revoked ${id}`,
    password: (loginId: string) => `The password of ${loginId}; it is not shown again.`,
    settingForTests: (takes: string) => `${takes}; for tests: lets requests go wrong`,
    settingChanged: (name: string, from: string, to: string) => `${name}: ${from} → ${to}`,
    settingsSame: "Nothing is different from before.",
  },

  plan: {
    head: (tenant: string, at: string, all: string, declared: string) =>
      `tenant ${tenant} · actual state ${at} (${all}) · ${declared}`,
    all: (n: number, active: number | undefined) =>
      active === undefined ? users(n) : `${users(n)}, ${number(active)} active`,
    declared: (inFiles: number, people: number) => `${files(inFiles)}, ${users(people)} declared`,
    noChanges: "No changes.",
    forSelected: "No changes for those selected.",
    asDeclared: (n: number, unmanaged: number) =>
      `MiiTel is as the files declare. (${users(n)}${unmanaged === 0 ? "" : `, ${number(unmanaged)} unmanaged`})`,
    firstRun: "This is the first run: meibo remembers nobody yet, so nobody can have been taken out.",
    takenOut: "taken out of the files",
    byHand: "by hand",
    cannotBeUndone: (approval: string) => `cannot be undone; ${approval}`,
    notApproved: "not approved",
    approved: (by: string, until: string, place: string, overridden: boolean) =>
      `approved by ${by} until ${until} (${place})${overridden ? "; the waiting period is overridden" : ""}`,
    released: "stays as is in MiiTel; meibo forgets the user",
    changeLoginId: (from: string) => `change the Login ID from ${from} on the Edit screen`,
    afterwards: "then, in a plan of its own:",
    role: "role",
    state: "state",
    extension: "extension",
    switchedOn: "switched on",
    assigned: "assigned by MiiTel",
    setAfter: (extension: string) => `${extension}, set after the create`,
    inactive: "inactive, right after the create",
    unchanged: (n: number) => count(n, { one: "{n} unchanged field hidden", other: "{n} unchanged fields hidden" }),
    later: "Later",
    createFrom: (day: string, who: string) => `from ${day}: create ${who}`,
    deleteFrom: (day: string, who: string) => `from ${day}: delete ${who} (with an approval)`,
    couldGo: (day: string, who: string) => `left ${day}: ${who} could go for good (state: absent)`,
    adopted: (n: number) => `Already as declared; an apply remembers them: ${users(n)}`,
    unmanaged: (n: number) => `Unmanaged users left alone: ${number(n)}  (meibo list --unmanaged)`,
    steps: "Steps",
    noSteps: "none",
    total: (kinds: string) => `Plan: ${kinds}.`,
    handed: (n: number) => ` By hand, because the connector cannot: ${number(n)}.`,
    preview: (day: string) => `PREVIEW of ${day}`,
    previewOnly: ", if nothing else changes until then; it cannot be applied",
    only: (chosen: string) => `only ${chosen}`,
    onlyThem: "; everybody else is left as they are",
    calendar: "what the calendar caused",
    leftOut: (kind: string, loginId: string) => `not in the saved plan, left for its own plan: ${kind} ${loginId}`,
    moreLeftOut: (n: number) => `and ${number(n)} more, left for their own plan`,
  },

  /** Of the view for pull requests. */
  markdown: {
    title: (tenant: string) => `meibo plan: ${tenant}`,
    noChanges: "no changes",
    refused: (n: number) =>
      `**Refused: nothing of this can be applied.** ${count(n, { one: "{n} reason", other: "{n} reasons" })}`,
    deleting: (n: number) =>
      `**${count(n, { one: "{n} user is deleted", other: "{n} users are deleted" })}. This cannot be undone.**`,
    approval: (text: string) => `Approval: ${text}`,
    seats: (of: string, after: string, limit: string, left: string) => `Seats: ${of} ${after} of ${limit}, ${left}`,
    what: "what",
    user: "user",
    details: "details",
    place: "place",
    fields: (n: number) => `Field by field (${users(n)})`,
    impacts: (n: number) => `What it costs people (${users(n)})`,
    moreFields: (n: number) => `and ${count(n, { one: "{n} more field", other: "{n} more fields" })}`,
    perFile: "The changes are too many for this place; by file:",
    counted:
      "The changes are too many for this place; only what cannot be undone and who becomes an administrator is named.",
    cut: (n: number) =>
      `**And ${number(n)} more, for which there is no room here. Read the report before you approve.**`,
    after: (n: number) => `${number(n)} more of high weight; the report names them`,
    footer: (hash: string) => `Plan ${hash}`,
    report: "HTML report",
    onMerge: "Merging applies it.",
  },

  /** Of the page that shows a plan, and what became of it. */
  report: {
    title: (tenant: string) => `meibo plan: ${tenant}`,
    runTitle: (tenant: string) => `meibo run: ${tenant}`,
    skip: "To the changes",
    asOf: (at: string) => `Tenant read ${at}`,
    plan: (hash: string) => `plan ${hash}`,
    refused: "Refused: nothing of this can be applied",
    kinds: "What changes",
    picture: "The plan as a picture",
    attention: "Attention",
    departments: "Active users by department",
    noDepartment: "no department",
    seats: "Seats",
    changes: "Changes",
    search: "Search for a Login ID, a name, a field or a role",
    kind: "Kind",
    file: "File",
    weight: "Weight",
    result: "Result",
    any: "all",
    grave: "critical or high",
    shown: (n: string, all: string) => `${n} of ${all} shown`,
    user: "User",
    field: "Field",
    before: "Before",
    after: "After",
    from: "From",
    place: "Place",
    costs: "What it costs",
    rest: (affected: number, kept: number) => `${number(affected)} more affected, ${number(kept)} kept`,
    byProduct: "Impacts by product",
    product: "Product",
    people: "People",
    steps: "Steps",
    step: "Step",
    chunk: "Chunk",
    inChunk: (n: number) => users(n),
    notes: "Besides",
    appendix: "Effective values of everybody who is changed",
    values: (n: number) => count(n, { one: "{n} value", other: "{n} values" }),
    failedRows: "What was not done",
    row: "Row",
    cause: "Cause",
    durations: "How long each chunk took",
    run: (run: string, by: string, at: string) => `Run ${run} by ${by}, ${at}`,
    outcome: "Outcome",
    nothing: "Nothing is left to do.",
    legend: "What the marks mean",
    areas: {
      admin: "Administration",
      analytics: "MiiTel Analytics",
      availability: "Availability",
      billing: "Billing",
      callCenter: "MiiTel Call Center",
      delay: "Delay",
      extension: "Extension",
      incomingCalls: "Incoming calls",
      integrations: "Integrations",
      meetings: "MiiTel Meetings",
      phone: "MiiTel Phone",
      phoneMobile: "MiiTel Phone Mobile",
      phoneNumber: "Phone number",
      privacy: "Privacy",
      seats: "Seats",
      settings: "Settings",
      signIn: "Signing in",
      userGroup: "User group",
    },
  },

  /** Why a step has its place. */
  why: {
    makeRoom: "frees seats and numbers before anybody new needs them",
    leave: "switches off who leaves",
    deleteFirst: "frees a seat that nothing else frees",
    join: "creates who is new",
    untilListed: "waits until the new users are listed",
    change: "changes who stays, and gives new users what a create cannot",
    joinLater: "switches off new users until they start",
    return: "switches on who returns",
    handOver: "lets admins go once their successors are there",
    deleteLast: "deletes, once all before succeeded",
  },

  steps: {
    deactivate: "deactivate",
    create: "create",
    wait: "wait",
    update: "update",
    activate: "activate",
    delete: "delete",
  },
  inChunks: (n: number) => ` in ${chunks(n)}`,

  /** Why a person is switched on or off; `{day}` is a day of the calendar. */
  reasons: {
    declared: "declared in the files",
    removed: "the entry was taken out of the files",
    returned: "in the files again",
    started: "start date {day}",
    leave: "on leave from {day}",
    leaveEnded: "leave ended {day}",
    ended: "last day {day}",
    absent: "state: absent; deactivated now, deleted later",
    drift: "changed in MiiTel, set back",
  },
  setBack: "changed in MiiTel, set back",
  filesWin: (before: string) => `changed in MiiTel too (it was ${before}); the files win`,
  ofRole: (role: string) => `role ${role}`,

  seats: {
    title: "Seats",
    now: "now",
    after: "after",
    contract: "contract",
    of: {
      total: "all users",
      phone: "Phone",
      phoneMobile: "Phone Mobile",
      callCenter: "Call Center",
      meetings: "Meetings",
      recPod: "RecPod",
      salesforce: "Salesforce",
    },
    active: (active: number, all: number) => `(${number(active)} of ${number(all)} active)`,
    unchecked: "not checked",
    tooMany: (n: number) => `${number(n)} too many`,
    left: (n: number) => `${number(n)} left`,
  },

  run: {
    notRecorded: (reason: string) => `Not recorded (${reason}): `,
    ok: "ok",
    notDone: (n: number, all: number) => `${number(n)} of ${number(all)} not done`,
    effort: (sent: number, again: number, time: string) =>
      `${requests(sent)}${again === 0 ? "" : `, ${number(again)} of them again`}, ${time}`,
    milliseconds: (n: number) => `${n} ms`,
    seconds: (n: number) => `${n.toFixed(1)} s`,
    minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
    progress: (at: string, done: number, all: number, elapsed: string) =>
      `${at}: ${number(done)} of ${number(all)} rows, ${elapsed}`,
    remaining: (time: string) => `about ${time} left`,
    waiting: "waiting until the changes show",
    next: {
      done: "",
      partly: "Not everything was done. Run meibo apply again: it does only what is still missing.",
      lockLost: "Nothing was sent after that. Run meibo apply again when the other run has ended.",
      unreadable: "Run meibo apply again when the tenant answers: it does only what is still missing.",
      stateFailed: "Nothing was sent after that. Mend the cause, then run meibo apply again.",
      stopped: "Go on with meibo apply --resume: it does only what is still missing.",
    },
    applied: (kinds: string) => `Applied: ${kinds}.`,
    failed: (n: number) => ` Failed: ${number(n)}.`,
    notBegun: (n: number) => ` Not begun: ${number(n)}.`,
    leftByHand: (n: number) => ` Left to do by hand: ${number(n)}.`,
    stopped: (reason: string) => `Stopped: ${reason}.`,
  },

  log: {
    noRuns: "Nothing was applied from here yet.",
    plan: (hash: string) => `plan ${hash}`,
    noCommit: "no commit",
    failed: (n: number) => `${number(n)} failed`,
    notBegun: (n: number) => `${number(n)} not begun`,
    run: (run: string) => `run ${run}`,
    noChunk: "No chunk was begun.",
    begun: (at: string, by: string) => `begun ${at} by ${by}`,
    commit: (commit: string) => `commit ${commit}`,
    unknownCommit: "commit unknown: the files were not those of a commit",
    only: (chosen: string) => `only ${chosen}`,
    due: "only what the calendar caused",
    allowed: (codes: string) => `let through: ${codes}`,
    released: (who: string) => `let go of: ${who}`,
    passwords: (file: string) => `passwords: ${file}`,
    settledBy: (run: string) => `settled later by run ${run}`,
    done: (n: number, all: number) => `${number(n)} of ${users(all)} done`,
    noAnswer: "no answer was noted",
    finish: "finish it",
    takeBack: "take it back",
    noDeeds: (loginId: string) => `No run did anything to ${loginId}.`,
    ends: {
      done: "done",
      partly: "partly done",
      refused: "refused",
      lockHeld: "did not get the lock",
      lockLost: "lost the lock",
      unreadable: "the tenant could not be read",
      stateFailed: "the state could not be written",
      stopped: "stopped by a signal",
      running: "running now",
      unfinished: "not ended: died, or still running",
    },
    results: {
      done: "done",
      rejected: "rejected",
      held: "held back",
      moved: "left out",
      pending: "accepted, not shown yet",
      unknown: "not known",
      undone: "not done",
      open: "no answer was noted",
    },
  },

  edit: {
    nothing: "The files say so already. Nothing was written.",
    nothingWritten: "Nothing was written.",
    preview: (n: number) => `That is what ${files(n)} would be. Nothing was written (--dry-run).`,
    wrote: (n: number) => `Wrote ${files(n)}. Nothing was committed.`,
    nextFree: (pool: string, extension: string, ranges: string, free: number) =>
      `extension: the next free one of ${pool} is ${extension} (${ranges}, ${number(free)} free)`,
    nextApply: "The next apply:",
    quiet: "The next apply changes nothing for them.",
    admins: (n: number) =>
      `${count(n, { one: "{n} active administrator remains", other: "{n} active administrators remain" })}.`,
    unforeseen: (reason: string) => `What the next apply does cannot be told: ${reason}`,
    extensionStays: (extension: string) => `Extension ${extension} stays with the entry.`,
    deleteLater: (loginId: string) =>
      `Deleting is a step of its own, later: meibo approve delete ${loginId}, then meibo set ${loginId} state=absent`,
    commit: (command: string) => `next: ${command}`,
    lockNow: "Where the next apply is too late:",
    lockInConsole: "console  User > User List, the menu of the user, Deactivate, Save",
    lockInActions: (loginId: string) => `CI       gh workflow run meibo-apply.yml -f only=${loginId}`,
    lockHere: (loginId: string) => `here     meibo apply --only ${loginId}`,
    lockIdentity:
      "Disable the account at the identity provider too: that deactivating ends open sessions is not known.",
    lockCommit: (command: string) => `Then commit this, so that the next apply does not undo it: ${command}`,
    thenAbsent: (loginId: string) => `next: meibo set ${loginId} state=absent`,
  },

  hr: {
    matched: (byEmployee: number, byLogin: number, none: number) =>
      `${number(byEmployee)} matched by employee ID, ${number(byLogin)} by Login ID, ${number(none)} without a MiiTel user`,
    found: (joiners: number, leavers: number, leave: number, moved: number) =>
      `joiners ${number(joiners)}, leavers ${number(leavers)}, inactive ${number(leave)}, moved ${number(moved)}`,
    ignored: (n: number) => `columns ignored: ${number(n)}`,
    why: {
      noUser: "has no MiiTel user",
      noFile: "joins, and fileByDepartment names no file for the department",
      renamed: "has another address now: meibo rename OLD NEW",
      back: "is active again, and a file says inactive: meibo unset LOGIN state",
    },
  },

  undo: {
    besides: "Besides",
    left: "Left as it is",
    somethingElse: "something else",
    why: {
      deleted: "cannot be undone: who is deleted stays deleted; a new entry makes a new user, without the history",
      gone: "is not in MiiTel any more",
      noEntry: "stands in no file now; put the entry back, for example with git revert",
      notManaged: "meibo does not manage this user any more",
      unsure: "nobody knows whether the run did it; meibo plan shows what is still different",
      unknownBefore: "was empty or is not known from before the run, and files cannot say that",
      already: "the files say already what was before",
      changedLater: "changed again by run {run}",
      changedInTenant: "changed in MiiTel since, to {value}",
      changedInFiles: "changed in the files since, to {value}",
      noColumn: "the file has no column for it, and the console names its columns",
      wholeEntry: "an entry is put in and taken out by people",
      noCharacter: "the encoding of the file has no place for a character of it",
    },
    nothing: (run: string) => `There is nothing to write to undo run ${run}.`,
    size: (people: number, inFiles: number) => `${users(people)} in ${files(inFiles)}`,
    preview: (run: string, size: string) => `To undo run ${run}: ${size}. Nothing was written.`,
    wrote: (run: string, size: string) => `Wrote the way back of run ${run}: ${size}. Nothing was committed.`,
    next: "next: meibo plan, then commit",
  },

  person: {
    unmanaged: "in no file (unmanaged)",
    restOff: "everything else is off",
  },

  /** Of sheets that go out to a spreadsheet and come back: `load/words.ts` reads every word of a cell. */
  sheet: {
    read: (rows: number, encoding: string) =>
      `read ${count(rows, { one: "{n} row", other: "{n} rows" })} (${encoding})`,
    passedOver: (columns: string) => `columns that a sheet does not change: ${columns}`,
    inherits: (n: number) => `the role says it for ${users(n)}`,
    sameForMost: (n: number, all: number, column: string, roles: string) =>
      `${number(n)} of ${users(all)} get the same ${column}. A role says it once for all of them${roles === "" ? "" : ` (${roles})`}.`,
    exported: (n: number, file: string) => `${users(n)} → ${file}`,
    keepHeader: "Open it in a spreadsheet, keep the header, save as CSV UTF-8, then: meibo csv import",
    /** In which the console is quoted. */
    console: "en" as "en" | "ja",
    columns: {
      role: "role",
      state: "state",
      startDate: "first day",
      endDate: "last day",
      "leave.from": "leave from",
      "leave.until": "leave until",
      "leave.reason": "reason of leave",
      employeeId: "employee ID",
      department: "department",
      note: "note",
    },
    states: { active: "active", inactive: "inactive", absent: "absent" } as Readonly<Record<string, string>>,
    ranges: { all: "all", hostOnly: "host only", none: "none" } as Readonly<Record<string, string>>,
    locales: { ja: "Japanese", en: "English" } as Readonly<Record<string, string>>,
  },
  format: {
    canonical: (n: number) => `In canonical form: ${files(n)}. There is nothing to change.`,
    settled: "Renames that are settled; the former Login IDs go",
    preview: (n: number) => `To change: ${files(n)}. Nothing was written.`,
    wrote: (n: number) => `Changed: ${files(n)}. They say the same as before; nothing was committed.`,
  },

  guide: {
    title: "What may stand in each column. Keep the header; a row is a person; an empty cell says nothing.",
    among: (all: string) => `One of: ${all}.`,
    byRole: "Empty: as the role says.",
    byDefault: "Empty: as meibo.yaml or the file says.",
    noRoles: "The name of a role; there are none yet.",
    columns: {
      startDate: "The first day, such as 2026-12-01. Empty: from now on.",
      endDate: "The last day, such as 2027-03-31; switched off from the day after.",
      "leave.from": "The first day of a leave, such as 2026-11-10.",
      "leave.until": "The last day of the leave; switched on again on the day after.",
      "leave.reason": "Why; it is never sent anywhere.",
      employeeId: "Any text, such as 10231; it is never sent anywhere.",
      department: "Any text, such as Sales; it is never sent anywhere.",
      role: "Several are parted by spaces. Empty: no role.",
      state: "Empty: a new user is active, others stay as they are.",
      note: "Any text, for whoever reads the file.",
    },
    fields: {
      loginId: "Needed. The ID used to sign in, in the form of an e-mail address.",
      name: "Needed. At most 30 characters.",
      extension:
        "3 to 6 digits; format the column as text, or a spreadsheet drops leading zeros. Empty: MiiTel assigns one.",
    } as Readonly<Record<string, string>>,
    afterwards: [
      "Save as CSV UTF-8 in a folder that sources.users of meibo.yaml names, such as users/, then: meibo validate",
    ],
  },
  schema: {
    fresh: (n: number) => `The schemas for editors are up to date: ${files(n)}.`,
  },

  upcoming: {
    nothing: (days: number) => `Nothing comes up today or in the next ${number(days)} days.`,
    approval: "approval",
    mayDelete: "may delete",
    approvalEnds: "last day of the approval to delete",
    approved: "with its approval",
    notApproved: "needs an approval that holds on this day",
    switchedOff: (until: string) => `switched off until the first day, ${until}`,
  },

  extension: {
    inNoPool: "in no pool",
    noPools: "No pools: meibo.yaml names them under extensionPools.",
    full: "full",
    next: (extension: string) => `next ${extension}`,
    pool: (taken: number, all: number, free: number, left: string) =>
      `${number(taken)} of ${number(all)} taken, ${number(free)} free, ${left}`,
    group: (group: string) => `group ${group}`,
    facts: "facts",
    tenantOnly: "MiiTel only",
    filesOnly: "files only",
    alsoOf: (group: string) => `, also the number of group ${group}`,
    both: "files, MiiTel",
    otherThere: (loginId: string) => `files; in MiiTel ${loginId} has it`,
  },

  passwords: {
    nobody: "No password is kept: nobody was created with a sealed one.",
    open: "To open a file, with the key of one of its recipients: age -d -i KEY FILE",
    standing: { inForce: "in force", maybe: "maybe" },
    kept: { whole: "", changed: "changed since it was written", missing: "not here" },
    maybe:
      "maybe: no answer came when the user was created; try the newest first, or run meibo apply, which looks again.",
    missing: "not here: look on the machine, or among the artifacts, of that run.",
    changed: "changed: take a copy that is as it was written; age refuses any other.",
  },

  state: {
    title: (tenant: string) => `what meibo remembers of ${tenant}`,
    keptIn: "kept in",
    ledger: "ledger",
    entries: (managed: number, removed: number, inactive: number) =>
      `${users(managed)} managed, ${number(removed)} removed from the files, switched off by meibo ${number(inactive)}`,
    tenant: "tenant",
    notCounted: "not counted yet",
    counted: (n: number) => `${users(n)} at the last count`,
    journal: "journal",
    noRuns: "no runs yet",
    runs: (n: number, last: string, by: string, at: string) =>
      `${count(n, { one: "{n} run", other: "{n} runs" })}, the last ${last} by ${by}, ${at} (meibo log)`,
    lock: "lock",
    free: "free",
    heldBy: (who: string) => `held by ${who}`,
    holder: (holder: string, host: string, run: string, since: string) =>
      `${holder} on ${host}, run ${run}, since ${since}`,
    broken: (file: string) => `The damaged file is now ${file}.`,
    saved: (what: string) => `Saved: ${what}.`,
    lost: (what: string) => `Lost: ${what}.`,
    lostUnknown: "Nothing tells how much was lost.",
    strangers: "People whom the ledger lost are strangers to meibo now: look at meibo plan before you apply.",
    parts: (entries: number, records: number) => `${number(entries)} of the ledger, ${number(records)} of the journal`,
  },

  drift: {
    changed: (n: number) => `Changed in MiiTel, not in the files: ${users(n)}`,
    unmanaged: (n: number) => `Unmanaged users, in no file: ${number(n)}  (meibo list --unmanaged)`,
    keep: "keep what MiiTel shows",
    keepHow: "meibo drift --accept LOGIN writes it into the files",
    setBack: "set it back",
    who: "who did it",
    whoHow: "MiiTel Admin, Security, Audit log",
    none: "No drift. Nothing was changed in MiiTel since the last apply.",
    firstRun: "No drift can be told: this is the first run, meibo remembers nothing yet.",
    inTenant: (value: string) => `MiiTel ${value}`,
    inFiles: (value: string) => `files ${value}`,
    conflict: (last: string) => `last applied ${last}: the files changed too`,
    gone: "deleted in MiiTel; an apply creates the user anew, with a new ID and no history",
    addTo: (place: string) => `add to the entry at ${place}`,
    takeEntryOut: "take the entry out",
    takeOut: (key: string) => `take ${key} out`,
    newColumn: (key: string) => `in a new column ${key}`,
  },

  doctor: {
    themes: {
      node: "Node",
      configuration: "Configuration",
      files: "Files of the roster",
      schemas: "Schemas",
      permissions: "Rights on this machine",
      state: "What meibo remembers",
      connector: "Tenant",
      passwords: "First passwords",
      git: "Git",
      editor: "Editor",
    },
    standings: { ok: "ok", warning: "warning", error: "error", skipped: "not checked" },
  },

  explain: {
    noRole: "no role",
    roles: (names: string) => `roles, from left to right: ${names}`,
    stateOn: (day: string, state: string) => `state on ${day}: ${state}`,
    absent: "to be deleted, with an approval; inactive until then",
    pending: "not created before {day}",
    unmanaged: "no state and no date is declared: a new user is active, others stay as they are",
    because: (state: string, why: string) => `${state} (${why})`,
    column: "column",
    below: "below",
    nobody: "nobody switches it on",
    leftAlone: {
      unsaid: "not managed, left as it is",
      ignored: "not managed, left as it is: ignoreFields in meibo.yaml names it",
      notSubscribed: "not managed: subscriptions in meibo.yaml do not have it",
    },
    through: (role: string, through: string) => `${role}, which ${through} extends`,
    layers: {
      baseline: "baseline",
      default: "default for everybody",
      role: "role",
      file: "default of the file",
      user: "the user's own entry",
    },
    readFrom: (cell: string) => `, read from the cell ${cell}`,
    range: (legend: string) => ` (a range: ${legend})`,
    is: (code: number, choice: string) => `${code} is ${choice}`,
    noDate: "none",
  },
};
