import type { Problem } from "../model/problem.ts";
import type { Line } from "./line.ts";
import { countText } from "./problem.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

/** Roles that an import found. */
export interface FoundRoles {
  readonly roles: readonly { readonly name: string; readonly same: number; readonly near: number }[];
  /** People like nobody else. */
  readonly alone: number;
  /** So many of the largest roles cover 95 % of the people; undefined where all do not. */
  readonly covering?: number;
}

interface Imported {
  readonly users: readonly { readonly state?: string }[];
  readonly parts: ReadonlyMap<string, number>;
  readonly files: readonly { readonly file: string }[];
  readonly found?: FoundRoles;
}

/** What was found and written, and what to do next. */
export function importLines(
  { users, parts, files, found }: Imported,
  problems: readonly Problem[],
  isPreview: boolean,
  words: Words,
): readonly Line[] {
  const { note, roles } = words;
  const wrote = files.map(({ file }): Line => {
    const people = parts.get(file);
    return [people === undefined ? note.wrote(file) : note.wroteUsers(file, people)];
  });
  return [
    ...(found === undefined ? [] : foundLines(found, words)),
    ...(isPreview ? [] : wrote),
    ...(problems.length === 0 ? [] : [[roles.checks(note.asValidated(countText(problems, words)))]]),
    ...(users.some(({ state }) => state !== undefined) ? [] : [[note.noStates]]),
    ...(isPreview ? [] : [[note.afterImport]]),
  ];
}

function foundLines({ roles, alone, covering }: FoundRoles, { roles: words }: Words): readonly Line[] {
  const sum = (of: (role: FoundRoles["roles"][number]) => number) => roles.reduce((all, role) => all + of(role), 0);
  const rows = roles.map(({ name, same, near }) => [name, String(same), near === 0 ? "" : words.near(near)]);
  return [
    [
      words.found(
        roles.length,
        sum(({ same }) => same),
        sum(({ near }) => near),
      ),
    ],
    ...tableRows(rows).map((row): Line => [`  ${row}`]),
    ...(alone === 0 ? [] : [[words.alone(alone)]]),
    [covering === undefined ? words.notCovering : words.covering(covering)],
  ];
}
