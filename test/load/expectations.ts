import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../src/model/problem.ts";

/** A problem in one line: `users/a.yaml:3 MB1003`, or in CSV `users/a.csv row 2 extension MB1201`. */
export function describe({ code, place }: Problem): string {
  if (place === undefined) return `- ${code}`;
  const { file, line, row, cell } = place;
  const at = row === undefined ? `${file}${line === undefined ? "" : `:${line}`}` : `${file} row ${row}`;
  return `${at}${cell ? ` ${cell}` : ""} ${code}`;
}

/** Everything that the files of a folder say about themselves, in the same form. */
export function expectationsIn(root: string): readonly string[] {
  const yaml = globSync("**/*.yaml", { cwd: root }).flatMap((file) => commentsIn(root, file));
  const sidecars = globSync("**/*.expect", { cwd: root }).flatMap((file) => sidecarIn(root, file));
  const whole = globSync("expect.txt", { cwd: root }).flatMap((file) => linesOf(root, file).map(turned));
  return [...yaml, ...sidecars, ...whole].sort();
}

/** `# expect: MB1003 MB1106` at the end of the line that is wrong. */
function commentsIn(root: string, file: string): readonly string[] {
  return readFileSync(join(root, file), "utf8")
    .split(/\r?\n/)
    .flatMap((line, index) => {
      const codes = /# expect: ((?:MB\d{4} ?)+)$/.exec(line)?.[1]?.trim().split(" ") ?? [];
      return codes.map((code) => `${file}:${index + 1} ${code}`);
    });
}

/** `MB1201 row 2 extension`, `MB1007 1 Nama` or `MB1001 3` in the file beside a CSV file. */
function sidecarIn(root: string, sidecar: string): readonly string[] {
  const file = sidecar.replace(/\.expect$/, "");
  return linesOf(root, sidecar).map((line) => {
    const [code = "", ...at] = line.split(" ");
    return at[0] === "row" ? `${file} ${at.join(" ")} ${code}` : `${file}:${at.join(" ")} ${code}`;
  });
}

/** `MB1010 users/x.yaml` or `MB1016 meibo.yaml:1` of a folder as a whole. */
function turned(line: string): string {
  const [code = "", ...at] = line.split(" ");
  return `${at.join(" ")} ${code}`;
}

function linesOf(root: string, file: string): readonly string[] {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}
