import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";
import { SCHEMA_NAMES } from "../../src/load/schema.ts";
import { folderWith, meibo, put } from "./command.ts";

const CONFIG = 'version: 1\ntenant: aoba\nextensionPools: { tokyo: ["2101-2103"], jakarta: ["3101"] }\n';
const ROLES = `roles:
  sales: { description: Calls customers, extends: [base] }
  base: {}
`;

function roster(more: Readonly<Record<string, string>> = {}): string {
  return folderWith({ "meibo.yaml": CONFIG, "roles/all.yaml": ROLES, ...more });
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, `schemas/${name}.schema.json`), "utf8");
}

/** As an editor reads the schema that stands in the folder. */
function validator(folder: string, name: string): ValidateFunction {
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
  ajv.addVocabulary(["enumDescriptions"]);
  return ajv.compile(JSON.parse(read(folder, name)));
}

function written(more?: Readonly<Record<string, string>>): string {
  const folder = roster(more);
  expect(meibo(folder, ["schema", "--write"])).toMatchObject({ exit: 0, stderr: "" });
  return folder;
}

const user = (role: object) => ({ users: [{ loginId: "ann@aoba.example", name: "Ann", ...role }] });

describe("schema --write", () => {
  test("names what it wrote, and nothing once that is fresh", () => {
    const folder = roster();
    const first = meibo(folder, ["schema", "--write"]);
    expect(first.stdout.trim().split("\n")).toEqual(SCHEMA_NAMES.map((name) => `wrote schemas/${name}.schema.json`));
    const again = meibo(folder, ["schema", "--write"]);
    expect([again.exit, again.stdout]).toEqual([0, "The schemas for editors are up to date: 5 files.\n"]);
    expect(JSON.parse(meibo(folder, ["--json", "schema", "--write"]).stdout)).toEqual({ wrote: [] });
  });

  test("gives the same bytes in any folder and whatever the order of roles and files", () => {
    const one = written();
    const two = written({
      "roles/all.yaml": "roles:\n  base: {}\n",
      "roles/more.yaml": "roles:\n  sales: { extends: [base], description: Calls customers }\n",
      "meibo.yaml": CONFIG.replace(/\{ (tokyo: .*), (jakarta: .*) \}/, "{ $2, $1 }"),
    });
    for (const name of SCHEMA_NAMES) expect(read(one, name)).toBe(read(two, name));
    expect(readdirSync(join(one, "schemas"))).toHaveLength(SCHEMA_NAMES.length);
  });

  const USERS: readonly (readonly [string, object, boolean])[] = [
    ["a role that exists", user({ role: "sales" }), true],
    ["a role that does not", user({ role: "slaes" }), false],
    ["roles that exist", user({ roles: ["base", "sales"] }), true],
    ["roles of which one does not", user({ roles: ["base", "support"] }), false],
    ["a role of the whole file", { defaults: { role: "sales" }, users: [] }, true],
    ["a mistyped role of the whole file", { defaults: { role: "sale" }, users: [] }, false],
    ["a pool that exists", { defaults: { extensionPool: "tokyo" }, users: [] }, true],
    ["a pool that does not", { defaults: { extensionPool: "osaka" }, users: [] }, false],
    ["what was wrong before", { users: [{ loginId: "ann@aoba.example" }] }, false],
  ];
  test.each(USERS)("lets an editor judge %s", (_, file, right) => {
    expect(validator(written(), "users")(file)).toBe(right);
  });

  test("lets a new role be written, and built on those that exist", () => {
    const validate = validator(written(), "roles");
    expect(validate({ roles: { support: { extends: ["base"] } } })).toBe(true);
    expect(validate({ roles: { support: { extends: ["bsae"] } } })).toBe(false);
  });

  test("tells what a role is for", () => {
    const { definitions } = JSON.parse(read(written(), "users"));
    expect(definitions.roleName).toMatchObject({ enum: ["base", "sales"], enumDescriptions: ["", "Calls customers"] });
  });

  test("takes any role and pool where none exist yet", () => {
    const validate = validator(
      written({ "meibo.yaml": "version: 1\ntenant: aoba\n", "roles/all.yaml": "roles: {}\n" }),
      "users",
    );
    expect(validate(user({ role: "sales" }))).toBe(true);
    expect(validate({ defaults: { extensionPool: "tokyo" }, users: [] })).toBe(true);
    expect(validate(user({ role: "Sales!" }))).toBe(false);
  });

  test("writes one alone where one is named", () => {
    const folder = roster();
    expect(meibo(folder, ["schema", "users", "--write"]).exit).toBe(0);
    expect(readdirSync(join(folder, "schemas"))).toEqual(["users.schema.json"]);
  });

  test("writes nothing while a role cannot be read, and says where", () => {
    const folder = roster({ "roles/all.yaml": "roles:\n  base: { extend: [] }\n" });
    const { exit, stderr } = meibo(folder, ["schema", "--write"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("roles/all.yaml:2")]);
    expect(readdirSync(folder)).not.toContain("schemas");
  });

  test("minds no mistake among the people", () => {
    written({ "users/all.yaml": "users:\n  - loginId: 5\n" });
  });

  test("does not write through a link that leads out of the folder", () => {
    const folder = roster();
    const outside = folderWith({ "mine.txt": "mine" });
    mkdirSync(join(folder, "schemas"));
    symlinkSync(join(outside, "mine.txt"), join(folder, "schemas/users.schema.json"));
    expect(meibo(folder, ["schema", "--write"]).exit).toBe(1);
    expect(readFileSync(join(outside, "mine.txt"), "utf8")).toBe("mine");
    rmSync(join(folder, "schemas"), { recursive: true });
    symlinkSync(outside, join(folder, "schemas"));
    expect(meibo(folder, ["schema", "--write"]).exit).toBe(1);
    expect(readdirSync(outside)).toEqual(["mine.txt"]);
  });
});

describe("schema --check", () => {
  test("is content with what --write wrote, with line ends of Windows too", () => {
    const folder = written();
    expect(meibo(folder, ["schema", "--check"])).toMatchObject({ exit: 0, stderr: "" });
    writeFileSync(join(folder, "schemas/users.schema.json"), read(folder, "users").replaceAll("\n", "\r\n"));
    expect(meibo(folder, ["schema", "--check"]).exit).toBe(0);
  });

  const CHANGES: readonly (readonly [string, string, string, readonly string[]])[] = [
    ["a new role", "roles/new.yaml", "roles:\n  support: {}\n", ["users", "roles"]],
    ["a role that says something else", "roles/all.yaml", ROLES.replace("Calls", "Visits"), ["users", "roles"]],
    ["a new pool", "meibo.yaml", CONFIG.replace("tokyo", "osaka"), ["users"]],
    ["a schema that somebody changed", "schemas/facts.schema.json", "{}", ["facts"]],
  ];
  test.each(CHANGES)("names the files that do not know %s, and changes none", (_, file, text, stale) => {
    const folder = written();
    const before = read(folder, "users");
    put(folder, file, text);
    const { exit, stderr } = meibo(folder, ["schema", "--check"]);
    const named = [...stderr.matchAll(/schemas\/(\w+)\.schema\.json:? +error MB1024/g)].map(([, name]) => name);
    expect([exit, named]).toEqual([1, stale]);
    expect(read(folder, "users")).toBe(before);
    expect(meibo(folder, ["schema", "--write"]).exit).toBe(0);
    expect(meibo(folder, ["schema", "--check"]).exit).toBe(0);
  });

  test("--json tells missing from stale", () => {
    const folder = written();
    rmSync(join(folder, "schemas/config.schema.json"));
    put(folder, "schemas/facts.schema.json", "{}");
    const { exit, stdout } = meibo(folder, ["--json", "schema", "--check"]);
    expect(exit).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      missing: ["schemas/config.schema.json"],
      stale: ["schemas/facts.schema.json"],
    });
  });

  test("goes not with --write", () => {
    expect(meibo(roster(), ["schema", "--write", "--check"]).exit).toBe(1);
  });
});

describe("schema", () => {
  test("lists the schemas, or prints one with the names of the folder", () => {
    const folder = roster();
    expect(meibo(folder, ["schema"]).stdout.trim().split("\n")).toHaveLength(SCHEMA_NAMES.length);
    expect(JSON.parse(meibo(folder, ["--json", "schema"]).stdout)[0]).toEqual({
      name: "users",
      file: "schemas/users.schema.json",
    });
    const { stdout } = meibo(folder, ["schema", "users"]);
    expect(JSON.parse(stdout).definitions.roleName.enum).toEqual(["base", "sales"]);
    expect(readdirSync(folder)).not.toContain("schemas");
  });

  test("prints one where there is no folder of users, and writes none there", () => {
    const folder = folderWith();
    expect(JSON.parse(meibo(folder, ["schema", "roles"]).stdout).title).toBe("meibo roles file");
    expect(meibo(folder, ["schema", "--write"])).toMatchObject({ exit: 1, stdout: "" });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("doctor calls fresh what schema --write wrote, until a role is added", () => {
  const folder = written();
  const schemas = () =>
    JSON.parse(meibo(folder, ["--json", "doctor"]).stdout).checks.find(
      ({ check }: { readonly check: string }) => check === "schemas",
    );
  expect(schemas()).toMatchObject({ standing: "ok" });
  put(folder, "roles/new.yaml", "roles:\n  support: {}\n");
  expect(schemas()).toMatchObject({ standing: "warning" });
});
