import { ENCODINGS } from "../model/encoding.ts";
import { FIELD_KEYS, SUBSCRIPTIONS, VALUE_KEYS } from "../model/fields.ts";
import {
  CONNECTOR_KINDS,
  DEFAULT_SETTINGS,
  HEADER_LANGUAGES,
  HIGHEST_LIMITS,
  LANGUAGES,
  REMOVALS,
  STORE_KINDS,
  UNMANAGED,
} from "../model/settings.ts";
import { definitions } from "./definitions.ts";
import { choice, count, flag, list, map, reference, type Schema, table, text } from "./schema.ts";

const GUARDS = DEFAULT_SETTINGS.guards;
const glob = text("A path from the folder of meibo.yaml; * is any name, ** any folders.");
const globs = (description: string, usual: readonly string[]): Schema => list(glob, { description, default: usual });
const percent = (description: string, usual: number): Schema => ({
  type: "number",
  minimum: 0,
  maximum: 100,
  description,
  default: usual,
});
const usual = (description: string, limit: number): Schema => count(description, { default: limit });
const duration = (description: string, examples: readonly string[]): Schema =>
  text(description, { pattern: "^\\d+(ms|s|m|h)$", examples });
const size = (description: string, highest: string): Schema =>
  text(`${description} At most ${highest}.`, { pattern: "^\\d+ ?[KMG]i?B$", default: highest });
const environment = (description: string): Schema => text(description, { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" });
const pattern = text("A Login ID; * is any run of characters.", { examples: ["*@support.example"] });
const key = choice(VALUE_KEYS, "A field of a user.");
const seat = (product: string): Schema => ({
  type: ["integer", "null"],
  minimum: 0,
  description: `Seats of the contract: ${product}. null is not checked.`,
});

const connector = map(
  {
    kind: choice(CONNECTOR_KINDS, "How the tenant is read and written.", { default: "local" }),
    local: map({ database: text("File of the embedded tenant.", { default: ".meibo/tenant.db" }) }),
    http: map(
      {
        url: text("Address of the tenant API, without /v1.", { examples: ["https://meibo.aoba-denki.example"] }),
        tokenEnv: environment("Variable that holds the token."),
        allowPrivate: flag("May its name lead to an address inside a company's network?", { default: false }),
        proxy: text("Address of a proxy, without name and password; those of the environment are not used.", {
          pattern: "^https?://[^/?#@]+/?$",
          examples: ["http://proxy.example:3128"],
        }),
      },
      { required: ["url"] },
    ),
    browser: map(
      {
        url: text("Address of the sign-in page."),
        userEnv: environment("Variable that holds the Login ID."),
        passwordEnv: environment("Variable that holds the password."),
        language: choice(["auto", ...HEADER_LANGUAGES], "Language of the console's pages."),
      },
      { required: ["url"] },
    ),
    handoff: map({
      encoding: choice(ENCODINGS, "What is chosen in the console's Encoding box."),
      headerLanguage: choice(["auto", ...HEADER_LANGUAGES], "Language of the header row."),
      actual: text("Folder where downloaded files are put.", { default: ".meibo/actual" }),
    }),
    chunkSize: count("Most users in one upload.", { minimum: 1, maximum: 100, default: 100 }),
  },
  { description: "The way to the tenant." },
);

const guards = map(
  {
    minAdmins: usual("Active admins that must be left.", GUARDS.minAdmins),
    maxAdminChanges: usual("Grants and revokes of admin together.", GUARDS.maxAdminChanges),
    maxDeletes: usual("Deletes in one plan.", GUARDS.maxDeletes),
    maxDeletePercent: percent("Deletes, as a share of all users.", GUARDS.maxDeletePercent),
    maxDeactivations: usual("Deactivations and releases in one plan.", GUARDS.maxDeactivations),
    maxDeactivatePercent: percent("The same, as a share of the active users.", GUARDS.maxDeactivatePercent),
    maxUpdatePercent: percent("Updates, as a share of all users.", GUARDS.maxUpdatePercent),
    maxCreates: usual("Creates in one plan.", GUARDS.maxCreates),
    maxShrinkPercent: percent("How much of the tenant may be gone since the last run.", GUARDS.maxShrinkPercent),
    minUsers: usual("Below so many users percentages do not count.", GUARDS.minUsers),
    deletes: choice(["approval", "forbidden"], "May anybody be deleted at all?", { default: GUARDS.deletes }),
    deleteAfterInactiveDays: usual("Days inactive before a delete.", GUARDS.deleteAfterInactiveDays),
    windowDays: usual("Limits also hold over so many days.", GUARDS.windowDays),
  },
  { description: "A plan above any of these is refused as a whole." },
);

const policy = map(
  {
    files: list(
      map(
        {
          match: glob,
          allow: list(text("A field, a field with a value, or *."), { examples: [["*"]] }),
          deny: list(text("A field, a field with a value, or *."), {
            examples: [["admin", "meetings.createExternalLink=all"]],
          }),
        },
        { required: ["match"] },
      ),
      { description: "What the users of a file may be given; the first match counts." },
    ),
    roles: map({
      requireFor: list(glob, { description: "Users in these files must have a role." }),
      maxOverrides: count("Own permissions that a user with a role may have."),
    }),
  },
  { description: "Rules about the files themselves." },
);

const apply = map(
  {
    concurrency: count("Chunks of one kind in flight.", { minimum: 1, maximum: 64, default: 4 }),
    maxFailedRows: usual("Rejected rows after which the run stops.", 10),
    settle: duration("Wait after an unknown outcome before the tenant is read again.", ["5m"]),
    onPlanChange: choice(["fail", "allow-smaller"], "When the tenant moved since the plan.", { default: "fail" }),
    waitForCreate: duration("Longest wait for new users to be listed.", ["20m"]),
    stopOnFirstFailedChunk: flag("Stop after the first chunk with a rejected row.", { default: false }),
  },
  { description: "How a plan is carried out." },
);

const NOTES = ["plan", "apply", "drift", "failure"];

const sections: Readonly<Record<string, Schema>> = {
  version: { type: "integer", const: 1, description: "Version of this file's format." },
  tenant: text("Short name of the tenant.", { pattern: "^[a-z0-9][a-z0-9-]*$", examples: ["aoba"] }),
  language: choice(LANGUAGES, "Language of what people read; keys and codes stay the same."),
  timeZone: reference("timeZone"),
  connector,
  state: map(
    {
      kind: choice(STORE_KINDS, "Where meibo remembers.", { default: "sqlite" }),
      path: text("File of the sqlite store.", { default: ".meibo/state.db" }),
      urlEnv: environment("Variable that holds the address of the postgres store."),
      ref: text("Ref of the git store.", { pattern: "^refs/.+$", examples: ["refs/meibo/aoba"] }),
    },
    { description: "What meibo remembers between runs." },
  ),
  subscriptions: list(choice(SUBSCRIPTIONS, "A part of the contract."), {
    description: "Parts of the contract; they decide which columns the tenant has.",
  }),
  seats: map(
    {
      total: seat("users"),
      phone: seat("MiiTel Phone"),
      phoneMobile: seat("MiiTel Phone Mobile"),
      callCenter: seat("MiiTel Call Center"),
      meetings: seat("MiiTel Meetings"),
      recPod: seat("MiiTel RecPod"),
      salesforce: seat("MiiTel for Salesforce"),
      countInactive: flag("Do deactivated users take a seat?", { default: true }),
      warnWithin: usual("Say so when fewer seats than this are left.", 3),
    },
    { description: "Seats of the contract." },
  ),
  sources: map(
    {
      users: globs("Files of users.", DEFAULT_SETTINGS.sources.users),
      roles: globs("Files of roles.", DEFAULT_SETTINGS.sources.roles),
      facts: globs("Files of facts.", DEFAULT_SETTINGS.sources.facts),
      approvals: text("File of approved deletes.", { default: DEFAULT_SETTINGS.sources.approvals }),
      encoding: table(choice(ENCODINGS, "An encoding."), {
        description: "Encodings of CSV files by path; the first match counts.",
        examples: [{ "users/nagoya.csv": "shift_jis" }],
      }),
      limits: map(
        {
          fileSize: size("Largest file.", "32MiB"),
          files: count("Most files.", { minimum: 1, maximum: HIGHEST_LIMITS.files, default: HIGHEST_LIMITS.files }),
          totalSize: size("All files together.", "256MiB"),
        },
        { description: "How much is read at most; these can be lowered, not raised." },
      ),
    },
    { description: "Which files are read." },
  ),
  defaults: map(
    { locale: reference("locale"), timeZone: reference("timeZone") },
    { description: "For users who say nothing else." },
  ),
  allowed: map(
    {
      loginIdDomains: list(text("A domain."), { description: "Domains that a Login ID may have." }),
      timeZones: list(reference("timeZone"), { description: "Time zones that may be used." }),
    },
    { description: "Narrower than what the tenant takes." },
  ),
  extensionPools: table(list(text("A range or a number.", { pattern: "^\\d{3,6}(-\\d{3,6})?$" })), {
    description: "Extension numbers by department; spare is used to break circles.",
    examples: [{ "tokyo-sales": ["2100-2199"], spare: ["9990-9999"] }],
  }),
  hrProfiles: table(
    map(
      {
        match: choice(["employeeId", "loginId"], "What tells people apart."),
        columns: map(
          {
            employeeId: text("The column of the employee ID."),
            name: list(text("A column of the name."), { description: "Joined with a space." }),
            loginId: text("The column of the address."),
            department: text("The column of the department."),
            startDate: text("The column of the first day."),
            endDate: text("The column of the last day."),
            status: map(
              {
                column: text("The column of the status."),
                map: table(choice(["active", "inactive"], "What the word means.")),
              },
              { required: ["column", "map"], description: "Who is not at work." },
            ),
          },
          { description: "How the export names what meibo wants of it." },
        ),
        fileByDepartment: table(text("A file of users."), { description: "Where joiners go." }),
      },
      { required: ["match", "columns"] },
    ),
    { description: "How exports of HR systems are read (meibo import hr)." },
  ),
  headers: map(
    Object.fromEntries([...FIELD_KEYS, "password"].map((name) => [name, list(text("A name of the column."))])),
    { description: "Further names of columns in the console's files." },
  ),
  onRemoval: choice(REMOVALS, "For a managed user whose entry is taken out.", { default: "deactivate" }),
  unmanaged: choice(UNMANAGED, "For a user who never stood in a file.", { default: "warn" }),
  ignore: list(pattern, { description: "Users who are none of meibo's business." }),
  protect: list(pattern, { description: "Users who are never deactivated, deleted or demoted." }),
  ignoreFields: list(key, { description: "Fields that are neither compared nor written." }),
  guards,
  policy,
  lifecycle: map(
    {
      createDaysBefore: usual("Days before startDate on which a user is created, inactive.", 0),
      deleteAfterDays: {
        type: ["integer", "null"],
        minimum: 0,
        description: "Days after endDate on which a delete is suggested; null is never.",
      },
    },
    { description: "What the calendar does." },
  ),
  passwords: map(
    {
      source: choice(["generate", "template"], "Who makes temporary passwords.", { default: "generate" }),
      deliver: choice(["age", "none"], "How people get them.", { default: "none" }),
      ageRecipients: list(text("A public key of age.", { pattern: "^age1[a-z0-9]+$" })),
    },
    { description: "Temporary passwords of new users." },
  ),
  apply,
  output: map(
    {
      redact: choice(["none", "names", "all"], "What comments and messages leave out.", { default: "none" }),
      comment: map({
        mode: choice(["always", "changes", "never"], "When a pull request gets a comment.", { default: "always" }),
        footer: text("Last line of the comment."),
      }),
    },
    { description: "What people are shown." },
  ),
  notify: map(
    {
      slack: map(
        {
          webhookEnv: environment("Variable that holds the webhook's address."),
          on: list(choice(NOTES, "An occasion.")),
          names: flag("Send the names of users.", { default: false }),
        },
        { required: ["webhookEnv"] },
      ),
    },
    { description: "Who is told." },
  ),
};

/** Of `meibo.yaml`. */
export const CONFIG_SCHEMA: Schema = map(sections, {
  title: "meibo configuration",
  description: "What meibo works on, and how carefully. Only version and tenant are required.",
  examples: [{ version: 1, tenant: "aoba", connector: { kind: "local" } }],
  required: ["version", "tenant"],
  definitions: definitions("locale", "timeZone"),
});
