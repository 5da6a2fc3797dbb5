import { defineConfig } from "vitest/config";

/** The tests that judge `src/apply`, for mutants of it: its own, and the schedules that went wrong once. */
export default defineConfig({
  test: {
    testNamePattern: /^(?!.*in a small part of|.*a mutant is a rule|.*goes the same way)/,
    include: ["test/apply/*.test.ts", "test/simulation/*.test.ts"],
    testTimeout: 20_000,
    pool: "threads",
  },
});
