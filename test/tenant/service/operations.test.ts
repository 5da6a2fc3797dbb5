import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { OPERATION_TYPES, operationTypesText } from "../../../scripts/api.ts";

test("what the compiler knows of requests is what the document says; else npm run schemas", () => {
  const text = readFileSync(join(import.meta.dirname, "../../..", OPERATION_TYPES), "utf8");
  expect(text).toBe(operationTypesText());
  expect(text).toContain('readonly state?: "active" | "inactive"');
});
