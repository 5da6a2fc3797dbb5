import type { Told } from "./phrases.ts";
import type { Severity } from "./problem.ts";

interface Definition {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence; `{words}` are filled in from the problem. */
  readonly text: string;
  /** What to do now. */
  readonly hint: string;
}

/**
 * Everything that can be wrong, in one table. Codes are a promise: never reused, the same in every language.
 * MB10 files, MB11 identity and name, MB12 extension, MB13 values, MB20 roster, MB21 permissions, MB22 seats,
 * MB23 guards, MB24 order, MB31 tenant's files, MB40 applying.
 */
export const PROBLEMS = {
  // ---- MB10: files ------------------------------------------------------------------------------------------
  "yaml-syntax": {
    code: "MB1001",
    severity: "error",
    text: "this is not valid YAML: {reason}",
    hint: "mend the line; indentation is spaces only, and text with : or # needs quotes",
  },
  "csv-syntax": {
    code: "MB1001",
    severity: "error",
    text: "this is not valid CSV: {reason}",
    hint: "a cell that holds the separator, a quote or a line break stands in quotes, and a quote in it is doubled",
  },
  "yaml-look-alike": {
    code: "MB1001",
    severity: "error",
    text: "{character} stands here instead of {wanted}",
    hint: "switch the keyboard to half-width letters and write {wanted}",
  },
  "csv-separator-line": {
    code: "MB1001",
    severity: "error",
    text: "the first line is an order to a spreadsheet, not the header",
    hint: "delete the line; the separator is told from the header",
  },
  "csv-cells": {
    code: "MB1001",
    severity: "error",
    text: "cells in this row: {got}, in the header: {expected}",
    hint: "check for a missing or an extra separator in this row",
  },
  "empty-file": {
    code: "MB1001",
    severity: "error",
    text: "this file is empty",
    hint: "take the file away, or write users: [] if it is meant to hold nobody",
  },
  "unknown-key": { code: "MB1002", severity: "error", text: "unknown key {key}", hint: "{suggestion}" },
  "unknown-column": { code: "MB1002", severity: "error", text: "unknown column {column}", hint: "{suggestion}" },
  "login-id-twice": {
    code: "MB1003",
    severity: "error",
    text: "{loginId} is declared twice; the first is in {first}",
    hint: "keep one of the two entries",
  },
  "role-unknown": { code: "MB1004", severity: "error", text: "there is no role {role}", hint: "{suggestion}" },
  "role-cycle": {
    code: "MB1004",
    severity: "error",
    text: "role {role} extends itself: {path}",
    hint: "take one of these roles out of an extends list",
  },
  "role-twice": {
    code: "MB1004",
    severity: "error",
    text: "role {role} is declared twice; the first is in {first}",
    hint: "rename one of the two, or join them",
  },
  "password-in-file": {
    code: "MB1005",
    severity: "error",
    text: "a password may not stand in a file of the roster",
    hint: "take it out, and change that password if the file was ever shared; meibo makes passwords when it creates users",
  },
  "secret-in-config": {
    code: "MB1005",
    severity: "error",
    text: "{key} may hold a secret; none may stand in a file",
    hint: "name an environment variable that holds it, and change the secret if the file was ever shared",
  },
  "leading-zero": {
    code: "MB1006",
    severity: "warning",
    text: "{value} without quotes is a number to most YAML tools, which drop its leading zero",
    hint: 'write "{value}"',
  },
  "duplicate-key": {
    code: "MB1007",
    severity: "error",
    text: "key {key} stands here twice; the first is in line {first}",
    hint: "keep one of the two",
  },
  "duplicate-column": {
    code: "MB1007",
    severity: "error",
    text: "two columns mean {column}",
    hint: "keep one of the two columns",
  },
  "wrong-shape": { code: "MB1008", severity: "error", text: "{key}: expected {expected}, got {got}", hint: "{hint}" },
  "missing-key": { code: "MB1008", severity: "error", text: "{key} is missing", hint: "{hint}" },
  "missing-column": {
    code: "MB1008",
    severity: "error",
    text: "the column {column} is missing",
    hint: "every users file in CSV has at least Login ID and User name",
  },
  "role-and-roles": {
    code: "MB1008",
    severity: "error",
    text: "role and roles stand in the same place",
    hint: "write roles: [a, b], or role: a, not both",
  },
  "yaml-forbidden": {
    code: "MB1009",
    severity: "error",
    text: "{what} are not allowed in a roster",
    hint: "write the value out; nothing in a roster may stand for something else",
  },
  "yaml-documents": {
    code: "MB1009",
    severity: "error",
    text: "a second document begins here",
    hint: "one file holds one document: take the --- line out, or make two files",
  },
  "yaml-directive": {
    code: "MB1009",
    severity: "error",
    text: "directives such as %YAML are not allowed",
    hint: "take the line out; meibo reads YAML 1.2",
  },
  "yaml-key": {
    code: "MB1009",
    severity: "error",
    text: "{key} is not a key that a roster may have",
    hint: "a key is plain text such as loginId",
  },
  "file-missing": {
    code: "MB1010",
    severity: "error",
    text: "cannot read {file}: {reason}",
    hint: "nothing is planned while a file cannot be read; check its name and its permissions",
  },
  "file-changed": {
    code: "MB1010",
    severity: "error",
    text: "{file} changed while it was being read",
    hint: "let whatever writes it finish, then run meibo again",
  },
  "file-names-alike": {
    code: "MB1010",
    severity: "error",
    text: "{file} and {other} differ only in upper and lower case, or in how a letter is composed",
    hint: "rename one of the two: on Windows and macOS they are one file, and the people of the other would be missing",
  },
  "file-outside": {
    code: "MB1010",
    severity: "error",
    text: "{file} leads out of the repository",
    hint: "put a copy of the file into the repository in place of the link",
  },
  "pattern-outside": {
    code: "MB1010",
    severity: "error",
    text: "{pattern} leads out of the repository",
    hint: "files of a roster lie in or below the folder of meibo.yaml; write the path from there, with /",
  },
  "file-irregular": {
    code: "MB1010",
    severity: "error",
    text: "{file} is {kind}, not a file",
    hint: "take it out of the folders that meibo.yaml names under sources",
  },
  "file-kind": {
    code: "MB1010",
    severity: "error",
    text: "{file} is neither YAML nor CSV",
    hint: "name it .yaml, .csv or .console.csv, or narrow the pattern in meibo.yaml that matches it",
  },
  "no-config": {
    code: "MB1010",
    severity: "error",
    text: "there is no {file} here",
    hint: "run meibo init, or go to the folder of the roster",
  },
  "file-large": {
    code: "MB1011",
    severity: "error",
    text: "this file has {size}, the limit is {limit}",
    hint: "split it into several files",
  },
  "files-large": {
    code: "MB1011",
    severity: "error",
    text: "with this one the files have more than {limit} together",
    hint: "narrow the patterns under sources in meibo.yaml",
  },
  "files-many": {
    code: "MB1011",
    severity: "error",
    text: "files that match: {count}, the limit is {limit}",
    hint: "narrow sources.users in meibo.yaml, or join files",
  },
  "cell-cut": {
    code: "MB1011",
    severity: "error",
    text: "this cell ends after {limit} characters, where a spreadsheet cuts",
    hint: "look what is missing at its end and shorten it; a roster has no cell as long as this",
  },
  "line-long": {
    code: "MB1011",
    severity: "error",
    text: "this line has {size}, the limit is {limit}",
    hint: "break the line; a roster has no line as long as this",
  },
  "too-deep": {
    code: "MB1011",
    severity: "error",
    text: "this is nested deeper than {limit} levels",
    hint: "a roster needs about five levels; look for a repeated [ or -",
  },
  "too-many-parts": {
    code: "MB1011",
    severity: "error",
    text: "up to this line the file has more than {limit} {what}",
    hint: "split it into several files, such as one for each department",
  },
  "too-many-keys": {
    code: "MB1011",
    severity: "error",
    text: "this map has more than {limit} keys",
    hint: "users are a list: each begins with - loginId:",
  },
  "control-character": {
    code: "MB1012",
    severity: "error",
    text: "the character {character} is not allowed",
    hint: "delete it; it cannot be seen, and it can hide or change what stands beside it",
  },
  "conflict-marker": {
    code: "MB1013",
    severity: "error",
    text: "a merge conflict was left in this file",
    hint: "choose one side and delete the lines with <<<<<<<, ======= and >>>>>>>",
  },
  "line-ends": {
    code: "MB1014",
    severity: "error",
    text: "this file mixes line ends: {found}",
    hint: "save it with one kind of line end (LF, or CRLF)",
  },
  "no-match": {
    code: "MB1015",
    severity: "error",
    text: "{pattern} in {key} matches no file",
    hint: "mend or remove the pattern in meibo.yaml; a pattern that finds nothing looks like people who left",
  },
  "config-version": {
    code: "MB1016",
    severity: "error",
    text: "meibo.yaml has version {version}, this meibo knows version 1",
    hint: "use a newer meibo, or mend the version",
  },
  "spaces-trimmed": {
    code: "MB1017",
    severity: "warning",
    text: "spaces around {value} were left out",
    hint: "delete them in the file",
  },
  "roles-disagree": {
    code: "MB1018",
    severity: "warning",
    text: "roles {first} and {second} disagree on {key}; {second} stands last and wins",
    hint: "say it in the user's own permissions, or mend one of the roles",
  },
  "approval-twice": {
    code: "MB1019",
    severity: "error",
    text: "{loginId} stands twice in the approvals; the first is in {first}",
    hint: "keep one of the two",
  },
  "impact-unknown": {
    code: "MB1023",
    severity: "warning",
    text: "{code} is no impact of a delete, so nothing is acknowledged by it",
    hint: "{suggestion}",
  },
  "schema-stale": {
    code: "MB1024",
    severity: "error",
    text: "{file} is missing, or does not know the roles and pools of this folder",
    hint: "meibo schema --write writes it anew",
  },

  "more-alike": {
    code: "MB1022",
    severity: "info",
    text: "not listed here: {more} more of {code} ({kind}), {total} in all",
    hint: "they often have one cause: mend a few of them, then run meibo validate again",
  },

  // ---- MB11: identity and name ------------------------------------------------------------------------------
  "login-id-format": {
    code: "MB1101",
    severity: "error",
    text: "{loginId} is no Login ID: {reason}",
    hint: "a Login ID is like name@company.example: ASCII letters, digits and ! # $ % & * + - / = ? ^ _ ` { | } ~ . with one @",
  },
  "login-id-upper": {
    code: "MB1102",
    severity: "warning",
    text: "{loginId} has upper-case letters",
    hint: "write it in lower case unless the tenant has it so; it is compared without regard to case",
  },
  "login-id-case": {
    code: "MB1102",
    severity: "warning",
    text: "{loginId} is written {actual} in the tenant; it is the same person",
    hint: "write it as the tenant does",
  },
  "name-empty": {
    code: "MB1103",
    severity: "error",
    text: "the name is empty",
    hint: "write the name that people see, up to 30 characters",
  },
  "name-long": {
    code: "MB1103",
    severity: "error",
    text: "the name has {length} characters, the limit is 30",
    hint: "shorten it",
  },
  "name-form": {
    code: "MB1104",
    severity: "warning",
    text: "the name {name} {reason}",
    hint: "write it as it should be shown",
  },
  "name-encoding": {
    code: "MB1105",
    severity: "error",
    text: "{value} cannot be written in {encoding}: {characters}",
    hint: "{hint}",
  },
  "name-twice": {
    code: "MB1106",
    severity: "warning",
    text: "two users are named {name}: {first} and {second}",
    hint: "reports will show one name for two people; add a department or a number if that matters",
  },
  "formula-start": {
    code: "MB1107",
    severity: "warning",
    text: "{value} begins with {character}, which a spreadsheet takes for a formula",
    hint: "begin it with another character",
  },
  "login-id-domain": {
    code: "MB1108",
    severity: "error",
    text: "{loginId} is not in a domain that meibo.yaml allows ({allowed})",
    hint: "mend the Login ID, or add the domain to allowed.loginIdDomains",
  },
  "login-id-long": {
    code: "MB1109",
    severity: "warning",
    text: "{loginId} has {length} characters",
    hint: "more than 64 is unusual; check it",
  },

  "login-id-unusual": {
    code: "MB1110",
    severity: "warning",
    text: "{loginId} {reason}",
    hint: "check that the tenant has it so; a Login ID that differs in one dot is another person",
  },

  // ---- MB12: extension --------------------------------------------------------------------------------------
  "extension-format": {
    code: "MB1201",
    severity: "error",
    text: "{extension} is no extension number: 3 to 6 digits",
    hint: "{hint}",
  },
  "extension-twice": {
    code: "MB1202",
    severity: "error",
    text: "extension {extension} is declared for {first} and for {second}",
    hint: "give one of them another number",
  },
  "extension-twins": {
    code: "MB1202",
    severity: "error",
    text: "extensions {extension} of {second} and {other} of {first} differ only by leading zeros",
    hint: "a spreadsheet drops leading zeros; check both numbers, and write the full one in quotes",
  },
  "extension-taken": {
    code: "MB1202",
    severity: "error",
    text: "extension {extension} of {loginId} is in use by {other}, who keeps it",
    hint: "choose a free number, or change {other} first",
  },
  "extension-zeros": {
    code: "MB1203",
    severity: "warning",
    text: "extension {extension} of {loginId} differs from the tenant's {actual} only by leading zeros",
    hint: "a spreadsheet drops leading zeros; check that the change is meant",
  },
  "extension-pool": {
    code: "MB1204",
    severity: "warning",
    text: "extension {extension} is not in the pool {pool} ({ranges})",
    hint: "choose a number of the pool, or widen it in meibo.yaml",
  },
  "pool-unknown": {
    code: "MB1206",
    severity: "error",
    text: "there is no extension pool {pool}",
    hint: "{suggestion}",
  },
  "pool-full": {
    code: "MB1208",
    severity: "error",
    text: "no number of the pool {pool} is free ({ranges})",
    hint: "widen the pool in meibo.yaml, or free a number of people who left: meibo extension list shows who has which",
  },
  "pool-format": {
    code: "MB1206",
    severity: "error",
    text: "{range} is no range of extensions",
    hint: 'write "2100-2199" or "2100"',
  },

  "extension-short": {
    code: "MB1207",
    severity: "warning",
    text: "extension {extension} is shorter than the others in {file}, which have {usual} digits",
    hint: "a spreadsheet drops leading zeros; if it had one, write it again and format the column as text",
  },

  "extension-group": {
    code: "MB1205",
    severity: "warning",
    text: "extension {extension} of {loginId} is the number of the group {group}",
    hint: "choose another number: nobody knows whether people and groups may share one",
  },

  // ---- MB13: values -----------------------------------------------------------------------------------------
  "value-unknown": { code: "MB1301", severity: "error", text: "{value} is no value of {key}", hint: "{hint}" },
  "time-zone-not-allowed": {
    code: "MB1302",
    severity: "error",
    text: "{timeZone} is not in allowed.timeZones ({allowed})",
    hint: "choose one of these, or add it in meibo.yaml",
  },
  "date-format": {
    code: "MB1303",
    severity: "error",
    text: "{value} is no date of the calendar",
    hint: "{hint}",
  },
  "dates-order": {
    code: "MB1304",
    severity: "error",
    text: "{later} ({laterDay}) lies before {earlier} ({earlierDay})",
    hint: "mend one of the two dates",
  },

  "spreadsheet-error": {
    code: "MB1305",
    severity: "error",
    text: "{column} is {value}, which a spreadsheet shows when a formula fails or a column is too narrow",
    hint: "write the text itself; in the spreadsheet, paste values instead of formulas",
  },
  "spreadsheet-change": {
    code: "MB1306",
    severity: "warning",
    text: "{column} is {value}, which a spreadsheet seems to have made: {reason}",
    hint: "{hint}",
  },

  // ---- MB21: permissions ------------------------------------------------------------------------------------
  "phone-mobile-needs-phone": {
    code: "MB2101",
    severity: "error",
    text: "phoneMobile needs phone",
    hint: "set phone: true, or take phoneMobile away",
  },
  "cc-admin-needs-call-center": {
    code: "MB2102",
    severity: "error",
    text: "callCenter.admin needs callCenter",
    hint: "set callCenter.enabled: true, or take callCenter.admin away",
  },
  "bot-needs-meetings": {
    code: "MB2103",
    severity: "error",
    text: "meetings.useBot needs meetings",
    hint: "set meetings.enabled: true, or take meetings.useBot away",
  },
  "monitoring-needs-phone": {
    code: "MB2104",
    severity: "warning",
    text: "monitoring does nothing without phone",
    hint: "set phone: true, or take monitoring away",
  },
  "dialer-needs-call-center": {
    code: "MB2105",
    severity: "warning",
    text: "callCenter.editPredictiveDialer does nothing without callCenter",
    hint: "set callCenter.enabled: true, or take it away",
  },
  "not-subscribed": {
    code: "MB2106",
    severity: "error",
    text: "{key} is switched on, but {subscription} is not subscribed",
    hint: "take it away, or add {subscription} to subscriptions in meibo.yaml when the contract has it",
  },
  "zero-trap": {
    code: "MB2107",
    severity: "warning",
    text: "{key} is 0, which means all, the widest",
    hint: "for yes and no 0 is off, here it is everything; write 2 (none) or 1 (hostOnly) if that was meant, or all to say it on purpose",
  },

  // ---- MB22: seats ------------------------------------------------------------------------------------------
  "seats-exceeded": {
    code: "MB2201",
    severity: "error",
    text: "seats taken after the plan: {after} ({of}), now: {now}, in the contract: {limit}; no seat is left for {who}",
    hint: "ask RevComm for more seats, leave these people out, or free seats; whose could be freed: {free}",
  },
  "seats-need-delete": {
    code: "MB2201",
    severity: "error",
    text: "no seat is free for new users until these are deleted, and deletes go last: {who}",
    hint: "add deleteFirst: true to their approvals in approvals.yaml, or delete them in a run of its own before",
  },
  "seats-short-meanwhile": {
    code: "MB2201",
    severity: "error",
    text: "seats taken at once on the way: {peak} ({of}), in the contract: {limit}",
    hint: "carry it out in two runs: new users who are inactive take a seat until they are switched off, and an admin keeps theirs until the next admin is there",
  },
  "seats-nearly-full": {
    code: "MB2202",
    severity: "info",
    text: "the plan ends with {after} of {limit} seats taken ({of}), {now} now: {left} left",
    hint: "ask RevComm for more seats in good time",
  },

  // ---- MB23: guards -----------------------------------------------------------------------------------------
  "too-few-admins": {
    code: "MB2301",
    severity: "error",
    text: "active admins who would be left: {left}, the minimum is {limit} (guards.minAdmins)",
    hint: "leave one of them as they are, or make somebody else an admin: {who}",
  },
  "selection-needs-admin": {
    code: "MB2301",
    severity: "error",
    text: "of what is selected, active admins would be left: {left}; the minimum is {limit} (guards.minAdmins)",
    hint: "select those who become admins too, or apply the whole plan",
  },
  "protected-user": {
    code: "MB2301",
    severity: "error",
    text: "{loginId} is protected: {what}",
    hint: "take the change out, or take the user out of protect in meibo.yaml in a change of its own",
  },
  "own-account": {
    code: "MB2301",
    severity: "error",
    text: "{loginId} is the account that meibo signs in with: {what}",
    hint: "take the change out; whoever runs meibo cannot lock itself out half-way",
  },
  "too-many-deletes": {
    code: "MB2302",
    severity: "error",
    text: "deletes: {count}{recent}, {percent} of the users, {total} in all (limits: {limit}, {limitPercent}){source}",
    hint: "delete in smaller steps, or raise guards.maxDeletes and guards.maxDeletePercent",
  },
  "too-many-deactivations": {
    code: "MB2302",
    severity: "error",
    text: "deactivations and releases: {count}{recent}, {percent} of the active users, {total} in all (limits: {limit}, {limitPercent}){source}",
    hint: "check the files first: a lost file looks like people who left; or raise guards.maxDeactivations and guards.maxDeactivatePercent",
  },
  "too-many-updates": {
    code: "MB2302",
    severity: "error",
    text: "updates: {count}{recent}, {percent} of the users, {total} in all (limit: {limitPercent}){source}",
    hint: "check the role or file that changed so many, or raise guards.maxUpdatePercent",
  },
  "too-many-creates": {
    code: "MB2316",
    severity: "error",
    text: "creates: {count}{recent} (limit: {limit}){source}",
    hint: "check that the tenant is the right one, or raise guards.maxCreates",
  },
  "too-many-admin-changes": {
    code: "MB2317",
    severity: "error",
    text: "users who get or lose admin: {count}, the limit is {limit} ({who}){source}",
    hint: "change admins a few at a time, or raise guards.maxAdminChanges",
  },
  "unmanaged-users": {
    code: "MB2311",
    severity: "error",
    text: "users of the tenant who stand in no file: {count} ({who})",
    hint: "import them, name them under ignore, or set unmanaged: warn in meibo.yaml",
  },
  "delete-not-approved": {
    code: "MB2303",
    severity: "error",
    text: "deleting {loginId} is not approved: {reason}",
    hint: "{hint}",
  },
  "deletes-forbidden": {
    code: "MB2303",
    severity: "error",
    text: "deleting {loginId}: meibo.yaml forbids deletes (guards.deletes)",
    hint: "declare state: inactive, or set guards.deletes: approval",
  },
  "waiting-period": {
    code: "MB2314",
    severity: "error",
    text: "{loginId} is not switched off long enough to be deleted: from {from} on (guards.deleteAfterInactiveDays: {days})",
    hint: "wait, or have the approval say overrideWaiting: true",
  },
  "file-policy": {
    code: "MB2304",
    severity: "error",
    text: "{file} gives {key}: {value} to {who}, which policy.files does not allow there (the rule for {match}){source}",
    hint: "take it away, or declare the people in a file that may give it",
  },
  "role-required": {
    code: "MB2312",
    severity: "error",
    text: "{who} in {file} must have a role (policy.roles.requireFor)",
    hint: "name a role in the entry or for the whole file, or declare the people in another file",
  },
  "too-many-overrides": {
    code: "MB2313",
    severity: "error",
    text: "permissions that an entry sets beside the role: {count} ({keys}), the limit is {limit} (policy.roles.maxOverrides); in {file}: {who}",
    hint: "give them a role that fits, or make one",
  },
  "base-limits": {
    code: "MB2315",
    severity: "info",
    text: "refused by the limits of the base branch alone: {codes}",
    hint: "limits that are widened here count once they are merged; change them in a pull request of their own",
  },
  "empty-roster": {
    code: "MB2305",
    severity: "error",
    text: "the files declare nobody, but meibo remembers users: {managed}",
    hint: "check sources.users in meibo.yaml and the folder; an empty roster is never taken for an order to lock everybody out",
  },
  "empty-tenant": {
    code: "MB2306",
    severity: "error",
    text: "the tenant answered with no users, but meibo remembers {managed}",
    hint: "check the connector; nothing is planned from an empty answer",
  },
  "tenant-shrank": {
    code: "MB2307",
    severity: "error",
    text: "users whom the tenant shows: {now}, at the last run: {before}, {percent} fewer (limit {limitPercent})",
    hint: "look at the user list; if the users are truly gone, raise guards.maxShrinkPercent for this run",
  },
  "file-end-lost": {
    code: "MB2310",
    severity: "error",
    text: "{file} ended with {last}, who is in no file any more; {count} of its people would lose access: {who}",
    hint: "a file that was lost, emptied or cut off looks just like this: bring it back. Whoever has left gets state: inactive or an endDate in their entry; once that is applied, the entry can be taken out",
  },

  // ---- MB24: order ------------------------------------------------------------------------------------------
  "login-id-rename": {
    code: "MB2401",
    severity: "warning",
    text: "the Login ID of {loginId} changes from {before}: a step by hand on the Edit screen",
    hint: "no file of the console is certain to change a Login ID",
  },
  "rename-question": {
    code: "MB2406",
    severity: "error",
    text: "is {loginId}, who is new, the same person as {other}, who left the files? They have the same {same}",
    hint: "if so, write previousLoginIds: [{other}] in the entry of {loginId}; if not, add the one and take out the other in two steps, or let it through with --allow MB2406",
  },
  "rename-extension": {
    code: "MB2406",
    severity: "error",
    text: "is {loginId}, who is new, the same person as {other}, who left the files? They have the same {same}, and {other} still has the extension {extension}",
    hint: "if so, write previousLoginIds: [{other}] in the entry of {loginId}; if not, give {loginId} another extension",
  },
  "by-hand": {
    code: "MB2408",
    severity: "warning",
    text: "the connector {connector} cannot {kind}: {count} left to do by hand ({who})",
    hint: "do it in the console, then run meibo plan again; what it finds done is remembered",
  },
  "account-twice": {
    code: "MB2402",
    severity: "error",
    text: "the entry of {loginId} would {what} the account {account}, and the entry of {other} would {otherWhat} it",
    hint: "say in one entry alone what becomes of {account}",
  },
  "not-in-snapshot": {
    code: "MB3105",
    severity: "warning",
    text: "{loginId} is in the files, and not in what could be read of MiiTel: inactive, or deleted?",
    hint: "look for the user on the User List; nothing is planned for somebody whom nobody can see",
  },
  "former-exists": {
    code: "MB2404",
    severity: "error",
    text: "{loginId} and the former Login ID {before} are both in the tenant",
    hint: "if they are two people, take the other out of previousLoginIds; if they are one, delete the account that is not used",
  },
  "gone-from-tenant": {
    code: "MB2405",
    severity: "warning",
    text: "{loginId} was in the tenant at the last run and is gone; this plan creates the user anew",
    hint: "somebody may have deleted the user on purpose: then take the entry out of the files",
  },
  "extension-cycle": {
    code: "MB2403",
    severity: "error",
    text: "{users} swap extensions, and no spare number is free",
    hint: 'name free numbers in meibo.yaml: extensionPools: { spare: ["9990-9999"] }',
  },

  "selection-needs-extension": {
    code: "MB2407",
    severity: "error",
    text: "{loginId} is to get the extension {extension}, which {other} still has and keeps, because {other} is not selected",
    hint: "select {other} too (--only), or apply the whole plan",
  },
  "selection-needs-seat": {
    code: "MB2407",
    severity: "error",
    text: "no seat is free ({of}) for {users} without those that {others} would give back, who are not selected",
    hint: "select them too (--only), or apply the whole plan",
  },

  // ---- MB31: the tenant's own files -------------------------------------------------------------------------
  "console-header": {
    code: "MB3101",
    severity: "error",
    text: "this is no file of the console: {reason}",
    hint: "download it again under User List, and keep its first line as it is; further names of columns go into meibo.yaml",
  },
  "console-unknown-columns": {
    code: "MB3102",
    severity: "warning",
    text: "columns that meibo does not know are left as they are: {columns}",
    hint: "nothing to do",
  },
  "encoding-unknown": {
    code: "MB3103",
    severity: "error",
    text: "the encoding cannot be told: neither UTF-8 nor Shift_JIS (first bad byte: {offset})",
    hint: "save the file as UTF-8",
  },
  "encoding-mixed": {
    code: "MB3103",
    severity: "error",
    text: "this line is UTF-8, but line {other} is not",
    hint: "save the whole file as UTF-8, or name its encoding in meibo.yaml under sources.encoding",
  },
  "encoding-declared": {
    code: "MB3103",
    severity: "error",
    text: "this file is declared as {encoding} and is not (byte {offset})",
    hint: "save it so, or mend sources.encoding in meibo.yaml",
  },
  "encoding-yaml": {
    code: "MB3103",
    severity: "error",
    text: "this YAML file is not UTF-8 (byte {offset})",
    hint: "save it as UTF-8; only CSV files may be Shift_JIS",
  },
  "encoding-wide": { code: "MB3103", severity: "error", text: "this file is {encoding}", hint: "{hint}" },
  "console-empty": {
    code: "MB3104",
    severity: "error",
    text: "this download has a header and no users",
    hint: "download it again under Update multiple users; or use the CSV download of the user list",
  },

  // ---- MB40: applying ---------------------------------------------------------------------------------------
  "tenant-moved": {
    code: "MB4001",
    severity: "error",
    text: "{loginId} changed in the tenant since the plan",
    hint: "plan again and look at the difference",
  },
  "plan-moved": {
    code: "MB4001",
    severity: "error",
    text: "{loginId} is no longer as {file} says: {before} then, {now} now",
    hint: "{moved} since the plan was saved; make a new one with meibo plan --out {file} and look at it",
  },
  "plan-extension-taken": {
    code: "MB4001",
    severity: "error",
    text: "{loginId} is to get the extension {extension}, which was free when {file} was saved and is now {other}'s",
    hint: "make a new plan with meibo plan --out {file} and look at it; {other} must give the extension up first",
  },
  "plan-seats-taken": {
    code: "MB4001",
    severity: "error",
    text: "{users} had a seat ({of}) when {file} was saved, and none is free now; {others} would give one back, and are not in it",
    hint: "make a new plan with meibo plan --out {file} and look at it",
  },
  "plan-order-moved": {
    code: "MB4001",
    severity: "error",
    text: "the changes of {file} would go in other steps now",
    hint: "make a new plan with meibo plan --out {file}; extensions, seats or the size of chunks are others than they were",
  },
  "plan-done": {
    code: "MB4023",
    severity: "info",
    text: "everything in {file} is done already: the tenant shows all of it",
    hint: "nothing was applied, and nothing of it is left to do",
  },
  "row-rejected": {
    code: "MB4002",
    severity: "error",
    text: "the tenant rejected {loginId} (chunk {chunk}, row {row}): {cause}",
    hint: "mend the entry and apply again; everything else went on",
  },
  "not-visible-yet": {
    code: "MB4003",
    severity: "warning",
    text: "{loginId} is not as planned yet: {what}",
    hint: "new users can take a while to show; run meibo apply again later",
  },
  "lock-held": {
    code: "MB4004",
    severity: "error",
    text: "another apply holds the lock: {holder} since {since}",
    hint: "wait for it to end, then apply again",
  },
  "lock-just-taken": {
    code: "MB4004",
    severity: "error",
    text: "another apply took the lock at this very moment",
    hint: "wait for it to end, then apply again",
  },
  "tenant-unreadable": {
    code: "MB4005",
    severity: "error",
    text: "the tenant cannot be read: {reason}",
    hint: "{hint}",
  },
  "plan-invalid": {
    code: "MB4006",
    severity: "error",
    text: "{file} cannot be applied: {reason}",
    hint: "make a new plan with meibo plan --out {file}",
  },
  "only-nobody": {
    code: "MB4021",
    severity: "error",
    text: "--only {pattern} names nobody",
    hint: "{hint}",
  },
  "selects-nobody": {
    code: "MB4021",
    severity: "error",
    text: "{selected} names nobody",
    hint: "{hint}",
  },
  "selection-saved": {
    code: "MB4022",
    severity: "error",
    text: "{file} is a plan of its own people; {flags} cannot choose among them",
    hint: "make another plan: meibo plan {flags} --out {file}",
  },
  "nothing-planned": {
    code: "MB4038",
    severity: "error",
    text: "nothing was planned, and nothing sent: {reason}",
    hint: "mend the cause, then run meibo apply again",
  },
  "resume-alone": {
    code: "MB4022",
    severity: "error",
    text: "--resume goes on with the people of the last run; {flags} cannot choose among them",
    hint: "leave {flags} out, or leave --resume out",
  },
  "connector-missing": {
    code: "MB4008",
    severity: "error",
    text: "this meibo has no connector {kind}",
    hint: "set connector.kind in meibo.yaml to one of: {known}",
  },
  "store-missing": {
    code: "MB4008",
    severity: "error",
    text: "this meibo has no state store {kind}",
    hint: "set state.kind in meibo.yaml to one of: {known}",
  },
  "not-approved-here": {
    code: "MB4009",
    severity: "error",
    text: "nobody can be asked here whether to apply",
    hint: "run meibo apply --auto-approve, after looking at the plan",
  },
  "file-exists": {
    code: "MB1020",
    severity: "error",
    text: "{file} exists already",
    hint: "nothing was written; name another file with --out, or move this one away",
  },
  "sheet-exists": {
    code: "MB1020",
    severity: "error",
    text: "{file} exists already",
    hint: "nothing was written; name another file with --out, or overwrite this one with --force",
  },
  "plan-among-sources": {
    code: "MB4024",
    severity: "error",
    text: "a plan saved as {file} would be read as one of the files of sources.{kind} ({pattern})",
    hint: "nothing was written; name another file with --out, for example plan.json beside meibo.yaml",
  },
  "sheet-among-sources": {
    code: "MB4024",
    severity: "error",
    text: "a sheet written as {file} would be read as one of the files of sources.{kind} ({pattern}), and everybody in it would be declared twice",
    hint: "nothing was written; name a file outside of those folders with --out",
  },
  "not-agreed": {
    code: "MB4009",
    severity: "error",
    text: "the plan was not agreed to; nothing was applied",
    hint: "run meibo apply again whenever you like",
  },
  "row-held": {
    code: "MB4002",
    severity: "error",
    text: "{loginId} (chunk {chunk}, row {row}) was held back, because the tenant refused a whole upload: {cause}",
    hint: "run meibo apply again; what was refused is named above",
  },
  environment: {
    code: "MB4011",
    severity: "error",
    text: "the machine refused: {reason}",
    hint: "check that the folder can be read and written, and that the disk has room; what meibo did until then stands in its journal",
  },
  "tenant-filled": {
    code: "MB4012",
    severity: "error",
    text: "the embedded tenant has users already: {count}",
    hint: "empty it first: meibo tenant reset",
  },
  "serve-open": {
    code: "MB4039",
    severity: "error",
    text: "{host} can be reached from other machines, and what is said there could be read on the way",
    hint: "give --tls-key and --tls-cert, or --behind-proxy where something before it speaks TLS; --host 127.0.0.1 serves this machine alone",
  },
  "serve-failed": {
    code: "MB4040",
    severity: "error",
    text: "the tenant cannot be served: {reason}",
    hint: "--port 0 takes any port that is free; check the files of --tls-key and --tls-cert",
  },
  "no-token": {
    code: "MB4041",
    severity: "error",
    text: "there is no token {id}",
    hint: "meibo tenant token list shows them",
  },
  "no-tenant-user": {
    code: "MB4042",
    severity: "error",
    text: "the embedded tenant has no user {loginId}",
    hint: "meibo list --actual shows who there is",
  },
  "not-an-admin": {
    code: "MB4043",
    severity: "warning",
    text: "{loginId} cannot sign in to the console: only active users with administrative privileges can",
    hint: "meibo list --actual shows who there is; the console's Edit screen, or a plan, changes it",
  },
  "not-agreed-reset": {
    code: "MB4009",
    severity: "error",
    text: "nobody agreed to empty the embedded tenant; nothing was changed",
    hint: "meibo tenant reset --yes empties it without a question",
  },
  "import-source": {
    code: "MB4013",
    severity: "error",
    text: "it is not clear what to import, or where to",
    hint: "{hint}",
  },
  "state-not-ignored": {
    code: "MB4014",
    severity: "warning",
    text: ".gitignore does not name .meibo/, where names and Login IDs are kept",
    hint: "add the line .meibo/ to .gitignore",
  },
  "init-unasked": {
    code: "MB4009",
    severity: "error",
    text: "meibo init asks a few questions, and nobody can be asked here",
    hint: "run it in a terminal without --no-input, or take the usual answers: meibo init --yes (with --from, --tenant and --codeowners where they are known)",
  },
  "init-not-written": {
    code: "MB4011",
    severity: "error",
    text: "{file} could not be written: {reason}",
    hint: "what this run wrote before it was taken back, so nothing changed; mend the cause and run meibo init again",
  },
  "init-half-written": {
    code: "MB4011",
    severity: "error",
    text: "{file} could not be written: {reason}; what was written before it could not all be taken back",
    hint: "remove what is left over: {names}; then mend the cause and run meibo init again",
  },
  "repository-public": {
    code: "MB4014",
    severity: "warning",
    text: "this repository is public, and its files name people",
    hint: "make it private before you commit anybody",
  },
  "login-unknown": {
    code: "MB4016",
    severity: "error",
    text: "{loginId} is in no file",
    hint: "{hint}",
  },
  "not-in-tenant": {
    code: "MB4016",
    severity: "error",
    text: "{loginId} is not in the tenant",
    hint: "{hint}",
  },
  "field-unknown": {
    code: "MB4017",
    severity: "error",
    text: "{field} is no field of a user",
    hint: "{hint}",
  },
  "no-drift": {
    code: "MB4018",
    severity: "error",
    text: "there is nothing to accept for {loginId}: MiiTel shows what meibo last applied",
    hint: "meibo drift lists who was changed in MiiTel; what was changed in the files is shown by meibo plan",
  },
  "revision-unknown": {
    code: "MB4010",
    severity: "error",
    text: "git does not know what changed since {revision}: {reason}",
    hint: "name a branch, a tag or a commit that this clone has; a shallow clone may lack it",
  },
  "base-unreadable": {
    code: "MB4020",
    severity: "error",
    text: "the limits of {revision} cannot be read: {reason}",
    hint: "name a branch, a tag or a commit that this clone has, with a meibo.yaml that is valid; a shallow clone may lack it",
  },
  "state-unusable": {
    code: "MB4007",
    severity: "error",
    text: "what meibo remembers cannot be used: {reason}",
    hint: "nothing was begun; mend the cause, then try again",
  },
  "state-damaged": {
    code: "MB4030",
    severity: "error",
    text: "what meibo remembers is damaged: {reason}",
    hint: "nothing was begun and the file is as it was; meibo state repair --yes puts it aside and saves what is whole, or restore a copy",
  },
  "state-newer": {
    code: "MB4031",
    severity: "error",
    text: "a newer meibo wrote what is remembered here: {reason}",
    hint: "use that meibo, or a newer one; nothing was changed",
  },
  "run-unknown": {
    code: "MB4032",
    severity: "error",
    text: "no run is named {run}",
    hint: "{hint}",
  },
  "run-ambiguous": {
    code: "MB4032",
    severity: "error",
    text: "runs whose name begins with {run}: {count}",
    hint: "write more of it; these are {runs}",
  },
  "lock-alive": {
    code: "MB4033",
    severity: "error",
    text: "the lock is held by {holder} since {since}, and cannot be taken from a run that lives",
    hint: "wait until the run has ended, or end its process on {host}; the lock is free as soon as that is gone",
  },
  "not-agreed-unlock": {
    code: "MB4009",
    severity: "error",
    text: "nobody agreed to take the lock; nothing was changed",
    hint: "meibo state unlock --yes takes it without a question; make sure first that the run is dead",
  },
  "not-agreed-repair": {
    code: "MB4009",
    severity: "error",
    text: "a repair puts the state file aside and may lose what is damaged in it; nothing was changed",
    hint: "copy the file to be sure, then run meibo state repair --yes",
  },
  "repair-kind": {
    code: "MB4034",
    severity: "error",
    text: "a state of kind {kind} is not repaired by meibo",
    hint: "restore it from a backup with the tools of that store",
  },
  "repair-nothing": {
    code: "MB4034",
    severity: "error",
    text: "there is no state file {file} to repair",
    hint: "look at state.path in meibo.yaml; the next apply makes a new file",
  },
  "not-a-copy": {
    code: "MB4035",
    severity: "error",
    text: "{file} exists and is no copy of a state that meibo wrote",
    hint: "nothing was written; name another file, or move this one away",
  },
  "trace-unset": {
    code: "MB4036",
    severity: "warning",
    text: "nothing is traced: OTEL_EXPORTER_OTLP_ENDPOINT names no receiver",
    hint: "set it, for example to http://localhost:4318; the run goes on",
  },
  "trace-packages": {
    code: "MB4036",
    severity: "warning",
    text: "nothing is traced: the packages for it cannot be used ({reason})",
    hint: "npm install @opentelemetry/api @opentelemetry/sdk-trace-node @opentelemetry/exporter-trace-otlp-http; the run goes on",
  },
  "trace-unsent": {
    code: "MB4036",
    severity: "warning",
    text: "not all spans reached {endpoint}",
    hint: "look whether the receiver runs; the run itself is not concerned",
  },
  "run-without-plan": {
    code: "MB4044",
    severity: "error",
    text: "the plan of run {run} is not kept here",
    hint: "look for .meibo/runs/{run}.plan.json on the machine of the run, or among its artifacts",
  },
  "sheet-zeros": {
    code: "MB4073",
    severity: "warning",
    text: "{column} of {loginId} is {value} in the sheet and {held} in the files; it is left as it is",
    hint: "a spreadsheet drops leading zeros: format the column as text; if it is meant, change it in the file",
  },
  "undo-invalid": {
    code: "MB4037",
    severity: "error",
    text: "with the changes of this undo the files would not be valid; nothing was written",
    hint: "mend what is named above by hand, or undo the commit: git revert",
  },
  "edit-invalid": {
    code: "MB4060",
    severity: "error",
    text: "with this change the files would not be valid",
    hint: "nothing was written; mend what is named above, or say it otherwise",
  },
  "edit-unwritable": {
    code: "MB4061",
    severity: "error",
    text: "{key} of {loginId} cannot be written into {file}: {reason}",
    hint: "write it by hand, or move the entry to another file: meibo move",
  },
  "edit-characters": {
    code: "MB4061",
    severity: "error",
    text: "{file} is written in {encoding}, which has no place for {characters}",
    hint: "spell it otherwise, or save the file as UTF-8",
  },
  "assignment-form": {
    code: "MB4062",
    severity: "error",
    text: "{text} is not of the form key=value",
    hint: "for example: meibo set LOGIN role=sales-lead phoneMobile=yes",
  },
  "assignment-none": {
    code: "MB4062",
    severity: "error",
    text: "there is nothing to set",
    hint: "for example: meibo set LOGIN role=sales-lead phoneMobile=yes",
  },
  "word-needed": {
    code: "MB4062",
    severity: "error",
    text: "{key} cannot be changed this way",
    hint: "a Login ID is changed by meibo rename, a name by meibo set LOGIN name=…; neither can be taken out",
  },
  "word-empty": {
    code: "MB4062",
    severity: "error",
    text: "{key} is given no value",
    hint: "meibo unset LOGIN {key} takes the word out",
  },
  "word-twice": {
    code: "MB4062",
    severity: "error",
    text: "{key} is given twice",
    hint: "write it once",
  },
  "adopt-nobody": {
    code: "MB4063",
    severity: "error",
    text: "{loginId} is not in MiiTel, so there is no account to take over",
    hint: "leave --adopt out: the next apply creates the user",
  },
  "add-where": {
    code: "MB4064",
    severity: "error",
    text: "there is more than one file to add somebody to, or none",
    hint: "name it with --file: {files}",
  },
  "add-pool": {
    code: "MB4064",
    severity: "error",
    text: "no extension pool is known for {file}",
    hint: "write --extension NUMBER, or name a pool in the file: extensionPool under defaults",
  },
  "file-of-console": {
    code: "MB4065",
    severity: "error",
    text: "{file} is a file of the console, and meibo adds nobody to it",
    hint: "name another file",
  },
  "file-of-one": {
    code: "MB4065",
    severity: "error",
    text: "{file} has no list that an entry could be added to",
    hint: "name another file, or write the list by hand",
  },
  "columns-missing": {
    code: "MB4065",
    severity: "error",
    text: "{file} has no column for {keys}",
    hint: "add the columns to the header, or leave these words out",
  },
  "new-table": {
    code: "MB4065",
    severity: "error",
    text: "{file} is not there, and only .yaml files are made by this command",
    hint: "name a .yaml file, or one that is there",
  },
  "move-nowhere": {
    code: "MB4066",
    severity: "error",
    text: "{loginId} stands in {file} already",
    hint: "name another file",
  },
  "move-comments": {
    code: "MB4066",
    severity: "error",
    text: "the entry of {loginId} has comments, and a table has no room for them",
    hint: "write them under note, or name a YAML file",
  },
  "approval-there": {
    code: "MB4067",
    severity: "error",
    text: "{loginId} has an approval already",
    hint: "change that one: its last day, or what it acknowledges",
  },
  "approve-nobody": {
    code: "MB4067",
    severity: "error",
    text: "{loginId} is not in MiiTel, or cannot be deleted: there is nothing to approve",
    hint: "meibo get LOGIN --actual shows what MiiTel has",
  },
  "accept-alone": {
    code: "MB4068",
    severity: "error",
    text: "the entry of {loginId} is to go, while others change in the same file",
    hint: "accept {loginId} alone, then the others",
  },
  "people-missing": {
    code: "MB4062",
    severity: "error",
    text: "nobody is named whose entry is to change",
    hint: "name them first: a Login ID, a pattern such as *@aoba.example, role:NAME, or a flag such as --department",
  },
  "no-source": {
    code: "MB4048",
    severity: "error",
    text: "{file} is no file of users, roles, approvals or facts",
    hint: "{suggestion}",
  },
  "hr-profile": {
    code: "MB4070",
    severity: "error",
    text: "meibo.yaml has no profile {profile} under hrProfiles",
    hint: "{hint}",
  },
  "hr-column": {
    code: "MB4070",
    severity: "error",
    text: "this export has no column {column}, which the profile names",
    hint: "{hint}",
  },
  "hr-twice": {
    code: "MB4070",
    severity: "error",
    text: "{key} {value} stands in two rows, the first in line {line}",
    hint: "take one of the rows out of the export",
  },
  "hr-unclear": {
    code: "MB4070",
    severity: "error",
    text: "employee ID {employeeId} is said by more than one person: {users}",
    hint: "give each person an employee ID of their own",
  },
  "hr-no-room": {
    code: "MB4070",
    severity: "error",
    text: "{loginId} cannot be added to {file}",
    hint: "name another file under fileByDepartment: one with a list, or a table with columns for what is said",
  },
  "edit-stray": {
    code: "MB4060",
    severity: "error",
    text: "{file} is none of the files that sources.users of meibo.yaml names",
    hint: "name a file that fits {patterns}",
  },
} as const satisfies Record<string, Definition>;

export type ProblemName = keyof typeof PROBLEMS;

/** The names of the `{words}` in a text. */
export type WordsIn<T extends string> = T extends `${string}{${infer Word}}${infer Rest}`
  ? (Word extends `${string}${" " | "," | "…"}${string}` ? never : Word) | WordsIn<Rest>
  : never;

type Spoken<N extends ProblemName> = WordsIn<(typeof PROBLEMS)[N]["text"]> | WordsIn<(typeof PROBLEMS)[N]["hint"]>;

/** The words that a problem's two sentences need. */
export type ProblemArgs<N extends ProblemName> = {
  readonly [W in Spoken<N>]: W extends PhraseWord ? Told | number : string | number;
};

/** The same in an example, where nobody has to find its pieces again. */
export type ExampleArgs<N extends ProblemName> = { readonly [W in Spoken<N>]: string | number };

/** Words that hold pieces of sentences, not names, numbers or values. */
type PhraseWord =
  | "cause"
  | "encoding"
  | "expected"
  | "found"
  | "hint"
  | "otherWhat"
  | "reason"
  | "recent"
  | "size"
  | "source"
  | "suggestion"
  | "what";
