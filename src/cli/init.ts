import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { problem } from "../model/problem.ts";
import type { Line } from "../render/line.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";

interface InitFlags {
  readonly tenant: string;
}

/** `meibo init --yes`: everything a folder needs to become a roster. What exists already is kept. */
export async function init({ root, configFile, screen, flags, words }: Context, { tenant }: InitFlags): Promise<Exit> {
  const { SCHEMAS } = await import("../load/schemas.ts");
  const schemas = Object.entries(SCHEMAS).map(
    ([name, schema]) => [`schemas/${name}.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`] as const,
  );
  const files = [
    [configFile, configText(tenant)],
    ["roles/common.yaml", ROLES],
    [".gitignore", IGNORED],
    ...schemas,
  ] as const;
  const lines: Line[] = [];
  const wrote: string[] = [];
  for (const [file, text] of files) {
    const isNew = await writeNew(resolve(root, file), text);
    if (isNew) wrote.push(file);
    lines.push([isNew ? words.note.wrote(file) : words.note.kept(file)]);
  }
  if (!(await ignoresState(root))) screen.problems([problem("state-not-ignored", {})]);
  const kept = files.map(([file]) => file).filter((file) => !wrote.includes(file));
  if (flags.json === true) screen.json({ wrote, kept });
  else screen.result([...lines, [], [words.note.afterInit]]);
  return EXIT.done;
}

/** `.meibo/` holds people's data; it must not be offered to git. */
async function ignoresState(root: string): Promise<boolean> {
  const text = await readFile(resolve(root, ".gitignore"), "utf8");
  return /^\/?\.meibo\/?\s*$/m.test(text);
}

async function writeNew(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function configText(tenant: string): string {
  return `# yaml-language-server: $schema=./schemas/config.schema.json
version: 1
tenant: ${JSON.stringify(tenant)}
timeZone: Asia/Tokyo

connector:
  kind: local                      # the embedded tenant: meibo tenant seed fills it
  local: { database: .meibo/tenant.db }

# What the contract has; columns of anything else are never written.
subscriptions: [phoneMobile, callCenter, meetings, salesforce]

defaults:
  locale: ja
  timeZone: Asia/Tokyo

onRemoval: deactivate              # a user whose entry is taken out: deactivate | release
unmanaged: warn                    # users who stand in no file: ignore | warn | error

guards:
  minAdmins: 2
  maxDeletes: 5
  maxDeactivations: 20
  maxUpdatePercent: 50

passwords:
  deliver: none                    # sign-in by SSO
`;
}

const ROLES = `# yaml-language-server: $schema=../schemas/roles.schema.json
roles:
  base:
    description: Everyone. Nothing leaves MiiTel.
    permissions:
      meetings: { editAccessPermission: hostOnly, createExternalLink: none, downloadFiles: none }
`;

const IGNORED = `.meibo/
node_modules/
`;
