import { SCHEMA_NAMES, type Schema, type SchemaName } from "../../load/schema.ts";
import { SCHEMAS } from "../../load/schemas.ts";
import { DEFAULT_SETTINGS } from "../../model/settings.ts";
import type { Words } from "../../render/words/words.ts";
import type { Answers } from "./answers.ts";
import { workflowsOf } from "./workflows.ts";

/** A file by its path from the folder of `meibo.yaml`. */
export type NewFile = readonly [file: string, text: string];

/** Everything a new folder gets; `config` is the name of its configuration. The same answers give the same files. */
export function filesOf(answers: Answers, config: string, words: Words): readonly NewFile[] {
  return [
    [config, configText(answers, words)],
    ["roles/common.yaml", rolesText(words)],
    [".gitignore", IGNORED],
    ...schemaFiles(),
    [EDITOR_SETTINGS, editorText(config)],
    ...(answers.workflows ? workflowsOf(answers, config, words) : []),
    ...(answers.owners === "" ? [] : [[OWNERS_FILE, ownersText(answers.owners, config, words)] as const]),
  ];
}

export const EDITOR_SETTINGS = ".vscode/settings.json";
const OWNERS_FILE = ".github/CODEOWNERS";

/** The schemas as this version of meibo writes them; without any, those that know no names of a folder. */
export function schemaFiles(
  schemas: Readonly<Record<SchemaName, Schema>> = SCHEMAS,
  names: readonly SchemaName[] = SCHEMA_NAMES,
): readonly NewFile[] {
  return names.map((name) => [fileOfSchema(name), `${JSON.stringify(schemas[name], undefined, 2)}\n`]);
}

export function fileOfSchema(name: SchemaName): string {
  return `schemas/${name}.schema.json`;
}

function configText(answers: Answers, { init: { comments } }: Words): string {
  const { language, tenant, timeZone, subscriptions, locale, loginIdDomains } = answers;
  return `# yaml-language-server: $schema=./schemas/config.schema.json
version: 1
tenant: ${JSON.stringify(tenant)}
${language === undefined ? "" : remarked(`language: ${language}`, comments.language)}timeZone: ${timeZone}

connector:
${connectorText(answers, comments)}
# ${comments.subscriptions}
subscriptions: [${subscriptions.join(", ")}]

defaults:
  locale: ${locale}
  timeZone: ${timeZone}

${loginIdDomains.length === 0 ? "" : `allowed:\n  loginIdDomains: [${loginIdDomains.join(", ")}]\n\n`}${remarked("onRemoval: deactivate", comments.onRemoval)}${remarked("unmanaged: warn", comments.unmanaged)}
guards:
  minAdmins: 2
  maxDeletes: 5
  maxDeactivations: 20
  maxUpdatePercent: 50

passwords:
${remarked("  deliver: none", comments.deliver)}`;
}

type Comments = Words["init"]["comments"];

function connectorText({ connector, url, console }: Answers, comments: Comments): string {
  const header = console?.headerLanguage === undefined ? "" : `, headerLanguage: ${console.headerLanguage}`;
  const handoff =
    console === undefined ? "" : `  # ${comments.console}\n  handoff: { encoding: ${console.encoding}${header} }\n`;
  switch (connector) {
    case "local":
      return `${remarked("  kind: local", comments.local)}  local: { database: .meibo/tenant.db }\n${handoff}`;
    case "http":
      return `${remarked("  kind: http", comments.http)}  http: { url: ${JSON.stringify(url)}, tokenEnv: MEIBO_TOKEN }\n${handoff}`;
    default:
      return connector satisfies never;
  }
}

/** A line with a remark where the remarks of the file stand. */
function remarked(line: string, remark: string): string {
  return `${line.padEnd(REMARKS_AT)} # ${remark}\n`;
}

const REMARKS_AT = 34;

function rolesText({ init: { comments } }: Words): string {
  return `# yaml-language-server: $schema=../schemas/roles.schema.json
roles:
  base:
    description: ${comments.base}
    permissions:
      meetings: { editAccessPermission: hostOnly, createExternalLink: none, downloadFiles: none }
`;
}

const IGNORED = `.meibo/
node_modules/
`;

/** Completion and checks in VS Code, for files without a modeline too. */
export function editorSchemas(config: string): Readonly<Record<string, string | readonly string[]>> {
  const { users, roles, facts, approvals } = DEFAULT_SETTINGS.sources;
  return {
    "./schemas/config.schema.json": config,
    "./schemas/users.schema.json": users.filter((glob) => glob.endsWith(".yaml")),
    "./schemas/roles.schema.json": roles,
    "./schemas/facts.schema.json": facts,
    "./schemas/approvals.schema.json": approvals,
  };
}

function editorText(config: string): string {
  return `${JSON.stringify({ "yaml.schemas": editorSchemas(config) }, undefined, 2)}\n`;
}

/** The last line that matches counts, so what must not be taken over stands last. */
function ownersText(owners: string, config: string, { init: { comments } }: Words): string {
  const guarded = ["/roles/", "/approvals.yaml", `/${config}`, "/.github/"];
  return [
    `# ${comments.owners}`,
    `${"*".padEnd(OWNERS_AT)} ${owners}`,
    `# ${comments.departments}`,
    ...guarded.map((path) => `${path.padEnd(OWNERS_AT)} ${owners}`),
    "",
  ].join("\n");
}

const OWNERS_AT = 24;
