import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SUBSCRIPTIONS } from "../../src/model/fields.ts";
import { asLoginId } from "../../src/model/user.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { employees } from "../edit/roles.ts";
import { folderWith, meibo } from "./command.ts";

const CONFIG = `version: 1
tenant: aoba
subscriptions: [${SUBSCRIPTIONS.join(", ")}]
guards: { minAdmins: 0 }
passwords: { deliver: none }
`;

function tenantOf(count: number): string {
  const folder = folderWith({ "meibo.yaml": CONFIG, ".meibo/keep": "" });
  const tenant = openTenant({ database: join(folder, ".meibo", "tenant.db"), now: () => "2026-11-20T03:00:00Z" });
  const people = employees(count).map(({ values }, index) => ({
    loginId: asLoginId(`person${index}@aoba.example`),
    name: `Person ${index}`,
    department: "",
    role: "",
    state: "active" as const,
    values: {
      ...values,
      name: `Person ${index}`,
      extension: String(100_000 + index),
      locale: "ja",
      timeZone: "Asia/Tokyo",
    },
  }));
  tenant.seed(people, { subscriptions: [...SUBSCRIPTIONS], seats: {} });
  tenant.close();
  return folder;
}

test("twelve roles are found among 10,000 people, in under five seconds, and the plan after it is empty", {
  timeout: 120_000,
}, () => {
  const folder = tenantOf(10_000);
  const began = performance.now();
  const { exit, stdout, stderr } = meibo(folder, ["import", "--from-connector", "--suggest-roles", "--json"]);
  expect(performance.now() - began).toBeLessThan(5000);
  expect([exit, stderr]).toEqual([0, ""]);
  const { wrote, users, roles } = JSON.parse(stdout);
  expect([wrote, users, roles.length]).toEqual([["roles/imported.yaml", "users/imported.yaml"], 10_000, 12]);
  expect(meibo(folder, ["plan"]).stdout).toContain("No changes.");
  expect(meibo(folder, ["fmt", "--check"]).exit).toBe(0);
});

test("what is there already is not overwritten, and a dry run writes nothing", () => {
  const folder = tenantOf(40);
  const dry = meibo(folder, ["import", "--from-connector", "--suggest-roles", "--dry-run"]);
  expect([dry.exit, dry.stdout]).toEqual([0, expect.stringContaining("+++ b/roles/imported.yaml")]);
  expect(meibo(folder, ["import", "--from-connector", "--suggest-roles", "--split-by", "domain"]).exit).toBe(0);
  expect(readFileSync(join(folder, "users/aoba.example.yaml"), "utf8")).toContain("role: ");
  const again = meibo(folder, ["import", "--from-connector", "--suggest-roles"]);
  expect([again.exit, again.stderr]).toEqual([1, expect.stringContaining("roles/imported.yaml exists already")]);
  const twice = meibo(folder, ["import", "--from-connector"]);
  expect([twice.exit, twice.stderr]).toEqual([1, expect.stringContaining("MB1003")]);
  expect(meibo(folder, ["plan"]).stdout).toContain("No changes.");
});

test("nobody has a department yet, and that is said", () => {
  const { exit, stderr } = meibo(tenantOf(2), ["import", "--from-connector", "--split-by", "department"]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining("meibo move LOGIN FILE")]);
});
