import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { schemaText, validatorsText } from "../../scripts/schemas.ts";
import { SCHEMA_NAMES } from "../../src/load/schema.ts";
import { SCHEMAS } from "../../src/load/schemas.ts";
import { validateUsers } from "../../src/load/validators.generated.js";
import { PERMISSION_KEYS } from "../../src/model/fields.ts";

const ROOT = join(import.meta.dirname, "../..");
const VALID = join(ROOT, "test/fixtures/load/valid");
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });

describe.for(SCHEMA_NAMES)("the schema of %s", (name) => {
  test("in the folder is the one that the table of fields makes", () => {
    expect(readFileSync(join(ROOT, `schemas/${name}.schema.json`), "utf8")).toBe(schemaText(name));
  });

  test("takes its own examples, and describes every key", () => {
    const schema = SCHEMAS[name];
    const validate = ajv.compile(schema);
    expect(schema.examples?.length).toBeGreaterThan(0);
    for (const example of schema.examples ?? []) expect([validate(example), validate.errors]).toEqual([true, null]);
    expect(schema.title).toMatch(/^meibo /);
  });
});

test("editors are told the same about the files of the examples", () => {
  const files = globSync("{meibo,approvals}.yaml", { cwd: VALID }).concat(
    globSync("{users,roles,facts}/**/*.yaml", { cwd: VALID }),
  );
  const checked = files.map((file) => {
    const name = file === "meibo.yaml" ? "config" : (SCHEMA_NAMES.find((known) => file.startsWith(known)) ?? "users");
    const value: unknown = parse(readFileSync(join(VALID, file), "utf8"));
    const validate = ajv.compile({ ...SCHEMAS[name], $id: `${file}-${name}` });
    return { file, right: value === null || validate(value) };
  });
  expect(checked.length).toBeGreaterThan(7);
  expect(checked.filter(({ right }) => !right)).toEqual([]);
});

const REFUSED = {
  "a user without a name": { users: [{ loginId: "a@x.example" }] },
  "an extension that is a number": { users: [{ loginId: "a@x.example", name: "A", extension: 2101 }] },
  "role beside roles": { users: [{ loginId: "a@x.example", name: "A", role: "a", roles: ["b"] }] },
  "user beside users": { users: [], user: { loginId: "a@x.example", name: "A" } },
  "a password": { users: [{ loginId: "a@x.example", name: "A", password: "x" }] },
  "a Login ID without @": { users: [{ loginId: "a", name: "A" }] },
  "a permission in the defaults": { defaults: { admin: true }, users: [] },
  "a range that is a yes": {
    users: [{ loginId: "a@x.example", name: "A", permissions: { meetings: { downloadFiles: true } } }],
  },
  "a month that is none": { users: [{ loginId: "a@x.example", name: "A", startDate: "2026-13-01" }] },
  "a name of 31 characters": { users: [{ loginId: "a@x.example", name: "x".repeat(31) }] },
} as const;

test.for(Object.entries(REFUSED))("editors refuse %s", ([, value]) => {
  expect(ajv.compile({ ...SCHEMAS.users, $id: "refused" })(value)).toBe(false);
  ajv.removeSchema("refused");
});

test("every permission is in the schema of users", () => {
  const text = schemaText("users");
  const keys = PERMISSION_KEYS.map((key) => key.split(".").at(-1) ?? key);
  expect(keys.filter((key) => !text.includes(`"${key}"`))).toEqual([]);
});

test("the validators are the ones of these schemas, and run without Ajv", () => {
  const text = readFileSync(join(ROOT, "src/load/validators.generated.js"), "utf8");
  expect(text).toBe(validatorsText());
  expect(text).not.toMatch(/\b(import|require)\b/);
  expect(validateUsers({ users: [{ loginId: "a", name: "A", permissions: { phone: true } }] })).toBe(true);
  expect(validateUsers({ users: [{ loginId: 1 }] })).toBe(false);
});
