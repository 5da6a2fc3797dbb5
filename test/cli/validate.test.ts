import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { folderWith, meibo, put } from "./command.ts";

const CONFIG = "version: 1\ntenant: t\npasswords: { deliver: none }\n";
const WRONG = "users:\n  - loginId: a@x.jp\n    nam: a\n";

function repository(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({ "meibo.yaml": CONFIG, ...files });
  const git = (...words: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@x.jp", ...words], { cwd: folder });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "first");
  return folder;
}

test("--format github puts problems at their lines, and says them in the log too", () => {
  const folder = folderWith({ "meibo.yaml": CONFIG, "users/a.yaml": WRONG });
  const { exit, stdout, stderr } = meibo(folder, ["validate", "--format", "github"]);
  expect([
    exit,
    stdout.split("\n").filter((line) => line.startsWith("::error file=users/a.yaml,line=")).length,
  ]).toEqual([1, 2]);
  expect(stderr).toContain("MB1002");
});

test("--format sarif is JSON with a result a problem", () => {
  const folder = folderWith({ "meibo.yaml": CONFIG, "users/a.yaml": WRONG });
  const { exit, stdout } = meibo(folder, ["validate", "--format", "sarif"]);
  expect([exit, JSON.parse(stdout).runs[0].results.length]).toEqual([1, 2]);
});

test("an unknown format is refused", () => {
  expect(meibo(folderWith({ "meibo.yaml": CONFIG }), ["validate", "--format", "xml"]).exit).toBe(1);
});

const WARNED = "users:\n  - { loginId: A@x.jp, name: a }\n";

test("--changed-since tells only warnings of files that changed or are new, and counts the rest", () => {
  const folder = repository({ "users/old.yaml": WARNED });
  put(folder, "users/new.yaml", WARNED.replace("A@x.jp", "B@x.jp").replace("name: a", "name: b"));
  const { exit, stderr } = meibo(folder, ["validate", "--changed-since", "HEAD"]);
  expect([exit, stderr.includes("users/new.yaml"), stderr.includes("users/old.yaml")]).toEqual([0, true, false]);
  expect(stderr).toContain("1 warning in files that did not change since HEAD");
});

test("--changed-since tells an error wherever it stands, for a change can break what it does not touch", () => {
  const folder = repository({
    "roles/a.yaml": "roles:\n  agent: { description: a }\n",
    "users/old.yaml": "users:\n  - { loginId: a@x.jp, name: a, role: agent }\n",
  });
  put(folder, "roles/a.yaml", "roles:\n  agents: { description: a }\n");
  const { exit, stderr } = meibo(folder, ["validate", "--changed-since", "HEAD"]);
  expect([exit, stderr.includes("users/old.yaml")]).toEqual([1, true]);
});

test.each(["no-such-branch", "--output=/tmp/x", "HEAD; ls"])(
  "--changed-since %s is refused as a revision git does not know",
  (revision) => {
    const { exit, stderr } = meibo(repository({ "users/old.yaml": WRONG }), [
      "validate",
      `--changed-since=${revision}`,
    ]);
    expect([exit, stderr.includes("MB4010")]).toEqual([1, true]);
  },
);
