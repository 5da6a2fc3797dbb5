import { closeSync, fstatSync, mkdirSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { say } from "../model/phrases.ts";
import { NOWHERE, stateFailure } from "./failure.ts";
import { codeOf, NOT_OURS } from "./sqlite-failure.ts";

/** Looks without SQLite first, because SQLite may write to what it opens. */
export function prepareFor(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const start = startOf(path);
  if (start === "folder") {
    throw stateFailure("state-unusable", say("{at}this is a folder; state.path is to name a file", NOWHERE));
  }
  if (start !== "" && start !== MAGIC) throw stateFailure("state-damaged", NOT_OURS);
}

const MAGIC = "SQLite format 3\0";

function startOf(path: string): string {
  const file = openIfThere(path);
  if (file === undefined) return "";
  try {
    if (fstatSync(file).isDirectory()) return "folder";
    const start = Buffer.alloc(MAGIC.length);
    return start.toString("latin1", 0, readSync(file, start));
  } finally {
    closeSync(file);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
