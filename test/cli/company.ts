import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith, meibo, put } from "./command.ts";

const CONFIG = `version: 1
tenant: aoba
timeZone: Asia/Tokyo
connector: { kind: local, local: { database: .meibo/tenant.db } }
subscriptions: [meetings]
defaults: { locale: ja, timeZone: Asia/Tokyo }
seats: { total: 6, phone: 2 }
extensionPools: { tokyo: ["2101-2103"], jakarta: ["3101"], spare: ["9990-9991"] }
guards: { minAdmins: 0 }
passwords: { deliver: none }
`;

const ROLES = `roles:
  base:
    permissions: { meetings: { editAccessPermission: hostOnly } }
  sales:
    extends: [base]
    permissions: { phone: true, meetings: { enabled: true, downloadFiles: hostOnly } }
`;

const OFFICE = `users:
  - loginId: ann@aoba.example
    name: 佐藤 花子
    role: sales
    extension: "2101"
    state: active
  - loginId: bob@aoba.example
    name: Bob
    permissions: { admin: true }
`;

const JAKARTA = `loginId,name,role,locale,timeZone,extension,meetings.downloadFiles
rina@aoba.example,Rina,sales,en,Asia/Jakarta,3101,1
`;

export const OFFICE_FILE = "users/office.yaml";

/** Three people in two files, and an empty tenant. */
export function companyFolder(more: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith({
    "meibo.yaml": CONFIG,
    "roles/all.yaml": ROLES,
    [OFFICE_FILE]: OFFICE,
    "users/jakarta.csv": JAKARTA,
    ...more,
  });
  done(folder, "tenant reset --yes");
  return folder;
}

/** The same people, carried into the tenant. */
export function appliedFolder(): string {
  const folder = companyFolder();
  done(folder, "apply --auto-approve");
  return folder;
}

/** What a colleague changes in the console: the tenant gets it, the files and what meibo remembers do not. */
export function inConsole(folder: string, changes: Readonly<Record<string, (text: string) => string>>): void {
  const before = Object.keys(changes).map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);
  for (const [file, text] of before) {
    const after = changes[file]?.(text) ?? text;
    if (after === text) throw new Error(`nothing to change in ${file}`);
    put(folder, file, after);
  }
  put(folder, "colleague.yaml", `${CONFIG}state: { kind: sqlite, path: .meibo/colleague.db }\n`);
  done(folder, "--config colleague.yaml apply --auto-approve");
  for (const [file, text] of before) put(folder, file, text);
}

function done(folder: string, line: string): void {
  const { exit, stderr } = meibo(folder, line.split(" "));
  if (exit !== 0) throw new Error(`meibo ${line} ended with ${exit}: ${stderr}`);
}
