import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { loadSettings } from "../../src/load/settings.ts";
import type { Problem } from "../../src/model/problem.ts";
import { CONFIG, folder } from "./folder.ts";

const plain = await identityToRecipient(await generateX25519Identity());
const strong = await identityToRecipient(await generateHybridIdentity());
async function problemsOf(recipients: readonly string[], deliver = "age"): Promise<readonly Problem[]> {
  const list = recipients.map((one) => `    - ${JSON.stringify(one)}\n`).join("");
  const lines = recipients.length === 0 ? "" : `  ageRecipients:\n${list}`;
  const loaded = await loadSettings(folder({ "meibo.yaml": `${CONFIG}passwords:\n  deliver: ${deliver}\n${lines}` }));
  expect(loaded.ok).toBe(loaded.problems.every(({ severity }) => severity !== "error"));
  return loaded.problems;
}

test.for([
  ["a usual key", [plain]],
  ["two usual keys", [plain, await identityToRecipient(await generateX25519Identity())]],
  ["a post-quantum key", [strong]],
  ["two post-quantum keys", [strong, await identityToRecipient(await generateHybridIdentity())]],
] as const)("%s may be named", async ([, recipients]) => {
  expect(await problemsOf(recipients)).toEqual([]);
});

const swapped = `${plain.slice(0, 20)}${plain[20] === "q" ? "p" : "q"}${plain.slice(21)}`;

test.for([
  ["a key with one wrong letter", [plain, swapped], 7, "MB1008"],
  ["a key that was not copied whole", [plain.slice(0, -1)], 6, "MB1008"],
  [
    "a post-quantum key with one wrong letter",
    [`${strong.slice(0, -1)}${strong.endsWith("q") ? "p" : "q"}`],
    6,
    "MB1008",
  ],
  ["a key in capitals", [plain.toUpperCase()], 6, "MB1008"],
  [
    "a key of a plugin that is not known",
    ["age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t"],
    6,
    "MB1008",
  ],
  ["a key of ssh", ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"], 6, "MB1008"],
  ["an e-mail address", ["it@aoba.example"], 6, "MB1008"],
  ["a usual key among post-quantum ones", [strong, plain], 7, "MB1008"],
  ["a secret key", [await generateX25519Identity()], 6, "MB1005"],
  ["a post-quantum secret key", [await generateHybridIdentity()], 6, "MB1005"],
  ["a secret key of ssh", ["-----BEGIN OPENSSH PRIVATE KEY-----"], 6, "MB1005"],
] as const)("%s is refused at its place", async ([, recipients, line, code]) => {
  const [found, ...more] = await problemsOf(recipients);
  expect(more).toEqual([]);
  expect(found).toMatchObject({ code, severity: "error", place: { file: "meibo.yaml", line, column: 8 } });
  expect(JSON.stringify(found)).not.toContain("SECRET-KEY");
  expect(JSON.stringify(found?.args).length).toBeLessThan(600);
});

test("nobody to seal for is refused when passwords are to be sealed, and only then", async () => {
  const [found] = await problemsOf([]);
  expect(found).toMatchObject({ name: "missing-key", place: { file: "meibo.yaml", line: 4, column: 12 } });
  expect(await problemsOf([], "none")).toEqual([]);
});
