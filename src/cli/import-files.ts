import { dirname, matchesGlob, posix, relative, resolve } from "node:path";
import { rolesFile, rosterFile, type WrittenUser, withRoles } from "../edit/roster-file.ts";
import { rolesCovering, suggestRoles } from "../edit/suggest-roles.ts";
import { isSubscribed, PERMISSION_KEYS, type ValueKey } from "../model/fields.ts";
import { columnOf } from "../model/person.ts";
import { say } from "../model/phrases.ts";
import { compareText } from "../model/place.ts";
import { problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { SHEET_COLUMNS } from "../model/sheet.ts";
import { asLoginId } from "../model/user.ts";
import type { FoundRoles } from "../render/import.ts";
import { allowsText } from "../render/role.ts";
import { sheetBytes } from "../render/sheet.ts";
import type { Context } from "./context.ts";
import { type ChangedFile, newFile } from "./write-back.ts";

export type Split = "department" | "domain" | "none";
export type FileFormat = "yaml" | "csv";

/** What an import would write. */
export interface Imported {
  readonly files: readonly ChangedFile[];
  readonly users: readonly WrittenUser[];
  /** How many stand in which file. */
  readonly parts: ReadonlyMap<string, number>;
  readonly found?: FoundRoles;
}

interface Wish {
  readonly out: string;
  readonly split: Split;
  readonly format: FileFormat;
  readonly suggestRoles: boolean;
}

const ROLES_OUT = "roles/imported.yaml";

export async function filesOf(
  context: Context,
  settings: Settings,
  read: readonly WrittenUser[],
  wish: Wish,
): Promise<Result<Imported>> {
  if (wish.split === "department" && read.every(({ department }) => department === undefined)) {
    const hint = say("nobody has a department here: use --split-by domain, or none and then meibo move");
    return { ok: false, problems: [problem("import-source", { hint })] };
  }
  // A department is an addition of the company's own, and only asked for here.
  const users = wish.split === "department" ? read : read.map(({ department: _, ...user }) => user);
  const fileOf = (user: WrittenUser) => partOf(user, wish);
  const files = [...new Set(users.map(fileOf))].sort(compareText);
  const roles = wish.suggestRoles ? await rolesFor(context, settings, users, files) : undefined;
  const written = roles?.users ?? users;
  const made: ChangedFile[] = roles === undefined ? [] : [roles.file];
  for (const [file, own] of [...Map.groupBy(written, fileOf)].sort(([a], [b]) => compareText(a, b))) {
    const one = await usersFile(context, file, own, wish.format);
    if (!one.ok) return one;
    made.push(one.value);
  }
  const parts = new Map([...Map.groupBy(users, fileOf)].map(([file, own]) => [file, own.length]));
  const value = { files: made, users, parts, ...(roles === undefined ? {} : { found: roles.found }) };
  return { ok: true, value, problems: [] };
}

/** The file in which somebody stands: beside `--out`, under the name of the part. */
function partOf({ loginId, department }: WrittenUser, { out, split, format }: Wish): string {
  const plain = out.replaceAll("\\", "/");
  const named = { none: undefined, department, domain: loginId.split("@").at(-1) }[split];
  const slug = (named ?? "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  return slug === "" ? plain : posix.join(posix.dirname(plain), `${slug}.${format}`);
}

async function usersFile(
  { root, words }: Context,
  file: string,
  users: readonly WrittenUser[],
  format: FileFormat,
): Promise<Result<ChangedFile>> {
  if (format === "yaml") {
    return { ok: true, value: await newFile(file, rosterFile(users, schemaFor(root, file, "users"))), problems: [] };
  }
  const people = users.map((user) => declared(user, file));
  const columns = SHEET_COLUMNS.filter((column) => people.some((user) => columnOf(user, column) !== undefined));
  const bytes = sheetBytes(people, columns, "utf-8", words, (cell) => cell);
  if (!bytes.ok) return bytes;
  return { ok: true, value: await newFile(file, Buffer.from(bytes.value).toString("utf8")), problems: [] };
}

function declared({ loginId, values, state, role, department }: WrittenUser, file: string): DeclaredUser {
  return {
    loginId: asLoginId(loginId),
    previousLoginIds: [],
    values,
    origins: [],
    roles: role === undefined ? [] : [role],
    ...(state === undefined ? {} : { state }),
    ...(department === undefined ? {} : { department }),
    place: { file },
  };
}

function schemaFor(root: string, file: string, name: string): string {
  return relative(dirname(resolve(root, file)), resolve(root, "schemas", `${name}.schema.json`)).replaceAll("\\", "/");
}

async function rolesFor(
  { root, configFile, words }: Context,
  settings: Settings,
  users: readonly WrittenUser[],
  files: readonly string[],
) {
  const { maxOverrides, requireFor } = settings.policy.roles;
  const suggested = suggestRoles(
    users.map(({ values }) => values),
    {
      without: undecided(settings),
      ...(maxOverrides === undefined ? {} : { maxOverrides }),
      requireRole: files.some((file) => requireFor.some((pattern) => matchesGlob(file, pattern))),
      taken: await takenNames(root, configFile),
    },
  );
  const written = suggested.roles.map(({ name, values }) => ({ name, values, description: allowsText(values, words) }));
  const roles = suggested.roles.map(({ name, same, near }) => ({ name, same, near }));
  const alone = suggested.users.filter((one) => one === undefined).length;
  const covering = rolesCovering(suggested.roles, users.length, 95);
  return {
    users: withRoles(users, suggested.users),
    file: await newFile(ROLES_OUT, rolesFile(written, schemaFor(root, ROLES_OUT, "roles"))),
    found: { roles, alone, ...(covering === undefined ? {} : { covering }) },
  };
}

/** What a plan leaves alone is nothing that a role could be told by. */
function undecided({ subscriptions, ignoreFields }: Settings): ReadonlySet<ValueKey> {
  const held = new Set(subscriptions);
  return new Set(PERMISSION_KEYS.filter((key) => !isSubscribed(key, held) || ignoreFields.includes(key)));
}

/** What is wrong with the files of roles is told when the folder is tried. */
async function takenNames(root: string, configFile: string): Promise<ReadonlySet<string>> {
  const { namesOfRoles } = await import("../load/roles-of.ts");
  return namesOfRoles(root, configFile);
}
