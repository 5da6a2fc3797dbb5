import type { Told } from "./phrases.ts";
import type { Problem } from "./problem.ts";

export const STANDINGS = ["ok", "warning", "error", "skipped"] as const;
export type Standing = (typeof STANDINGS)[number];

export const THEMES = [
  "node",
  "configuration",
  "files",
  "schemas",
  "permissions",
  "state",
  "connector",
  "passwords",
  "git",
  "editor",
] as const;
/** What a check of `meibo doctor` is about. */
export type Theme = (typeof THEMES)[number];

/** What a check found, and the way to mend it. Nothing secret is in it. */
export interface Finding {
  readonly standing: Standing;
  readonly found: Told;
  readonly mend?: Told;
  /** Each with its own way out. */
  readonly problems?: readonly Problem[];
}

export interface CheckedFinding extends Finding {
  readonly theme: Theme;
  /** Stays the same in every language and release. */
  readonly check: string;
}
