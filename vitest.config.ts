import { defineConfig } from "vitest/config";

/** Where `.ci/run` wants the results to count them. */
const report = process.env["MEIBO_TEST_REPORT"];

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Minutes of random mutants: `npm run test:fuzz`, which .ci/run does too.
    exclude: process.env["MEIBO_FUZZ"] === undefined ? ["test/fuzz/**"] : [],
    globalSetup: ["test/build.ts"],
    testTimeout: 60_000,
    pool: "threads",
    maxWorkers: 2,
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    // The two rooms where a branch that nobody tried could cost somebody an account.
    coverage: {
      provider: "v8",
      include: ["src/plan/**/*.ts", "src/guard/**/*.ts"],
      reporter: ["text"],
      thresholds: { branches: 100 },
    },
  },
});
