import { setTimeout as sleep } from "node:timers/promises";
import { cellsOf, consoleColumns, headerOf } from "../src/model/console.ts";
import { writeCsv } from "../src/model/csv.ts";
import type { Subscription } from "../src/model/fields.ts";
import { BASELINE } from "../src/tenant/baseline.ts";
import { get, postCsv, type Way } from "./way.ts";

export interface Imported {
  readonly milliseconds: number;
  /** Of each file, from its sending to the answer that it has ended. */
  readonly latencies: readonly number[];
  /** Rows. */
  readonly accepted: number;
}

/** Under way at once, as `meibo apply` sends them. */
const TOGETHER = 4;
/** Milliseconds between two looks at a job. */
const PAUSE = 10;

/** New users in files of so many rows, handed in as jobs that are asked for until they have ended. */
export async function importFiles(way: Way, files: number, rows: number): Promise<Imported> {
  const { subscriptions } = await get<{ readonly subscriptions: readonly Subscription[] }>(way, "/v1/contract");
  const columns = consoleColumns("create", new Set(subscriptions));
  const header = columns.map((column) => headerOf(column, "en"));
  const numbers = Array.from({ length: files }, (_, file) => file).values();
  const latencies: number[] = [];
  let accepted = 0;
  const worker = async () => {
    for (const file of numbers) {
      const cells = Array.from({ length: rows }, (_, row) => cellsOf(columns, newUser(file * rows + row)));
      const started = performance.now();
      const rowsAccepted = await handIn(way, writeCsv([header, ...cells]));
      accepted += rowsAccepted;
      latencies.push(performance.now() - started);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  return { milliseconds: performance.now() - began, latencies, accepted };
}

interface Job {
  readonly id: string;
  readonly result?: { readonly rows: readonly { readonly result?: string }[] };
}

/** How many rows were accepted. */
async function handIn(way: Way, csv: string): Promise<number> {
  const { id } = await postCsv<Job>(way, "/v1/imports?file=create&encoding=utf-8", csv);
  for (;;) {
    const { result } = await get<Job>(way, `/v1/imports/${id}`);
    if (result !== undefined) return result.rows.filter((row) => row.result === "accepted").length;
    await sleep(PAUSE);
  }
}

function newUser(number: number) {
  return {
    loginId: `load.${number}@aoba-denki.example`,
    values: { ...BASELINE, name: `新人 ${number}`, locale: "ja", timeZone: "Asia/Tokyo" },
    password: "Tr7!mnbKxqWz",
  };
}
