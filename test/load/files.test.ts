import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { readBytes, readFiles } from "../../src/load/files.ts";
import { HIGHEST_LIMITS } from "../../src/model/settings.ts";
import { folder } from "./folder.ts";

/** Large enough for somebody to write meanwhile. */
const SIZE = 8 * 1024 * 1024;
const TRIES = 200;

const GROW = `const { appendFileSync } = require("node:fs");
const { workerData } = require("node:worker_threads");
for (;;) appendFileSync(workerData, "x");`;

test("a file that somebody writes while it is read is not read", async () => {
  const root = folder({ "a.yaml": Buffer.alloc(SIZE, "#") });
  const writer = new Worker(GROW, { eval: true, workerData: join(root, "a.yaml") });
  await new Promise((resolve) => writer.once("online", resolve));
  const found = Array.from({ length: TRIES }).some(() => {
    const read = readBytes(root, "a.yaml");
    return "name" in read && read.name === "file-changed" && read.place?.file === "a.yaml";
  });
  await writer.terminate();
  expect(found).toBe(true);
  expect("bytes" in readBytes(root, "a.yaml")).toBe(true);
});

test("limits are those that are given, and every breach has its file", () => {
  const root = folder({ "a.csv": "x".repeat(3_000), "b.csv": "x".repeat(3_000), "c.csv": "x".repeat(9_000) });
  const { contents, problems } = readFiles(root, ["a.csv", "b.csv", "c.csv"], {
    ...HIGHEST_LIMITS,
    fileSize: 8_192,
    totalSize: 4_096,
  });
  expect(contents.map(({ file }) => file)).toEqual(["a.csv"]);
  expect(problems).toMatchObject([
    { name: "files-large", args: { limit: "4 KiB" }, place: { file: "b.csv" } },
    { name: "file-large", args: { size: "9 KiB", limit: "8 KiB" }, place: { file: "c.csv" } },
  ]);
});

test("what is read is what stands there, to the last byte", () => {
  const root = folder({});
  for (const size of [0, 1, 4_095, 4_096, 65_536, 65_537, 1_000_003]) {
    const bytes = Buffer.from(Array.from({ length: size }, (_, n) => n % 251));
    writeFileSync(join(root, "a.csv"), bytes);
    const read = readBytes(root, "a.csv");
    expect("bytes" in read && bytes.equals(read.bytes)).toBe(true);
  }
});
