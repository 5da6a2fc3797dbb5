import type { ExampleArgs, ProblemName } from "./problems.ts";

/** What a problem means to somebody who is no programmer, and words to show it with. */
interface Guide<N extends ProblemName> {
  /** Why it is a problem at all: what would go wrong, or what meibo cannot know. */
  readonly why: string;
  readonly example: ExampleArgs<N>;
}

const ANN = "ann@aoba.example";
const BOB = "bob@aoba.example";

/** One entry a problem; `docs/problems.md` is made of it. */
export const PROBLEM_GUIDE: { readonly [N in ProblemName]: Guide<N> } = {
  "yaml-syntax": {
    why: "The file breaks a rule of YAML, so nobody can say what it means. Nothing is read from a file that is only half understood.",
    example: { reason: "bad indentation of a mapping entry" },
  },
  "csv-syntax": {
    why: "Quotes do not match, so cells after this place may belong to another column or person.",
    example: { reason: "a quoted cell is never closed" },
  },
  "yaml-look-alike": {
    why: "A Japanese keyboard writes characters that look like those of YAML and are others; the lines around them would be read as one text.",
    example: { character: "： (U+FF1A)", wanted: "the colon of a keyboard and a space" },
  },
  "csv-separator-line": {
    why: "Excel writes such a line for itself; to everybody else it is a row of the table.",
    example: {},
  },
  "csv-cells": {
    why: "With a cell too many or too few, every value behind it stands under the wrong heading.",
    example: { got: 5, expected: 6 },
  },
  "empty-file": {
    why: "An empty file is more often a failed save than an empty department, and it must not look like people who left.",
    example: {},
  },
  "unknown-key": {
    why: "A mistyped key would otherwise be passed over, and the setting would not be what you wrote.",
    example: { key: "extention", suggestion: "did you mean extension?" },
  },
  "unknown-column": {
    why: "A mistyped heading would otherwise be passed over, with all cells below it.",
    example: { column: "extention", suggestion: "did you mean extension?" },
  },
  "login-id-twice": {
    why: "One person has two entries, and they may ask for different things.",
    example: { loginId: ANN, first: "users/sales.yaml:12" },
  },
  "role-unknown": {
    why: "What this person may do depends on a role that nobody wrote.",
    example: { role: "sales-agnt", suggestion: "did you mean sales-agent?" },
  },
  "role-cycle": {
    why: "The role builds on itself, so what it allows cannot be worked out.",
    example: { role: "lead", path: "lead → agent → lead" },
  },
  "role-twice": {
    why: "Two roles have one name, and it is not clear which one people get.",
    example: { role: "lead", first: "roles/sales.yaml:4" },
  },
  "password-in-file": {
    why: "A file in git is kept for ever and seen by many. A password in it is no secret any more.",
    example: {},
  },
  "secret-in-config": {
    why: "A file in git is kept for ever and seen by many. Tokens belong into the environment of the machine that runs meibo.",
    example: { key: "token" },
  },
  "leading-zero": {
    why: "meibo reads the text as you wrote it, but other tools would make another number of it.",
    example: { value: "0123" },
  },
  "duplicate-key": {
    why: "The same thing is said twice, and only one of them can count.",
    example: { key: "extension", first: 12 },
  },
  "duplicate-column": {
    why: "Two columns give the same field, and only one of them can count.",
    example: { column: "Extension number" },
  },
  "wrong-shape": {
    why: "Something else was expected in this place, so it cannot be read.",
    example: { key: "users", expected: "a list", got: "text", hint: "begin each user with - loginId:" },
  },
  "missing-key": {
    why: "Without it the entry says too little.",
    example: { key: "name", hint: "write the name that people see" },
  },
  "missing-column": {
    why: "Without this column nobody knows who the rows are about.",
    example: { column: "Login ID" },
  },
  "role-and-roles": { why: "Both mean the same, and it is not clear which one is meant.", example: {} },
  "yaml-forbidden": {
    why: "YAML has ways to let one place stand for another. A change there would change people whose entries nobody looked at.",
    example: { what: "anchors" },
  },
  "yaml-documents": {
    why: "Everything behind the line would be another document, and most tools read only the first.",
    example: {},
  },
  "yaml-directive": { why: "A directive changes how the rest of the file is read.", example: {} },
  "yaml-key": { why: "The key has a meaning to programs, or is no plain text.", example: { key: "__proto__" } },
  "file-missing": {
    why: "A file that cannot be read looks like people who left. So nothing is planned until it can.",
    example: { file: "users/sales.yaml", reason: "permission denied" },
  },
  "file-outside": {
    why: "A link out of the repository could bring in anything, and nobody reviews what is behind it.",
    example: { file: "users/sales.yaml" },
  },
  "pattern-outside": {
    why: "Only files of this repository are reviewed, so only they are read.",
    example: { pattern: "../other/*.yaml" },
  },
  "file-irregular": {
    why: "Only ordinary files can be read safely.",
    example: { file: "users/sales.yaml", kind: "a folder" },
  },
  "file-kind": {
    why: "The end of a file's name says how it is read, and this one says nothing meibo knows.",
    example: { file: "users/sales.xlsx" },
  },
  "no-config": {
    why: "meibo.yaml says which tenant, which files and which limits. Without it nothing can be done.",
    example: { file: "meibo.yaml" },
  },
  "file-large": {
    why: "No roster is as large as this; the file is probably something else.",
    example: { size: "40.0 MiB", limit: "32 MiB" },
  },
  "files-large": {
    why: "No roster is as large as this; the patterns probably match too much.",
    example: { limit: "256 MiB" },
  },
  "files-many": {
    why: "No roster has so many files; the patterns probably match too much.",
    example: { count: 20_412, limit: 20_000 },
  },
  "file-changed": {
    why: "Something wrote the file in the same moment, so half of it may be old. Half a file looks like people who left.",
    example: { file: "users/sales.yaml" },
  },
  "file-names-alike": {
    why: "Most computers keep only one of the two files, and the people of the other one would look like people who left.",
    example: { file: "users/sales.yaml", other: "users/Sales.yaml" },
  },
  "cell-cut": {
    why: "Spreadsheets drop whatever goes beyond this length, without a word.",
    example: { limit: 32_767 },
  },
  "line-long": { why: "A line as long as this is damage, or no roster.", example: { size: "70 KiB", limit: "64 KiB" } },
  "too-deep": {
    why: "A roster needs about five levels; more are damage, or meant to do harm.",
    example: { limit: 32 },
  },
  "too-many-parts": {
    why: "Every part of a file takes memory, and a file as crowded as this could bring the machine down.",
    example: { limit: 500_000, what: "lines and commas" },
  },
  "too-many-keys": { why: "Users are a list. A map with so many keys is something else.", example: { limit: 2_000 } },
  "control-character": {
    why: "The character cannot be seen and can make a line read differently from what it is.",
    example: { character: "U+202E (right-to-left override)" },
  },
  "conflict-marker": {
    why: "Two versions of the file were not joined. Nobody has decided which one is right.",
    example: {},
  },
  "line-ends": {
    why: "Programs that disagree on where a line ends also disagree on what stands in it.",
    example: { found: "CRLF and LF" },
  },
  "no-match": {
    why: "A pattern that finds nothing is more often a mistyped one than an empty department, and looks like people who left.",
    example: { pattern: "user/**/*.yaml", key: "sources.users" },
  },
  "config-version": {
    why: "The file was written for a newer meibo and may say things this one would pass over.",
    example: { version: 2 },
  },
  "spaces-trimmed": {
    why: "Spaces at the ends of a cell are nearly always an accident. They were left out.",
    example: { value: "“ 2101”" },
  },
  "roles-disagree": {
    why: "The person has two roles that say different things. The last one counts, which may surprise you.",
    example: { first: "sales-agent", second: "viewer", key: "phone.enabled" },
  },
  "approval-twice": {
    why: "Two approvals for one delete may ask for different things.",
    example: { loginId: ANN, first: "approvals.yaml:3" },
  },
  "impact-unknown": {
    why: "Whoever approves a delete acknowledges what is lost by its id; a mistyped one acknowledges nothing.",
    example: { code: "DEL-A90", suggestion: "did you mean DEL-A09?" },
  },
  "schema-stale": {
    why: "An editor that follows old schemas does not offer a new role, and marks it as wrong.",
    example: { file: "schemas/users.schema.json" },
  },
  "file-exists": {
    why: "meibo never writes over a file that it did not make in the same step.",
    example: { file: "users/imported.yaml" },
  },
  "sheet-exists": {
    why: "It may hold work that somebody did in a spreadsheet.",
    example: { file: "sales.csv" },
  },
  "plan-among-sources": {
    why: "The next run would read the plan as a list of people.",
    example: { file: "users/plan.yaml", kind: "users", pattern: "users/**/*.yaml" },
  },
  "login-id-format": {
    why: "MiiTel would reject it, or the person could not sign in with it.",
    example: { loginId: "ann@", reason: "nothing stands behind the @" },
  },
  "login-id-upper": {
    why: "Whether MiiTel tells upper from lower case is not known; identity providers often do.",
    example: { loginId: "Ann@aoba.example" },
  },
  "login-id-case": {
    why: "It is the same person. meibo keeps the tenant's spelling.",
    example: { loginId: "Ann@aoba.example", actual: ANN },
  },
  "name-empty": { why: "MiiTel shows the name everywhere and needs one.", example: {} },
  "name-long": { why: "MiiTel takes at most 30 characters and would reject the row.", example: { length: 34 } },
  "name-form": {
    why: "The name would look different from what was meant, or could not be found by searching.",
    example: { name: "“佐藤 花子 ”", reason: "ends with a space" },
  },
  "name-encoding": {
    why: "The encoding of the console's files has no such character and would write another one in its place without a word.",
    example: {
      value: "𠮷田 花子",
      encoding: "shift_jis",
      characters: "𠮷 (U+20BB7)",
      hint: "use another character, or choose utf-8 as connector.handoff.encoding and in the console",
    },
  },
  "name-twice": {
    why: "Both may be right. In reports the two cannot be told apart.",
    example: { name: "田中 誠", first: ANN, second: BOB },
  },
  "formula-start": {
    why: "When somebody opens the file in a spreadsheet, the text is run as a formula.",
    example: { value: "=SUM(A1)", character: "=" },
  },
  "login-id-domain": {
    why: "An address outside of the company may belong to a stranger.",
    example: { loginId: "ann@gmail.example", allowed: "aoba.example" },
  },
  "more-alike": {
    why: "After a hundred problems of one kind the rest is counted, so that the others can be seen.",
    example: { kind: "name-twice", code: "MB1106", more: 1400, total: 1500 },
  },
  "login-id-unusual": {
    why: "The form allows it, but one dot makes it another person's Login ID.",
    example: { loginId: "ann@aoba.example.", reason: "ends with a dot, so it is not the ID without it" },
  },
  "login-id-long": {
    why: "It works as far as is known, but is more often a mistake.",
    example: { loginId: "a-very-long-login-id-that-somebody-pasted-twice-into-one-cell@aoba.example", length: 74 },
  },
  "extension-format": {
    why: "MiiTel takes 3 to 6 digits and would reject the row.",
    example: { extension: "12", hint: "too short; if it began with zeros, a spreadsheet dropped them" },
  },
  "extension-twice": {
    why: "Two people cannot have one number; MiiTel would reject the second.",
    example: { extension: "2101", first: ANN, second: BOB },
  },
  "extension-twins": {
    why: "Two people can hardly have been given 0123 and 123. Most likely one number lost its zero.",
    example: { extension: "123", second: BOB, other: "0123", first: ANN },
  },
  "extension-short": {
    why: "A number that lost its leading zero is still a number, and the person would be moved to it.",
    example: { extension: "123", file: "users/sales.csv", usual: 4 },
  },
  "extension-group": {
    why: "Groups have numbers of their own, and calls may go to the group instead of the person.",
    example: { extension: "2101", loginId: ANN, group: "Sales" },
  },
  "extension-taken": {
    why: "Somebody who is not in this change has the number and keeps it; MiiTel would reject the row.",
    example: { extension: "2101", loginId: ANN, other: BOB },
  },
  "extension-zeros": {
    why: "The number may have lost its zeros in a spreadsheet; the person would get another number than people dial.",
    example: { extension: "123", loginId: ANN, actual: "0123" },
  },
  "extension-pool": {
    why: "The department has numbers of its own; this one belongs to somebody else or to nobody.",
    example: { extension: "9101", pool: "tokyo-sales", ranges: "2100-2199" },
  },
  "pool-unknown": {
    why: "The file names a pool that meibo.yaml does not describe.",
    example: { pool: "tokyo-sale", suggestion: "did you mean tokyo-sales?" },
  },
  "pool-full": {
    why: "Every number of the pool is held by somebody in MiiTel, declared in a file, or the number of a group.",
    example: { pool: "tokyo-sales", ranges: "2100-2199" },
  },
  "pool-format": {
    why: "The range cannot be read, so no number can be checked against it.",
    example: { range: "2100..2199" },
  },
  "value-unknown": {
    why: "MiiTel knows only certain values here; any other would be rejected or, worse, mean something else.",
    example: { value: "maybe", key: "phoneMobile.enabled", hint: "write yes or no" },
  },
  "time-zone-not-allowed": {
    why: "The company said which time zones it uses; another one is probably a slip of a code.",
    example: { timeZone: "America/Denver", allowed: "Asia/Tokyo, Asia/Jakarta" },
  },
  "date-format": {
    why: "A date that is read wrongly locks somebody out on the wrong day.",
    example: { value: "2026-02-30", hint: "the calendar has no such day" },
  },
  "spreadsheet-error": {
    why: "The text that stood there is gone; nobody is called #REF!.",
    example: { column: "department", value: "#REF!" },
  },
  "spreadsheet-change": {
    why: "Spreadsheets change what they take for numbers, dates or formulas, without a word.",
    example: {
      column: "employeeId",
      value: "1.00E+05",
      reason: "it is a long number cut to its first digits",
      hint: "the other digits are lost: write them again, and format the column as text",
    },
  },
  "dates-order": {
    why: "One of the two dates must be wrong.",
    example: { later: "endDate", laterDay: "2026-03-31", earlier: "startDate", earlierDay: "2026-04-01" },
  },
  "phone-mobile-needs-phone": { why: "MiiTel rejects MiiTel Phone Mobile without MiiTel Phone.", example: {} },
  "cc-admin-needs-call-center": {
    why: "MiiTel rejects administrators of the Call Center who may not use it.",
    example: {},
  },
  "bot-needs-meetings": { why: "MiiTel rejects the bot without MiiTel Meetings.", example: {} },
  "monitoring-needs-phone": {
    why: "Listening in works only together with MiiTel Phone; the permission would do nothing.",
    example: {},
  },
  "dialer-needs-call-center": {
    why: "The setting belongs to the Call Center; without it the permission would do nothing.",
    example: {},
  },
  "not-subscribed": {
    why: "The contract does not have the product, so the tenant has no such column.",
    example: { key: "recPod.enabled", subscription: "recPod" },
  },
  "zero-trap": {
    why: "In most columns 0 is “no”. In these three it is “all meetings”, which lets people share and download everything.",
    example: { key: "meetings.downloadFiles" },
  },
  "too-few-admins": {
    why: "Somebody must be left who can sign in to MiiTel Admin and mend things.",
    example: { left: 1, limit: 2, who: `${ANN} would be deactivated` },
  },
  "selection-needs-admin": {
    why: "A part of a plan may take admin from somebody whose successor is in the other part.",
    example: { left: 1, limit: 2 },
  },
  "protected-user": {
    why: "meibo.yaml says that this account must always keep its access.",
    example: { loginId: ANN, what: "this plan would deactivate the user" },
  },
  "own-account": {
    why: "Once it has lost its access, nothing that comes after can be done or undone.",
    example: { loginId: ANN, what: "this plan would deactivate the user" },
  },
  "too-many-deletes": {
    why: "So many deletes at once are more often a mistake than meant, and none can be undone.",
    example: {
      count: 12,
      percent: "8.7 %",
      total: 138,
      limit: 5,
      limitPercent: "5 %",
      recent: " (4 of them by earlier runs, guards.windowDays)",
      source: "; 8 of 8 come from users/sales.csv",
    },
  },
  "too-many-deactivations": {
    why: "So many people losing access at once is more often a lost file or a filled-down column than meant.",
    example: {
      count: 41,
      percent: "31.3 %",
      total: 131,
      limit: 20,
      limitPercent: "20 %",
      recent: "",
      source: "; 38 of 41 come from users/sales.csv; 38 of 41 by endDate 2026-11-28 (filled down?)",
    },
  },
  "too-many-updates": {
    why: "One word in a role can change a whole company.",
    example: {
      count: 90,
      percent: "65.2 %",
      total: 138,
      limitPercent: "50 %",
      recent: "",
      source:
        '; 58 of 90 come from users/sales.yaml; 90 of 90 change column "Monitoring privileges" [monitoring], 90 of them to yes, said by role sales (roles/sales.yaml:4)',
    },
  },
  "too-many-creates": {
    why: "So many new people at once usually means that the wrong tenant was read.",
    example: { count: 138, recent: "", limit: 100, source: "; 138 of 138 come from users/all.yaml" },
  },
  "too-many-admin-changes": {
    why: "An admin can do everything, so many changes of admins at once are looked at more closely than others.",
    example: {
      count: 4,
      limit: 3,
      who: `${ANN}, ${BOB} and 2 more`,
      source:
        '; 4 of 4 come from users/all.yaml; 4 of 4 change column "MiiTel Admin" [admin], 4 of them to yes, said by role lead (roles/lead.yaml:4)',
    },
  },
  "unmanaged-users": {
    why: "meibo.yaml says that everybody in the tenant must stand in a file.",
    example: { count: 2, who: `${ANN}, ${BOB}` },
  },
  "delete-not-approved": {
    why: "A delete destroys analytics for good, so somebody else must have said yes to exactly this one.",
    example: {
      loginId: ANN,
      reason: "there is no entry for this user",
      hint: `add an entry for ${ANN} to approvals.yaml that acknowledges DEL-A09`,
    },
  },
  "deletes-forbidden": { why: "meibo.yaml says that nobody is ever deleted.", example: { loginId: ANN } },
  "waiting-period": {
    why: "What was switched off by mistake can be switched on again; what was deleted is gone. The days between are for noticing.",
    example: { loginId: ANN, days: 30, from: "2026-12-28" },
  },
  "file-policy": {
    why: "meibo.yaml says what each file may give, so that whoever may change a file cannot give themselves more.",
    example: {
      file: "users/sales.yaml",
      key: "admin",
      value: "yes",
      who: ANN,
      match: "users/**",
      source: ", said by role sales-lead (roles/sales.yaml:4)",
    },
  },
  "role-required": {
    why: "Permissions of people without a role are looked at by nobody together.",
    example: { who: ANN, file: "users/sales.yaml" },
  },
  "too-many-overrides": {
    why: "A role that is overruled in many words says nothing any more of what the person may do.",
    example: {
      who: ANN,
      file: "users/sales.yaml",
      count: 4,
      limit: 3,
      keys: "admin, monitoring, phone.enabled, phoneMobile.enabled",
    },
  },
  "base-limits": {
    why: "A change that widens a limit must not profit from it before somebody agreed to it.",
    example: { codes: "MB2302" },
  },
  "empty-roster": {
    why: "Files that declare nobody are lost files. They are never an order to lock everybody out.",
    example: { managed: 138 },
  },
  "empty-tenant": {
    why: "A tenant without anybody is the wrong tenant, or an answer that was cut off.",
    example: { managed: 138 },
  },
  "tenant-shrank": {
    why: "A tenant that lost so many people at once has probably answered in part.",
    example: { now: 80, before: 138, percent: "42 %", limitPercent: "20 %" },
  },
  "file-end-lost": {
    why: "A file that was cut off, emptied or lost takes its last people with it, and nobody can tell that from people who left. So whoever stands last in a file leaves it by a word, not by a missing line.",
    example: { file: "users/jakarta.csv", last: BOB, count: 2, who: `${ANN}, ${BOB}` },
  },
  "login-id-rename": {
    why: "It is not certain that a file can change a Login ID, so a person does it on the screen.",
    example: { loginId: "yui.kato@aoba.example", before: "yui.nakamura@aoba.example" },
  },
  "rename-question": {
    why: "A new account has none of the person's history, and the old one would be switched off. Whether that is meant, only people know.",
    example: { loginId: "yui.kato@aoba.example", other: "yui.nakamura@aoba.example", same: "name" },
  },
  "rename-extension": {
    why: "A new account for somebody who only changed the Login ID would leave the history behind; and two accounts cannot have one number.",
    example: {
      loginId: "yui.kato@aoba-denki.example",
      other: "yui.nakamura@aoba-denki.example",
      same: "name",
      extension: "2105",
    },
  },
  "by-hand": {
    why: "Not every way into MiiTel can do everything. What meibo cannot do is neither forgotten nor done half-way.",
    example: { kind: "delete", connector: "http", count: 1, who: "ken.mori@aoba-denki.example" },
  },
  "account-twice": {
    why: "One account cannot be deleted for one entry and kept for another.",
    example: {
      loginId: "yui.kato@aoba.example",
      what: "delete",
      account: "yui.nakamura@aoba.example",
      other: "yui.nakamura@aoba.example",
      otherWhat: "keep",
    },
  },
  "not-in-snapshot": {
    why: "Some files of the console leave people out. Creating somebody who is only not listed would make a second account.",
    example: { loginId: "ken.mori@aoba.example" },
  },
  "former-exists": {
    why: "One of the two would keep its access without anybody looking after it.",
    example: { loginId: "yui.kato@aoba.example", before: "yui.nakamura@aoba.example" },
  },
  "gone-from-tenant": {
    why: "A user created anew has none of the old history.",
    example: { loginId: ANN },
  },
  "selection-needs-extension": {
    why: "Two people never have one number. The whole plan would free it first; the selected part alone would not.",
    example: { loginId: ANN, extension: "2101", other: BOB },
  },
  "selection-needs-seat": {
    why: "The whole plan fits into the contract only because others give seats back; the selected part alone does not.",
    example: { of: "phone", users: ANN, others: BOB },
  },
  "seats-exceeded": {
    why: "The contract caps users, in total and for each product. The tenant would refuse some of them half-way through.",
    example: { after: 52, of: "phone", limit: 50, now: 49, who: `${ANN}, ${BOB}`, free: "ken.mori@aoba.example" },
  },
  "seats-need-delete": {
    why: "Deletes go last, because they cannot be undone. Here new users would find no seat until somebody is deleted.",
    example: { who: ANN },
  },
  "seats-short-meanwhile": {
    why: "At the end everybody has a seat, but in between more people hold one than the contract allows, and the tenant would refuse them.",
    example: { peak: 51, of: "total", limit: 50 },
  },
  "seats-nearly-full": {
    why: "More seats take an agreement with RevComm, so it is good to know before the last one is gone.",
    example: { after: 48, limit: 50, of: "phone", now: 45, left: 2 },
  },
  "extension-cycle": {
    why: "People swap numbers in a circle, and nobody can go first without a number to wait on.",
    example: { users: `${ANN}, ${BOB}` },
  },
  "console-header": {
    why: "The first line does not name the columns that the console writes, so the cells cannot be told apart.",
    example: { reason: "there is no column Login ID" },
  },
  "console-unknown-columns": {
    why: "The console has columns that this meibo does not know. Their cells go back as they came.",
    example: { columns: "Shoe size" },
  },
  "encoding-unknown": {
    why: "The bytes are text in no encoding meibo reads; guessing would change names.",
    example: { offset: 118 },
  },
  "encoding-mixed": {
    why: "Two files in two encodings were joined; read in either of them, the names of the other half would be wrong.",
    example: { other: 12 },
  },
  "encoding-declared": {
    why: "meibo.yaml says how the file is encoded, and it is not; reading it anyway would change names.",
    example: { encoding: "shift_jis", offset: 118 },
  },
  "encoding-yaml": {
    why: "YAML is always UTF-8; reading it as anything else would change names.",
    example: { offset: 118 },
  },
  "encoding-wide": {
    why: "The file is of another kind than its name says.",
    example: { encoding: "an Excel workbook", hint: "in Excel: Save As, CSV UTF-8 (Comma delimited)" },
  },
  "console-empty": { why: "A download without people cannot be told from one that went wrong.", example: {} },
  "tenant-moved": {
    why: "The plan was made for how this person was then. Somebody has changed them since.",
    example: { loginId: ANN },
  },
  "plan-moved": {
    why: "Somebody looked at a plan and agreed to that. What would be done now to this person is something else, so nobody has agreed to it.",
    example: {
      loginId: ANN,
      file: "plan.json",
      before: "update",
      now: "another update",
      moved: "the tenant changed",
    },
  },
  "plan-extension-taken": {
    why: "Two people cannot have one extension. Whoever looked at the plan did not know that somebody would take it.",
    example: { loginId: ANN, extension: "2199", file: "plan.json", other: BOB },
  },
  "plan-seats-taken": {
    why: "Whoever looked at the plan saw seats enough. Somebody took them since, so the plan as it was agreed to cannot be carried out.",
    example: { users: ANN, of: "phone", file: "plan.json", others: BOB },
  },
  "plan-order-moved": {
    why: "The same changes in another order are another plan where people swap extensions or wait for each other's seats.",
    example: { file: "plan.json" },
  },
  "plan-done": {
    why: "Somebody applied it before, or did the same by hand. A second time is never needed.",
    example: { file: "plan.json" },
  },
  "row-rejected": {
    why: "MiiTel did not take the row; it says why.",
    example: { loginId: ANN, chunk: "3-update-001", row: 12, cause: "extension already in use" },
  },
  "not-visible-yet": {
    why: "MiiTel took the change and does not show it yet.",
    example: { loginId: ANN, what: "not in the user list" },
  },
  "lock-held": {
    why: "Two applies at once could undo each other's work.",
    example: { holder: "ann@desk (run 2026-12-01T0012-3f9c2a7d)", since: "2026-12-01T00:12:44Z" },
  },
  "lock-just-taken": {
    why: "Two applies at once could undo each other's work. The other began so shortly ago that it has not left its name yet.",
    example: {},
  },
  "tenant-unreadable": {
    why: "Without knowing how things are, nothing can be planned.",
    example: { reason: "connection refused", hint: "nothing was planned; try again" },
  },
  "plan-invalid": {
    why: "Only a plan that is whole, unchanged and of this tenant is carried out.",
    example: { file: "plan.json", reason: "it was changed after it was made" },
  },
  "base-unreadable": {
    why: "Without the limits of the base branch a change could widen its own.",
    example: { revision: "origin/main", reason: "unknown revision" },
  },
  "state-unusable": {
    why: "Without it meibo would not know whom it manages, and would take people for strangers.",
    example: { reason: "file is not a database" },
  },
  "state-damaged": {
    why: "Its records carry checksums, and some do not add up. Going on would mean acting on what nobody wrote.",
    example: { reason: ".meibo/state.db: record 12 of the journal is damaged" },
  },
  "state-newer": {
    why: "An older meibo could misread it, and would write what the newer one cannot use.",
    example: { reason: ".meibo/state.db has layout 3" },
  },
  "run-unknown": {
    why: "Only a run that stands in the journal can be shown or undone.",
    example: { run: "2026-12-02", hint: "meibo log lists the runs" },
  },
  "run-ambiguous": {
    why: "Several runs have a name that begins like this, and a guess could show or undo the wrong one.",
    example: { run: "2026-12", count: 2, runs: "2026-12-01T0915-3f9c2a7d, 2026-12-02T1730-0b1c2d3e" },
  },
  "lock-alive": {
    why: "Two runs at once could undo each other's work. Only the end of its process frees a lock of this kind.",
    example: { holder: "ann on mac-12 (run 2026-12-01T0915-3f9c2a7d)", since: "2026-12-01 09:15", host: "mac-12" },
  },
  "not-agreed-unlock": {
    why: "Taking the lock from a run that lives ends its work half way.",
    example: {},
  },
  "not-agreed-repair": {
    why: "People whom the ledger loses are strangers to the next plan.",
    example: {},
  },
  "repair-kind": {
    why: "meibo can look into a file of its own; a database has its own tools for that.",
    example: { kind: "postgres" },
  },
  "repair-nothing": {
    why: "Without a file there is nothing to save.",
    example: { file: ".meibo/state.db" },
  },
  "not-a-copy": {
    why: "What somebody else wrote is not overwritten.",
    example: { file: "notes.json" },
  },
  "trace-unset": {
    why: "Spans need somebody who receives them.",
    example: {},
  },
  "trace-packages": {
    why: "Tracing is for few, so what it needs does not come with meibo.",
    example: { reason: "they are not installed" },
  },
  "trace-unsent": {
    why: "The receiver did not answer in time, and a run does not wait for those who watch it.",
    example: { endpoint: "http://localhost:4318/" },
  },
  "run-without-plan": {
    why: "The journal says what was done to whom, and not what it was meant to cost them; a report shows both.",
    example: { run: "2026-12-01T0915-3f9c2a7d" },
  },
  "sheet-zeros": {
    why: "Opening and saving a sheet must not change anybody's number.",
    example: { column: "extension", loginId: ANN, value: "123", held: "0123" },
  },
  "undo-invalid": {
    why: "How users were before the run does not fit what the files say elsewhere now, for example because somebody else has the number.",
    example: {},
  },
  "only-nobody": {
    why: "A mistyped name would otherwise look like somebody with nothing to do.",
    example: { pattern: "role:veiwer", hint: "did you mean viewer?" },
  },
  "selects-nobody": {
    why: "A mistyped name would otherwise look like people with nothing to show or to change.",
    example: { selected: "--role veiwer", hint: "did you mean viewer?" },
  },
  "selection-saved": {
    why: "A saved plan is applied as it was looked at, whole; a part of it would be a plan that nobody has seen.",
    example: { file: "plan.json", flags: "--only role:viewer" },
  },
  "connector-missing": {
    why: "This version cannot speak to such a tenant.",
    example: { kind: "browser", known: "local" },
  },
  "store-missing": {
    why: "This version cannot keep its memory there.",
    example: { kind: "git", known: "sqlite, postgres" },
  },
  "not-approved-here": { why: "A plan is only carried out when somebody said yes to it.", example: {} },
  "nothing-planned": {
    why: "Before it plans, a run finds out what became of everything that earlier runs sent. Without that a plan would be a guess.",
    example: { reason: "the tenant could not be read" },
  },
  "resume-alone": {
    why: "The last run had its own people. Choosing others would be another run.",
    example: { flags: "--due" },
  },
  "sheet-among-sources": {
    why: "A sheet is a copy of what the files say, for a spreadsheet; among the files it would be read as people.",
    example: { file: "users/sales.csv", kind: "users", pattern: "users/**/*.csv" },
  },
  "not-agreed": { why: "A plan is only carried out when somebody said yes to it.", example: {} },
  "row-held": {
    why: "MiiTel took none of the rows because one of them was wrong. This row was not at fault.",
    example: { loginId: ANN, chunk: "3-update-001", row: 12, cause: "another row was rejected" },
  },
  environment: {
    why: "A file could not be read or written. That is nothing in the roster.",
    example: { reason: "EACCES: permission denied, open 'plan.json'" },
  },
  "tenant-filled": { why: "Filling it again would mix two companies.", example: { count: 138 } },
  "serve-open": {
    why: "Tokens, names and first passwords would travel unencrypted through a network in which others may listen.",
    example: { host: "0.0.0.0" },
  },
  "serve-failed": {
    why: "Another program has the port, or a file of the certificate cannot be read.",
    example: { reason: "listen EADDRINUSE: address already in use 127.0.0.1:8787" },
  },
  "no-token": {
    why: "A token that was not revoked because of a typing error would go on working.",
    example: { id: "0f8c1f0e-6d0c-4d4e-9d3e-2b7f6a1c9e55" },
  },
  "no-tenant-user": {
    why: "Nobody else's password is to be changed because of a typing error.",
    example: { loginId: "it-admin@aoba-denki.example" },
  },
  "not-an-admin": {
    why: "The password is made all the same, for the user may become an admin later.",
    example: { loginId: "yui.nakamura@aoba-denki.example" },
  },
  "not-agreed-reset": { why: "Everybody in the embedded tenant would be gone.", example: {} },
  "import-source": {
    why: "An import writes a file, so it must be plain what goes into it and where it goes.",
    example: { hint: "name files of the console, or use --from-connector, not both" },
  },
  "state-not-ignored": {
    why: "What meibo remembers names people. In a git repository it would be kept for ever.",
    example: {},
  },
  "init-unasked": {
    why: "A folder that is made of guesses would look like one that somebody decided on.",
    example: {},
  },
  "init-not-written": {
    why: "All files of a new folder are written, or none: half of them may look finished.",
    example: { file: "schemas/users.schema.json", reason: "ENOSPC: no space left on device, write" },
  },
  "init-half-written": {
    why: "A folder with half of its files may look finished. What is left over is named, because the machine would not let it be removed.",
    example: { file: "schemas/users.schema.json", reason: "EIO: i/o error, write", names: "meibo.yaml" },
  },
  "repository-public": {
    why: "Everybody on the Internet could read who works for the company, and a commit that was public once stays known.",
    example: {},
  },
  "login-unknown": {
    why: "Only people who stand in a file have values that a file explains; everybody else is as MiiTel has them.",
    example: { loginId: "anm@aoba.example", hint: "did you mean ann@aoba.example?" },
  },
  "not-in-tenant": {
    why: "A Login ID was mistyped, or the user was deleted.",
    example: { loginId: "bop@aoba.example", hint: "did you mean bob@aoba.example?" },
  },
  "field-unknown": {
    why: "A field is asked for by its key, and no user has one of that name.",
    example: { field: "extention", hint: "did you mean extension?" },
  },
  "no-drift": {
    why: "Only what somebody changed in MiiTel can be taken over into the files; a difference that comes from the files is carried out by an apply.",
    example: { loginId: ANN },
  },
  "revision-unknown": {
    why: "Without the older version nobody can say what changed.",
    example: { revision: "origin/main", reason: "unknown revision" },
  },
  "edit-invalid": {
    why: "A command must not leave files behind that the next plan refuses.",
    example: {},
  },
  "edit-unwritable": {
    why: "Half of a wish is not what was asked for, so nothing of it is written.",
    example: {
      key: "state",
      loginId: "ann@aoba.example",
      file: "users/nagoya.console.csv",
      reason: "the console names the columns of this file",
    },
  },
  "edit-characters": {
    why: "A character that is lost in a name makes another name of it.",
    example: { file: "users/a.csv", encoding: "shift_jis", characters: "é" },
  },
  "assignment-form": {
    why: "Without the key nobody knows what shall be changed.",
    example: { text: "sales-lead" },
  },
  "assignment-none": {
    why: "A command without a wish is most likely cut off.",
    example: {},
  },
  "word-needed": {
    why: "Without a Login ID and a name an entry is nobody's.",
    example: { key: "loginId" },
  },
  "word-empty": {
    why: "An empty value could mean no value, or a slip.",
    example: { key: "extension" },
  },
  "word-twice": {
    why: "Nobody can tell which of the two is meant.",
    example: { key: "extension" },
  },
  "adopt-nobody": {
    why: "Taking over an account that is not there would create one.",
    example: { loginId: "ann@aoba.example" },
  },
  "add-where": {
    why: "In which file somebody stands decides which defaults hold, and who is asked for a review.",
    example: { files: "users/it.yaml, users/sales.yaml" },
  },
  "add-pool": {
    why: "The next free number is one of a pool.",
    example: { file: "users/sales.yaml" },
  },
  "file-of-console": {
    why: "Its rows and columns are the console's; a row of meibo's would leave cells empty that the console fills.",
    example: { file: "users/nagoya.console.csv" },
  },
  "file-of-one": {
    why: "A file with user: speaks of one person.",
    example: { file: "users/osaka/rei.yaml" },
  },
  "columns-missing": {
    why: "A word without a column would be lost.",
    example: { file: "users/sales.csv", keys: "startDate" },
  },
  "new-table": {
    why: "The columns of a new table are for people to choose.",
    example: { file: "users/new.csv" },
  },
  "move-nowhere": {
    why: "There is nothing to move.",
    example: { loginId: "ann@aoba.example", file: "users/sales.yaml" },
  },
  "move-comments": {
    why: "What somebody wrote down is not thrown away unasked.",
    example: { loginId: "ann@aoba.example" },
  },
  "approval-there": {
    why: "Two approvals of one delete would contradict each other.",
    example: { loginId: "ann@aoba.example" },
  },
  "approve-nobody": {
    why: "An approval names what is lost, and nobody knows what that would be.",
    example: { loginId: "ann@aoba.example" },
  },
  "accept-alone": {
    why: "Lines that go move the others, and each change shall be readable by itself.",
    example: { loginId: "ann@aoba.example" },
  },
  "people-missing": {
    why: "A change of everybody must be asked for by name.",
    example: {},
  },
  "no-source": {
    why: "A mistyped file would otherwise look like one with nothing to change.",
    example: { file: "users/slaes.yaml", suggestion: "did you mean users/sales.yaml?" },
  },
  "hr-profile": {
    why: "Every HR system names its columns in its own way.",
    example: { profile: "smrthr", hint: "did you mean smarthr?" },
  },
  "hr-column": {
    why: "A column that is missing would look like a person of whom nothing is known.",
    example: { column: "退職日", hint: "did you mean 退社年月日?" },
  },
  "hr-twice": {
    why: "Two rows of one person may say two things.",
    example: { key: "employeeId", value: "10231", line: 2 },
  },
  "hr-unclear": {
    why: "Nobody can tell which of them is meant.",
    example: { employeeId: "10231", users: "ann@aoba.example, bob@aoba.example" },
  },
  "hr-no-room": {
    why: "A joiner who is left out would be missed on the first day.",
    example: { loginId: "ann@aoba.example", file: "users/nagoya.console.csv" },
  },
  "edit-stray": {
    why: "Somebody in a file that is not read would be nobody.",
    example: { file: "people/new.yaml", patterns: "users/**/*.yaml, users/**/*.csv" },
  },
};
