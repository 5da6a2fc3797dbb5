import { createRequire } from "node:module";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { type Check, error, ok } from "./check.ts";

export const NODE: readonly Check[] = [
  { theme: "node", name: "node-version", look: () => nodeFinding(process.versions.node, engines()) },
];

function engines(): string {
  const own: { readonly engines: { readonly node: string } } = createRequire(import.meta.url)("meibo/package.json");
  return own.engines.node;
}

/** `wanted` is a range of the form `>=24` or `>=24.3`. */
export function nodeFinding(version: string, wanted: string): Finding {
  const oldest = wanted.replace(/^>=\s*/, "");
  const found = say("Node {version}; meibo needs {oldest} or later", { version, oldest });
  if (isAtLeast(version, oldest)) return ok(found);
  return error(found, say("install Node {oldest} or later, from https://nodejs.org", { oldest }));
}

function isAtLeast(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, "en", { numeric: true }) >= 0;
}
