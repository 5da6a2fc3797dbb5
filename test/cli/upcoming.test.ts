import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { meibo, put } from "./command.ts";
import { companyFolder } from "./company.ts";

/** So many days from today, in Tokyo. */
function day(ahead: number): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: "Asia/Tokyo",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return format.format(new Date(Date.now() + ahead * 86_400_000));
}

const dated = () => `users:
  - { loginId: eve@aoba.example, name: 山田 英子, endDate: ${day(4)} }
  - { loginId: kim@aoba.example, name: Kim, startDate: ${day(5)} }
  - { loginId: leo@aoba.example, name: Leo, leave: { from: ${day(60)} } }
`;
const approvals = () => `deletes:
  - { loginId: eve@aoba.example, approvedBy: "@aoba/it", reason: HR-1, expires: ${day(9)}, acknowledges: [DEL-A09] }
`;

test("lists what comes, day by day and aligned, without any tenant", () => {
  const folder = companyFolder({ "users/dated.yaml": dated(), "approvals.yaml": approvals() });
  rmSync(join(folder, ".meibo"), { recursive: true });
  const { exit, stdout } = meibo(folder, ["upcoming"]);
  expect(exit).toBe(0);
  expect(stdout.split("\n")).toEqual([
    day(5),
    `  < deactivate  eve@aoba.example  山田 英子  last day ${day(4)}                 users/dated.yaml:2`,
    `  + create      kim@aoba.example  Kim        start date ${day(5)}               users/dated.yaml:3`,
    "",
    day(9),
    `    approval    eve@aoba.example  山田 英子  last day of the approval to delete  approvals.yaml:2:16`,
    "",
  ]);
});

test("looks as far as it is told", () => {
  const folder = companyFolder({ "users/dated.yaml": dated() });
  expect(meibo(folder, ["upcoming", "--days", "90"]).stdout).toContain(`on leave from ${day(60)}`);
  expect(meibo(folder, ["upcoming", "--days", "3"]).stdout).toBe("Nothing comes up today or in the next 3 days.\n");
});

test("--json gives the same as data", () => {
  const folder = companyFolder({ "users/dated.yaml": dated() });
  expect(JSON.parse(meibo(folder, ["--json", "upcoming"]).stdout)).toMatchObject([
    { day: day(5), kind: "deactivate", loginId: "eve@aoba.example", reason: "ended", decides: day(4) },
    { day: day(5), kind: "create", loginId: "kim@aoba.example", ready: true },
  ]);
});

test.each(["367", "-1", "many", "1.5"])("--days %s is refused", (days) => {
  expect(meibo(companyFolder(), ["upcoming", "--days", days])).toMatchObject({ exit: 1, stdout: "" });
});

test("without what meibo remembers deletes are left out, and that is said", () => {
  const folder = companyFolder({ "users/dated.yaml": dated() });
  put(folder, ".meibo/state.db", "x".repeat(5000));
  const { exit, stdout, stderr } = meibo(folder, ["upcoming"]);
  expect([exit, stdout.includes("eve@aoba.example"), stderr.includes("Deletes are left out")]).toEqual([0, true, true]);
});
