import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostileCase, HostilePut } from "./hostile.ts";

/** What no text file can describe: names that are no text, devices, and more files than anybody wants to see. */
export const MADE_HOSTILE: readonly HostileCase[] = [
  {
    kind: "paths",
    name: "a name that is no text",
    isLarge: false,
    files: { "users/x": { kind: "odd name", name: Buffer.from([0x61, 0xff, ...Buffer.from(".yaml")]) } },
    expect: ["MB1010 users/a⟨U+FFFD⟩.yaml"],
  },
  ...devices(),
  {
    kind: "paths",
    name: "a file larger than 32 MiB",
    isLarge: true,
    files: { "users/large.csv": { kind: "file", bytes: Buffer.alloc(33 * 1024 ** 2, ",") } },
    expect: ["MB1011 users/large.csv"],
  },
  {
    kind: "paths",
    name: "20,001 files",
    isLarge: true,
    files: many(20_000),
    expect: ["MB1011 1:1"],
  },
  {
    kind: "yaml",
    name: "32 MiB of zeros",
    isLarge: true,
    files: { "users/a.yaml": { kind: "file", bytes: Buffer.alloc(32 * 1024 ** 2) } },
    expect: ["MB1011 1", "MB1012 × 20 from 1:1"],
  },
  {
    kind: "yaml",
    name: "2,001 keys of one map",
    isLarge: false,
    files: {
      "users/a.yaml": {
        kind: "file",
        bytes: Buffer.from(`users:\n${Array.from({ length: 2_001 }, (_, n) => `  key${n}: 1\n`).join("")}`),
      },
    },
    expect: ["MB1011 2:3"],
  },
  {
    kind: "csv",
    name: "5 MiB of people",
    isLarge: true,
    files: { "users/a.csv": { kind: "file", bytes: Buffer.from(people(30_000)) } },
    expect: ["accepted users=30000"],
  },
];

/** Only some users of some machines may make one; a link to a device is tried everywhere. */
function devices(): readonly HostileCase[] {
  const folder = mkdtempSync(join(tmpdir(), "meibo-device-"));
  const { status } = spawnSync("mknod", [join(folder, "null"), "c", "1", "3"]);
  rmSync(folder, { recursive: true });
  if (status !== 0) return [];
  const files: HostileCase["files"] = { "users/null.yaml": { kind: "device" } };
  return [{ kind: "paths", name: "a device", isLarge: false, files, expect: ["MB1010 users/null.yaml"] }];
}

function many(count: number): Readonly<Record<string, HostilePut>> {
  const empty: HostilePut = { kind: "file", bytes: Buffer.from("users: []\n") };
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`users/${n}.yaml`, empty]));
}

function people(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => `user${n}@aoba.example,User ${n},${"x".repeat(140)}\n`);
  return `loginId,name,note\n${rows.join("")}`;
}
