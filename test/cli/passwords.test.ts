import { appendFileSync, globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { armor, Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { meibo, put, type Ran } from "./command.ts";
import { appliedFolder, companyFolder } from "./company.ts";

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);

/** Three people who were created with sealed passwords. */
function sealedCompany(): string {
  const folder = companyFolder();
  const config = readFileSync(join(folder, "meibo.yaml"), "utf8");
  const sealed = `passwords: { deliver: age, ageRecipients: [${recipient}] }`;
  put(folder, "meibo.yaml", config.replace("passwords: { deliver: none }", sealed));
  expect(meibo(folder, ["apply", "--auto-approve"]).exit).toBe(0);
  return folder;
}

function list(folder: string): Ran {
  return meibo(folder, ["passwords", "list"]);
}

function sealedFile(folder: string): string {
  const [file = "", ...more] = globSync(".meibo/sealed/**/*.age", { cwd: folder });
  expect(more).toEqual([]);
  return file;
}

test("the list names for everybody the file that opens with their password, and how to open it", async () => {
  const folder = sealedCompany();
  const file = sealedFile(folder);
  const { exit, stdout } = list(folder);
  const people = ["ann@aoba.example ", "bob@aoba.example ", "rina@aoba.example"];
  expect([exit, stdout.split("\n").slice(0, 3).sort()]).toEqual([0, people.map((who) => `${who}  in force  ${file}`)]);
  expect(stdout).toContain("age -d -i KEY FILE");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const text = await decrypter.decrypt(armor.decode(readFileSync(join(folder, file), "utf8")), "text");
  for (const [, password = ""] of text.matchAll(/,(\S{16})\r\n/g)) expect(stdout).not.toContain(password);
  expect(text.match(/aoba\.example,\S{16}\r\n/g)).toHaveLength(3);
});

test("--json gives the same as data", () => {
  const folder = sealedCompany();
  const [first] = JSON.parse(meibo(folder, ["passwords", "list", "--json"]).stdout);
  expect(first).toMatchObject({ standing: "inForce", file: sealedFile(folder), kept: "whole" });
});

test("a file that is gone or was changed is named as such", () => {
  const folder = sealedCompany();
  const file = sealedFile(folder);
  appendFileSync(join(folder, file), "\n");
  expect(list(folder).stdout).toContain(`${file}  changed since it was written`);
  rmSync(join(folder, file));
  expect([list(folder).exit, list(folder).stdout]).toEqual([0, expect.stringContaining(`${file}  not here`)]);
});

test("people who sign in by SSO have no sealed password", () => {
  const { exit, stdout, stderr } = list(appliedFolder());
  expect([exit, stdout]).toEqual([0, "No password is kept: nobody was created with a sealed one.\n"]);
  expect(stderr).toContain("because people sign in by SSO: 3");
});

test("before the first run nobody is listed", () => {
  expect(list(companyFolder()).stdout).toContain("nobody was created");
});
