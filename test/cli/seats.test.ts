import { expect, test } from "vitest";
import { meibo } from "./command.ts";
import { appliedFolder, companyFolder } from "./company.ts";

test("meibo seats shows what is taken now and after the plan, and what the contract has", () => {
  const { exit, stdout } = meibo(companyFolder(), ["seats"]);
  expect([exit, stdout.split("\n")]).toEqual([
    0,
    [
      "Seats           now     after  contract",
      "all users         0         3         6  3 left",
      "Phone             0         2         2  0 left",
      "Meetings          0         2         -  not checked",
      "",
    ],
  ]);
});

test("a seat too many is told, and the command does not refuse", () => {
  const one = "users:\n  - { loginId: eve@aoba.example, name: Eve, role: sales }\n";
  const { exit, stdout } = meibo(companyFolder({ "users/eve.yaml": one }), ["seats"]);
  expect([exit, stdout.split("\n")[2]]).toEqual([0, "Phone             0         3         2  1 too many"]);
});

test("seats too many and seats that nobody counts say who is active in the same words", () => {
  const off = [1, 2, 3, 4].map(
    (number) => `  - { loginId: off${number}@aoba.example, name: Off${number}, role: sales, state: inactive }`,
  );
  const { stdout } = meibo(companyFolder({ "users/off.yaml": `users:\n${off.join("\n")}\n` }), ["seats"]);
  expect(stdout.split("\n").slice(1, 4)).toEqual([
    "all users         0         7         6  1 too many  (3 of 7 active)",
    "Phone             0         6         2  4 too many  (2 of 6 active)",
    "Meetings          0         6         -  not checked  (2 of 6 active)",
  ]);
});

test("people who are switched off hold seats that the active do not need", () => {
  const off = "users:\n  - { loginId: eve@aoba.example, name: Eve, state: inactive }\n";
  const { stdout } = meibo(companyFolder({ "users/eve.yaml": off }), ["seats"]);
  expect(stdout.split("\n")[1]).toBe("all users         0         4         6  2 left  (3 of 4 active)");
});

test("--json gives the counts of the plan", () => {
  const counts = JSON.parse(meibo(appliedFolder(), ["--json", "seats"]).stdout);
  expect(counts[0]).toEqual({ of: "total", limit: 6, now: 3, after: 3, active: { now: 3, after: 3 } });
});

test("a plan shows the seats that the contract limits before its steps", () => {
  const { stdout } = meibo(companyFolder(), ["plan"]);
  expect(stdout).toMatch(/\nSeats +now {5}after {2}contract\nall users .*\nPhone .*\n\nSteps /);
});
