import { createRequire } from "node:module";

const load = createRequire(import.meta.url);

/** Libraries that most runs never need; loading one takes longer than most of meibo's own work. Node keeps what it loaded. */
export const late = {
  get age(): typeof import("age-encryption") {
    return load("age-encryption");
  },
  get csvParse(): typeof import("csv-parse/sync") {
    return load("csv-parse/sync");
  },
  get csvStringify(): typeof import("csv-stringify/sync") {
    return load("csv-stringify/sync");
  },
  get iconv(): typeof import("iconv-lite") {
    return load("iconv-lite");
  },
} as const;
