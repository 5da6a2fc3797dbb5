import { matchesGlob } from "node:path";

/** Who has to agree to a change of this path, as CODEOWNERS says it: the last line that matches counts. */
export function ownersOf(codeowners: string, path: string): readonly string[] {
  const lines = codeowners.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, "").trim());
  const last = lines.filter((line) => line !== "").findLast((line) => covers(line.split(/\s+/)[0] ?? "", path));
  return last?.split(/\s+/).slice(1) ?? [];
}

/** With a slash at its start or inside, a pattern begins at the top; without one it may begin in any folder. */
function covers(pattern: string, path: string): boolean {
  const name = pattern.replace(/^\//, "").replace(/\/$/, "");
  const fromTop = pattern.startsWith("/") || name.includes("/") ? name : `**/${name}`;
  const isFolder = pattern.endsWith("/");
  return (!isFolder && matchesGlob(path, fromTop)) || (matchesGlob(path, `${fromTop}/**`) && !endsInStar(pattern));
}

/** `docs/*` is the files of one folder, not what lies deeper. */
function endsInStar(pattern: string): boolean {
  return pattern.endsWith("/*");
}
