import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadRoster } from "../../src/load/roster.ts";
import { SUBSCRIPTIONS, type ValueKey } from "../../src/model/fields.ts";
import { asLoginId, type Values } from "../../src/model/user.ts";
import type { SeedUser } from "../../src/tenant/people.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { folderWith, meibo, put } from "./command.ts";

const CONFIG = `version: 1\ntenant: aoba\nsubscriptions: [${SUBSCRIPTIONS.join(", ")}]\n`;

/** Some of them lie one value apart. */
const TWELVE: readonly Values[] = [
  {},
  { "phone.enabled": true },
  { "phone.enabled": true, "phoneMobile.enabled": true },
  { "phone.enabled": true, "meetings.enabled": true, "meetings.downloadFiles": "hostOnly" },
  { "phone.enabled": true, "meetings.enabled": true, monitoring: true, "analytics.downloadRecordings": true },
  { "phone.enabled": true, "callCenter.enabled": true },
  { "phone.enabled": true, "callCenter.enabled": true, "callCenter.admin": true, monitoring: true },
  { "meetings.enabled": true, "meetings.createExternalLink": "all" },
  { "phone.enabled": true, "salesforce.enabled": true },
  { "recPod.enabled": true, "analytics.exportContacts": true },
  { admin: true },
  { admin: true, "phone.enabled": true, "analytics.exportCallHistory": true, "analytics.exportContacts": true },
];

/** Independent of all others, so that whatever is flipped may stand. */
const FREE: readonly ValueKey[] = [
  "admin",
  "analytics.downloadRecordings",
  "analytics.exportCallHistory",
  "analytics.exportContacts",
  "recPod.enabled",
  "salesforce.enabled",
  "incomingWebhook.enabled",
  "meetings.exportHistory",
];

/** Numbers that look thrown, and are the same each time. */
function diceFrom(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** `sizes` people of each role, of whom one in twenty differs in one to three values. */
function company(sizes: readonly number[], seed: number): readonly SeedUser[] {
  const dice = diceFrom(seed);
  return sizes.flatMap((size, role) =>
    Array.from({ length: size }, (_, index): SeedUser => {
      const values = TWELVE[role] ?? {};
      const flips = index % 20 === 19 ? dice(3) + 1 : 0;
      const left = [...FREE];
      const flipped = Array.from({ length: flips }, () => left.splice(dice(left.length), 1)[0] ?? "admin");
      const own = Object.fromEntries(flipped.map((key) => [key, values[key] !== true]));
      const name = `Person ${role} ${index}`;
      const loginId = asLoginId(`p${role}.${index}@${role % 2 === 0 ? "aoba" : "midori"}.example`);
      return { loginId, name, state: "active", department: "", role: "", values: all({ ...values, ...own, name }) };
    }),
  );
}

function all(values: Values): Values {
  return { locale: "ja", timeZone: "Asia/Tokyo", ...values };
}

function tenantFolder(people: readonly SeedUser[], more: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith({ "meibo.yaml": CONFIG, ".meibo/here": "", ...more });
  const tenant = openTenant({ database: join(folder, ".meibo/tenant.db"), now: () => NOW });
  tenant.seed(people, { subscriptions: SUBSCRIPTIONS, seats: {} });
  tenant.close();
  return folder;
}

function done(folder: string, line: string) {
  const ran = meibo(folder, line.split(" "));
  expect(`${ran.exit} ${ran.exit === 0 ? "" : ran.stderr}`).toBe("0 ");
  return ran;
}

const changesOf = (folder: string) => JSON.parse(done(folder, "plan --json").stdout).changes;

describe("a tenant of 10,000 people made from 12 roles, with 5 % exceptions", () => {
  const even = [...Array.from({ length: 11 }, () => 833), 837];
  const steep = [3400, 1900, 1200, 900, 700, 500, 400, 300, 250, 200, 150, 100];
  test.each([
    ["of one size", even, 1],
    ["of sizes from 3,400 to 100", steep, 2],
  ])("import --suggest-roles finds the roles, %s, in under 5 s, and the plan is empty", (_, sizes, seed) => {
    const folder = tenantFolder(company(sizes, seed));
    const started = performance.now();
    const { stdout } = done(folder, "import --from-connector --suggest-roles");
    expect(performance.now() - started).toBeLessThan(5000);
    const { roles } = parse(readFileSync(join(folder, "roles/imported.yaml"), "utf8"));
    const found = Object.values<{ permissions?: object }>(roles).map(({ permissions = {} }) => flat(permissions));
    expect(sorted(found)).toEqual(sorted(TWELVE));
    expect(stdout).toContain("roles found: 12 roles");
    // 2 would be changes.
    expect(done(folder, "plan --detailed-exitcode").stdout).toContain("(10,000 users)");
  });
});

function flat(permissions: object): Values {
  return Object.fromEntries(
    Object.entries(permissions).flatMap(([key, value]) =>
      typeof value === "object" ? Object.entries(value).map(([part, own]) => [`${key}.${part}`, own]) : [[key, value]],
    ),
  );
}

function sorted(roles: readonly Values[]): readonly string[] {
  return roles.map((values) => JSON.stringify(Object.entries(values).sort())).sort();
}

describe("of a small tenant", () => {
  const people = company([40, 30, 12], 3);
  const files = (folder: string) => readdirSync(join(folder, "users")).sort();

  test.each([
    "",
    " --suggest-roles",
    " --format csv",
    " --format csv --suggest-roles",
    " --split-by domain",
    " --split-by domain --format csv --suggest-roles --lang ja",
    " --format csv --suggest-roles --lang id",
  ])("import%s says the same people, and the plan is empty", async (flags) => {
    const folder = tenantFolder(people);
    done(folder, `import --from-connector${flags}`);
    const loaded = await loadRoster(folder);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const said = Object.fromEntries(
      loaded.value.roster.users.map(({ loginId, state, values }) => [loginId, { state, values }]),
    );
    for (const { loginId, state, values } of people) expect(said[loginId]).toMatchObject({ state, values });
    expect(Object.keys(said)).toHaveLength(people.length);
    expect(changesOf(folder)).toEqual([]);
    done(folder, "fmt --check");
  });

  test("a file for each domain", () => {
    const folder = tenantFolder(people);
    done(folder, "import --from-connector --split-by domain");
    expect(files(folder)).toEqual(["aoba.example.yaml", "midori.example.yaml"]);
  });

  test("nobody has a department in a tenant, and it is said how to go on", () => {
    const folder = tenantFolder(people);
    const { exit, stderr } = meibo(folder, "import --from-connector --split-by department".split(" "));
    expect(exit).toBe(1);
    expect(stderr).toContain("use --split-by domain");
  });

  test("a dry run shows the files and writes none", () => {
    const folder = tenantFolder(people);
    const { stdout } = done(folder, "import --from-connector --suggest-roles --dry-run");
    expect(stdout).toContain("+++ b/roles/imported.yaml");
    expect(() => files(folder)).toThrow("ENOENT");
  });

  test("a file that is there is kept, and then nothing is written", () => {
    const folder = tenantFolder(people, { "roles/imported.yaml": "roles: {}\n" });
    const { exit, stderr } = meibo(folder, "import --from-connector --suggest-roles".split(" "));
    expect([exit, stderr]).toEqual([1, expect.stringContaining("MB1020")]);
    expect(() => files(folder)).toThrow("ENOENT");
  });

  test("people who stand in a file already are not declared twice, and nothing is written", () => {
    const ann = `users:\n  - loginId: p0.0@aoba.example\n    name: Ann\n`;
    const folder = tenantFolder(people, { "users/ann.yaml": ann });
    const { exit, stderr } = meibo(folder, ["import", "--from-connector"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("p0.0@aoba.example is declared twice")]);
    expect(files(folder)).toEqual(["ann.yaml"]);
  });

  test("what a policy asks of roles holds after the import", () => {
    const policy = "policy: { roles: { requireFor: ['users/**'], maxOverrides: 1 } }\n";
    const folder = tenantFolder(people, { "meibo.yaml": CONFIG + policy });
    done(folder, "import --from-connector --suggest-roles");
    expect(changesOf(folder)).toEqual([]);
  });

  test("a name that a table cannot hold is refused, and YAML holds it", () => {
    const [first, ...others] = company([3, 1], 4);
    const spaced = first === undefined ? [] : [{ ...first, name: " Ann", values: { ...first.values, name: " Ann" } }];
    const folder = tenantFolder([...spaced, ...others]);
    const { exit, stderr } = meibo(folder, "import --from-connector --format csv".split(" "));
    expect([exit, stderr]).toEqual([1, expect.stringContaining("use --format yaml")]);
    expect(() => files(folder)).toThrow("ENOENT");
    done(folder, "import --from-connector");
    expect(changesOf(folder)).toEqual([]);
  });

  test("departments come from a column that a company added", () => {
    const folder = folderWith({ "meibo.yaml": CONFIG });
    put(folder, "in.csv", "Login ID,User name,Department\nann@aoba.example,Ann,東京 営業\nbob@aoba.example,Bob,\n");
    done(folder, "import in.csv --split-by department --encoding utf-8");
    expect(files(folder)).toEqual(["imported.yaml", "東京-営業.yaml"]);
    expect(readFileSync(join(folder, "users/東京-営業.yaml"), "utf8")).toContain("department: 東京 営業");
  });
});

describe("meibo roles", () => {
  const folder = folderWith({
    "meibo.yaml": CONFIG,
    "roles/all.yaml": `roles:
  base: { description: Everyone, permissions: { phone: true } }
  lead: { extends: [base], permissions: { monitoring: true } }
`,
    "users/all.yaml": `users:\n${["ann", "bob", "eve", "rei"]
      .map(
        (name) =>
          `  - { loginId: ${name}@aoba.example, name: ${name}, role: base${name === "rei" ? "" : ", permissions: { phoneMobile: true }"} }\n`,
      )
      .join("")}`,
  });
  const json = (line: string) => JSON.parse(done(folder, `${line} --json`).stdout);

  test("list counts who has a role, and who differs from it", () => {
    expect(json("roles list")).toEqual([
      { role: "base", description: "Everyone", extends: [], users: 4, overrides: 3 },
      { role: "lead", extends: ["base"], users: 0, overrides: 0 },
    ]);
    expect(done(folder, "roles list").stdout).toContain("base  4      3");
  });

  test("show says which role a value comes from", () => {
    expect(json("roles show lead").values).toMatchObject([
      { key: "monitoring", value: true, origin: { role: "lead", place: { line: 3 } } },
      { key: "phone.enabled", value: true, origin: { role: "base", place: { line: 2 } } },
    ]);
    expect(done(folder, "roles show lead").stdout).toMatch(/phone\.enabled +yes +.*base/);
  });

  test("a role that nobody wrote is asked back", () => {
    expect(meibo(folder, ["roles", "show", "leed"]).stderr).toContain("did you mean lead?");
  });

  test("diff shows what one allows and the other does not", () => {
    expect(json("roles diff base lead").differing).toEqual([{ key: "monitoring", a: false, b: true }]);
    expect(done(folder, "roles diff lead lead").stdout).toContain("allow the same");
  });

  test("suggest finds what three people share, and the role it would make", () => {
    const users = ["ann", "bob", "eve"].map((name) => `${name}@aoba.example`);
    const values = { "phoneMobile.enabled": true };
    expect(json("roles suggest")).toEqual([{ from: ["base"], of: 4, users, values, name: "base-mobile" }]);
    expect(done(folder, "roles suggest").stdout).toContain("extends:\n");
  });
});
