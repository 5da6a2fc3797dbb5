import { fieldOf } from "../model/fields.ts";
import { STATES } from "../model/user.ts";
import { CONFIG_SCHEMA } from "./config-schema.ts";
import { definitions } from "./definitions.ts";
import { choice, flag, list, map, reference, type Schema, type SchemaName, table, text } from "./schema.ts";

const oneRole: Schema = { not: { required: ["role", "roles"] } };

const user = map(
  {
    loginId: reference("loginId"),
    previousLoginIds: list(reference("loginId"), { description: "Former Login IDs: declares a rename." }),
    name: text(fieldOf("name").description, { minLength: 1, maxLength: 30, examples: ["佐藤 花子"] }),
    employeeId: text("Number in the books of the company; never sent anywhere.", { examples: ["10231"] }),
    department: text("Where the user works; never sent anywhere.", { minLength: 1 }),
    extension: text(fieldOf("extension").description, { pattern: "^[0-9]{3,6}$", examples: ["2101"] }),
    locale: reference("locale"),
    timeZone: reference("timeZone"),
    state: choice(STATES, "absent asks for a delete, which needs an approval."),
    startDate: reference("day"),
    endDate: reference("day"),
    leave: map(
      {
        from: reference("day"),
        until: reference("day"),
        reason: text("For the readers of the file; never sent anywhere."),
      },
      { required: ["from"], description: "Inactive from the first to the last of these days." },
    ),
    role: reference("roleName"),
    roles: reference("roles"),
    permissions: reference("permissions"),
    note: text("For the readers of the file; never sent anywhere."),
  },
  { required: ["loginId", "name"], description: "One person.", ...oneRole },
);

const defaults = map(
  {
    locale: reference("locale"),
    timeZone: reference("timeZone"),
    role: reference("roleName"),
    roles: reference("roles"),
    extensionPool: text("A pool of extensionPools in meibo.yaml."),
  },
  { description: "Where the people of this file are; roles say what they may do.", ...oneRole },
);

const USERS: Schema = map(
  {
    department: text("Department of everybody in this file.", { minLength: 1, examples: ["tokyo-sales"] }),
    defaults,
    users: list(reference("user"), { description: "Many people in one file." }),
    user: reference("user"),
  },
  {
    title: "meibo users file",
    description: "The people of a tenant: users for many, user for one.",
    examples: [
      {
        users: [
          { loginId: "hanako.sato@aoba-denki.example", name: "佐藤 花子", extension: "2101", role: "sales-agent" },
        ],
      },
    ],
    oneOf: [{ required: ["users"] }, { required: ["user"] }],
    definitions: {
      ...definitions("loginId", "day", "roleName", "roles", "locale", "timeZone", "permissions"),
      user,
    },
  },
);

const role = map(
  {
    description: text("What the role is for."),
    extends: list(reference("roleName"), { description: "Roles below this one, from left to right." }),
    permissions: reference("permissions"),
  },
  { description: "What some people may do." },
);

const ROLES: Schema = map(
  {
    roles: table(role, {
      description: "Roles by name.",
      propertyNames: { type: "string", pattern: "^[a-z][a-z0-9-]*$" },
    }),
  },
  {
    title: "meibo roles file",
    description: "What people may do, under names that users refer to.",
    examples: [{ roles: { "sales-agent": { description: "Calls", permissions: { phone: true } } } }],
    required: ["roles"],
    definitions: definitions("roleName", "permissions"),
  },
);

const approval = map(
  {
    loginId: reference("loginId"),
    approvedBy: text("Who approved it."),
    reason: text("Why the user is deleted."),
    expires: reference("day"),
    acknowledges: list(text("The code of a critical impact.", { pattern: "^[A-Z]{3}-[A-Z]\\d{2}$" }), {
      description: "Critical impacts that were read, by code.",
      examples: [["DEL-A07", "DEL-A09"]],
    }),
    overrideWaiting: flag("Delete before the days of inactivity are over.", { default: false }),
    deleteFirst: flag(
      "Delete before new users are created, where only that frees a seat for them. Deletes go last otherwise, and only if everything before them succeeded.",
      { default: false },
    ),
  },
  { required: ["loginId", "approvedBy", "reason", "expires"], description: "Leave to delete one user once." },
);

const APPROVALS: Schema = map(
  { deletes: list(approval, { description: "Approved deletes." }) },
  {
    title: "meibo approvals file",
    description: "A delete runs only if it is listed here.",
    examples: [
      {
        deletes: [
          {
            loginId: "ken.mori@aoba-denki.example",
            approvedBy: "@aoba-denki/it-security",
            reason: "left, retention over",
            expires: "2026-12-31",
            acknowledges: ["DEL-A07"],
          },
        ],
      },
    ],
    required: ["deletes"],
    definitions: definitions("loginId", "day"),
  },
);

/** A list is written as a list, or as a map that also says whether it is complete. */
function facts(items: Schema, description: string): Schema {
  return {
    type: ["array", "object"],
    description,
    items,
    additionalProperties: false,
    required: ["entries"],
    properties: {
      complete: flag("Is everybody in the list whom it is about?", { default: false }),
      entries: list(items),
    },
  };
}

const people = (description: string): Schema => facts(reference("loginId"), description);

const FACTS: Schema = map(
  {
    incomingCallRuleTargets: facts(
      map({ loginId: reference("loginId"), rule: text("Name of the rule.") }, { required: ["loginId", "rule"] }),
      "Who is named in a rule for incoming calls.",
    ),
    meetingHosts: people("Who has hosted meetings."),
    meetingUploaders: people("Who has uploaded recordings of meetings."),
    tableThemeOwners: people("Who has made table themes."),
    integrations: facts(
      map(
        { loginId: reference("loginId"), services: list(text("A service.", { examples: ["zoom"] })) },
        { required: ["loginId", "services"] },
      ),
      "Who has connected which services.",
    ),
    groups: facts(
      map(
        {
          name: text("Name of the group."),
          number: text("Group number.", { pattern: "^[0-9]{3,6}$" }),
          members: list(reference("loginId")),
        },
        { required: ["name", "members"] },
      ),
      "User groups.",
    ),
    ssoEnabled: flag("Do people sign in through an identity provider?"),
  },
  {
    title: "meibo facts file",
    description: "What no file of the tenant says: it makes conditional impacts exact.",
    examples: [{ meetingHosts: ["ken.mori@aoba-denki.example"], ssoEnabled: true }],
    definitions: definitions("loginId"),
  },
);

/** JSON Schemas (draft-07) of the files of a roster, made from the table of fields. */
export const SCHEMAS: Readonly<Record<SchemaName, Schema>> = {
  users: published("users", USERS),
  roles: published("roles", ROLES),
  config: published("config", CONFIG_SCHEMA),
  approvals: published("approvals", APPROVALS),
  facts: published("facts", FACTS),
};

function published(name: SchemaName, schema: Schema): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `https://meibo.example/schemas/${name}.schema.json`,
    ...schema,
  };
}
