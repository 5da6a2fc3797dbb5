import type { Place } from "../model/place.ts";
import { compareText } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import { DEFAULT_SETTINGS, type Settings } from "../model/settings.ts";
import { isWild, leadsOut } from "./checks/settings.ts";
import { placeIn } from "./document.ts";
import { type Content, type Found, findFiles, readFiles } from "./files.ts";
import type { ReadSettings } from "./settings.ts";

const KINDS = ["users", "roles", "facts", "approvals"] as const;
type Kind = (typeof KINDS)[number];

export interface Contents extends Readonly<Record<Kind, readonly Content[]>> {
  readonly problems: readonly Problem[];
}

/** Every file that `meibo.yaml` names, opened and counted. */
export function openSources(root: string, settings: Settings, { document }: ReadSettings): Contents {
  const whereOf: WhereOf = (...path) =>
    document === undefined ? undefined : placeIn(document, document.value, "sources", ...path);
  const found = KINDS.map((kind) => findKind(root, kind, settings, whereOf));
  const files = [...new Set(found.flatMap((one) => one.files))].sort(compareText);
  const { limits } = settings.sources;
  const many = tooMany(files.length, limits.files, whereOf("limits", "files"));
  const { contents, problems } =
    many === undefined ? readFiles(root, files, limits) : { contents: [], problems: [many] };
  const byFile = new Map(contents.map((content) => [content.file, content]));
  const [users = [], roles = [], facts = [], approvals = []] = found.map((one) =>
    one.files.flatMap((file) => byFile.get(file) ?? []),
  );
  const all = [...found.flatMap((one) => one.problems), ...namesAlike(files), ...problems];
  return { users, roles, facts, approvals, problems: all };
}

/** Nothing is read then: whoever is missing would look like people who left. */
function tooMany(count: number, limit: number, place: Place | undefined): Problem | undefined {
  return count > limit ? problem("files-many", { count, limit }, { place }) : undefined;
}

/** Two files on this machine are one on another: whoever checks out there loses the people of the second. */
function namesAlike(files: readonly string[]): readonly Problem[] {
  const firsts = new Map<string, string>();
  return files.flatMap((file) => {
    const folded = file.normalize("NFC").toLowerCase();
    const other = firsts.get(folded);
    if (other === undefined) firsts.set(folded, file);
    if (other === undefined) return [];
    return [problem("file-names-alike", { file, other }, { place: { file }, related: [{ file: other }] })];
  });
}

type WhereOf = (...path: readonly string[]) => Place | undefined;

function findKind(root: string, kind: Kind, { sources }: Settings, whereOf: WhereOf) {
  const written = sources[kind];
  const patterns = typeof written === "string" ? [written] : written;
  const searches = patterns.map((pattern) => ({ pattern, ...search(root, pattern) }));
  const files = [...new Set(searches.flatMap((one) => one.files))].sort(compareText);
  const problems = searches.flatMap((one) => one.problems);
  const found = files.length + problems.length + patterns.filter(isRefused).length;
  if (kind === "users" && found === 0)
    return { files, problems: [noMatch(kind, patterns.join(", ") || '""', whereOf(kind))] };
  const empty = searches.flatMap((one, index) => {
    if (one.files.length + one.problems.length > 0) return [];
    if (isUsual(kind, one.pattern) || isRefused(one.pattern)) return [];
    const path = typeof written === "string" ? [kind] : [kind, String(index)];
    return [noMatch(kind, one.pattern, whereOf(...path))];
  });
  return { files, problems: [...problems, ...empty] };
}

function search(root: string, pattern: string): Found {
  return isRefused(pattern) ? { files: [], problems: [] } : findFiles(root, pattern);
}

/** Told as a problem of `meibo.yaml`, and never searched for. */
function isRefused(pattern: string): boolean {
  return isWild(pattern) || leadsOut(pattern);
}

function noMatch(kind: Kind, pattern: string, place: Place | undefined): Problem {
  return problem("no-match", { pattern, key: `sources.${kind}` }, { place });
}

/** Nobody asked for these by name, so they may find nothing. */
function isUsual(kind: Kind, pattern: string): boolean {
  const usual = DEFAULT_SETTINGS.sources[kind];
  return typeof usual === "string" ? usual === pattern : usual.includes(pattern);
}
