import { defineConfig } from "vitest/config";

/** The tests that judge `src/plan` and `src/guard`, for mutants of them. */
export default defineConfig({
  test: {
    // It asks for speed, not for a rule, and would be run for most of the changes.
    testNamePattern: /^(?!.*a chain of thousands)/,
    include: ["test/plan/*.test.ts", "test/guard/*.test.ts"],
    testTimeout: 20_000,
    pool: "threads",
  },
});
