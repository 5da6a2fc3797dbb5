import { parentPort, workerData } from "node:worker_threads";
import type { Size } from "../test/simulation/cases.ts";
import { REAL } from "./harnesses.ts";

/** One harness in a thread of its own, since those that wait for a process let nobody else go on. */
export interface Lane {
  readonly name: string;
  readonly size: Size;
}

const { name, size }: Lane = workerData;
const harness = REAL.find((one) => one.name === name);
if (harness === undefined) throw new Error(`no harness ${name}`);
parentPort?.postMessage(await harness.run(size));
