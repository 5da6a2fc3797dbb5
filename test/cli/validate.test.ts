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

test("--changed-since tells only of files that changed or are new, and counts the rest", () => {
  const folder = repository({ "users/old.yaml": WRONG });
  put(folder, "users/new.yaml", WRONG.replace("a@x.jp", "b@x.jp"));
  const { exit, stderr } = meibo(folder, ["validate", "--changed-since", "HEAD"]);
  expect([exit, stderr.includes("users/new.yaml"), stderr.includes("users/old.yaml")]).toEqual([1, true, false]);
  expect(stderr).toContain("2 errors in files that did not change since HEAD");
});

test("--changed-since is content when the changed files are right", () => {
  const folder = repository({ "users/old.yaml": WRONG });
  put(folder, "users/new.yaml", "users:\n  - { loginId: b@x.jp, name: b }\n");
  expect(meibo(folder, ["validate", "--changed-since", "HEAD"]).exit).toBe(0);
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
