import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { subscribedOnly, type WrittenUser } from "../edit/roster-file.ts";
import type { ConsoleRow } from "../load/console.ts";
import type { Encoding } from "../model/encoding.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { loginKey } from "../model/user.ts";
import { messageOf, openConnector } from "./connect.ts";
import type { Context } from "./context.ts";

/** The same person in two files would be declared twice. */
function twice(users: readonly WrittenUser[]): readonly Problem[] {
  const seen = new Set<string>();
  return users.flatMap(({ loginId }) => {
    const key = loginKey(loginId);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [problem("login-id-twice", { loginId, first: "the files given" })];
  });
}

export async function fromTenant(context: Context, settings: Settings): Promise<Result<readonly WrittenUser[]>> {
  const connector = await openConnector(context, settings);
  if (!connector.ok) return connector;
  try {
    const { users } = await connector.value.readUsers();
    const { subscriptions = settings.subscriptions } = await connector.value.readContract();
    return { ok: true, value: subscribedOnly(users, subscriptions), problems: [] };
  } catch (error) {
    const hint = say("nothing was written; try again");
    return { ok: false, problems: [problem("tenant-unreadable", { reason: messageOf(error), hint })] };
  } finally {
    await connector.value.close();
  }
}

export async function fromFiles(
  { cwd, screen, words }: Context,
  { headers }: Settings,
  files: readonly string[],
  encoding: Encoding | undefined,
): Promise<Result<readonly WrittenUser[]>> {
  const { readConsoleFile } = await import("../load/console.ts");
  const options = { headers, ...(encoding === undefined ? {} : { encoding }) };
  const users: WrittenUser[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const bytes = await readBytes(resolve(cwd, file), file);
    const read = bytes.ok ? readConsoleFile(bytes.value, basename(file), options) : bytes;
    problems.push(...read.problems);
    if (!read.ok) continue;
    const { headerLanguage, columns, unknownColumns } = read.value;
    const header = headerLanguage ?? words.note.mixedHeader;
    const found = words.note.readFile(read.value.encoding, header, columns.length, unknownColumns.length);
    screen.note([[words.note.readUsers(read.value.users.length, found)]]);
    for (const row of read.value.users) users.push(userOf(row));
  }
  problems.push(...twice(users));
  return problems.some(({ severity }) => severity === "error")
    ? { ok: false, problems }
    : { ok: true, value: users, problems };
}

/** Names of a column that says where people work; the console has none, and keeps what companies add. */
const DEPARTMENT = /^(department|部署|部門|departemen|bagian)$/i;

function userOf({ loginId, values, extra }: ConsoleRow): WrittenUser {
  const [, department = ""] = Object.entries(extra).find(([header]) => DEPARTMENT.test(header.trim())) ?? [];
  return { loginId, values, ...(department.trim() === "" ? {} : { department: department.trim() }) };
}

async function readBytes(path: string, file: string): Promise<Result<Uint8Array>> {
  try {
    return { ok: true, value: await readFile(path), problems: [] };
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
}
