import { parseDocument } from "yaml";
import { canonicalJson } from "../model/canonical.ts";
import type { FileDiff, Splice, TextFile } from "../model/file-change.ts";
import type { Place } from "../model/place.ts";
import { compareText } from "../model/place.ts";
import { loginKey } from "../model/user.ts";
import { commentsOf } from "./comments.ts";
import { tableSplices } from "./format-table.ts";
import { formattedYaml, type KeyOrder } from "./format-yaml.ts";
import { lineSplices } from "./lines.ts";
import { diffOf, spliced, splicedBytes } from "./splice.ts";
import { type Edit, yamlSplices } from "./yaml-entry.ts";

/** A person whose former Login IDs may go. */
export interface Settled {
  readonly loginId: string;
  readonly place: Place;
}

export interface Formatted {
  readonly bytes: Uint8Array;
  /** Without hunks where the file was canonical already. */
  readonly diff: FileDiff;
}

/** A file in its canonical form; a console's own file is left to the letter. */
export function formatFile(file: TextFile, order: KeyOrder, settled: readonly Settled[]): Formatted {
  const splices = formatSplices(file, order, settled);
  const written = splicedBytes(file, splices);
  if (!written.ok) throw new Error(`${file.file} cannot be written in its own encoding`);
  return { bytes: written.bytes, diff: diffOf(file.file, file.text, splices) };
}

function formatSplices(
  { file, text, separator }: TextFile,
  order: KeyOrder,
  settled: readonly Settled[],
): readonly Splice[] {
  const edits = settled.map(
    ({ loginId, place }): Edit => ({ loginId, writings: [{ place, key: "previousLoginIds" }] }),
  );
  if (/\.console\.csv$/i.test(file)) return [];
  if (separator !== undefined) return tableSplices(text, separator, edits);
  const pruned = spliced(text, yamlSplices(text, edits).splices);
  const formatted = formattedYaml(pruned, order);
  if (pruned !== formatted) ensureSame(file, pruned, formatted);
  return lineSplices(text, formatted);
}

/** Whatever goes wrong here is no fault of the file, and must not cost anybody a word of it. */
function ensureSame(file: string, before: string, after: string): void {
  const [comments, others] = [before, after].map((text) => [...commentsOf(text)].sort(compareText).join("\n"));
  if (comments !== others) throw new Error(`${file} would lose a comment by being formatted`);
  if (meaningOf(before) !== meaningOf(after))
    throw new Error(`${file} would mean something else after being formatted`);
}

/** Whatever the order of keys and people. */
function meaningOf(text: string): string {
  const content: unknown = parseDocument(text, { schema: "failsafe" }).toJS();
  const users = isRecord(content) && Array.isArray(content["users"]) ? content["users"] : [];
  const key = (user: unknown) => loginKey(isRecord(user) ? String(user["loginId"]) : "");
  const sorted = users.toSorted((a: unknown, b: unknown) => compareText(key(a), key(b)));
  return canonicalJson([content, sorted], new Set(["users"]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
