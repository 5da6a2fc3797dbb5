import { randomUUID } from "node:crypto";
import { type ConsoleFile, cellsOf, consoleColumns, headerOf } from "../../../src/model/console.ts";
import { writeCsv } from "../../../src/model/csv.ts";
import { SUBSCRIPTIONS } from "../../../src/model/fields.ts";
import type { Values } from "../../../src/model/user.ts";
import { values } from "../../builders.ts";
import { ask, type Said } from "./checked.ts";

export interface UploadRow {
  readonly loginId: string;
  readonly values: Values;
}

/** Somebody new, or somebody as they are to be. */
export function person(loginId: string, given: Values = {}): UploadRow {
  return { loginId, values: values({ name: "新", ...given }) };
}

/** With every column of a tenant that has all subscriptions. */
export function fileOf(file: ConsoleFile, rows: readonly UploadRow[]): string {
  const columns = consoleColumns(file, new Set(SUBSCRIPTIONS));
  const password = file === "create" ? { password: "Tr7!mnbKxqWz" } : {};
  const cells = rows.map((row) => cellsOf(columns, { ...row, ...password }));
  return writeCsv([columns.map((column) => headerOf(column, "en")), ...cells]);
}

/** A served tenant as somebody with a token sees it. */
export interface Way {
  /** Of the service, without /v1. */
  readonly url: string;
  readonly token: string;
}

export async function submitFile(
  { url, token }: Way,
  file: ConsoleFile,
  csv: string,
  key: string = randomUUID(),
): Promise<Said> {
  return await ask(`${url}/v1/imports?file=${file}&encoding=utf-8`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "idempotency-key": key, "content-type": "text/csv" },
    body: csv,
  });
}

/** The job when it has ended. */
export async function jobEnded({ url, token }: Way, id: string): Promise<Said> {
  for (;;) {
    const said = await ask(`${url}/v1/imports/${id}`, { headers: { authorization: `Bearer ${token}` } });
    if (said.json.ended !== undefined) return said;
    await new Promise((done) => setTimeout(done, 5));
  }
}
