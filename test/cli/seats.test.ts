import { expect, test } from "vitest";
import { meibo } from "./command.ts";
import { appliedFolder, companyFolder } from "./company.ts";

test("meibo seats shows what is taken now and after the plan, and what the contract has", () => {
  const { exit, stdout } = meibo(companyFolder(), ["seats"]);
  expect([exit, stdout.split("\n")]).toEqual([
    0,
    [
      "Seats          now     after  contract",
      "total            0         3         6  3 left",
      "phone            0         2         2  0 left",
      "meetings         0         2         -  not checked",
      "",
    ],
  ]);
});

test("a seat too many is told, and the command does not refuse", () => {
  const one = "users:\n  - { loginId: eve@aoba.example, name: Eve, role: sales }\n";
  const { exit, stdout } = meibo(companyFolder({ "users/eve.yaml": one }), ["seats"]);
  expect([exit, stdout.split("\n")[2]]).toEqual([0, "phone            0         3         2  1 too many"]);
});

test("people who are switched off hold seats that the active do not need", () => {
  const off = "users:\n  - { loginId: eve@aoba.example, name: Eve, state: inactive }\n";
  const { stdout } = meibo(companyFolder({ "users/eve.yaml": off }), ["seats"]);
  expect(stdout.split("\n")[1]).toBe("total            0         4         6  2 left, 3 of them active");
});

test("--json gives the counts of the plan", () => {
  const counts = JSON.parse(meibo(appliedFolder(), ["--json", "seats"]).stdout);
  expect(counts[0]).toEqual({ of: "total", limit: 6, now: 3, after: 3, active: { now: 3, after: 3 } });
});

test("a plan shows the seats that the contract limits before its steps", () => {
  const { stdout } = meibo(companyFolder(), ["plan"]);
  expect(stdout).toMatch(/\nSeats {7}now {5}after {2}contract\ntotal .*\nphone .*\n\nSteps /);
});
