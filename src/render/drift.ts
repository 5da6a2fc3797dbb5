import { type Drift, type DriftedUser, shownState } from "../model/drift.ts";
import { compareText } from "../model/place.ts";
import type { LoginId } from "../model/user.ts";
import type { Writing } from "../model/writing.ts";
import { count } from "./count.ts";
import { type Line, styled } from "./line.ts";
import { valueText } from "./plan.ts";
import { placeText } from "./problem.ts";
import { tableRows } from "./table.ts";

/** What was changed in the console, file by file, and the two ways on. */
export function driftLines({ users, unmanaged, firstRun }: Drift): readonly Line[] {
  const aside: readonly Line[] =
    unmanaged === 0 ? [] : [[], [`Unmanaged users, in no file: ${unmanaged}  (meibo list --unmanaged)`]];
  if (users.length === 0) return [[quietText(firstRun)], ...aside];
  const files = [...Map.groupBy(users, ({ place }) => place?.file ?? "")].sort(([a], [b]) => compareText(a, b));
  return [
    [`Changed in MiiTel, not in the files: ${count(users.length, "user")}`],
    ...files.flatMap(([file, own]) => [[], [styled("bold", file)], ...own.flatMap(userLines)]),
    ...aside,
    [],
    ["keep what MiiTel shows   meibo drift --accept LOGIN says what to write into the files"],
    ["set it back              meibo apply"],
    ["who did it               MiiTel Admin, Security, Audit log"],
  ];
}

function quietText(firstRun: boolean): string {
  if (!firstRun) return "No drift. Nothing was changed in MiiTel since the last apply.";
  return "No drift can be told: this is the first run, meibo remembers nothing yet.";
}

function userLines({ loginId, name, place, fields, state, gone }: DriftedUser): readonly Line[] {
  const where = place?.row === undefined ? `line ${place?.line ?? "?"}` : `row ${place.row}`;
  const rows = [
    ...fields.map(({ key, from, to, cause, last }) => [
      key,
      `MiiTel ${valueText(from)}`,
      `files ${valueText(to)}`,
      cause === "conflict" ? `last applied ${valueText(last)}: the files changed too` : "",
    ]),
    ...(state === undefined ? [] : [["state", `MiiTel ${shownState(state)}`, `files ${OTHER[shownState(state)]}`]]),
    ...(gone === true ? [["deleted in MiiTel; an apply creates the user anew, with a new ID and no history"]] : []),
  ];
  return [[`  ${loginId}  ${name}  ${where}`], ...tableRows(rows).map((row): Line => [`        ${row}`])];
}

const OTHER = { active: "inactive", inactive: "active" } as const;

/** What one person's files have to say to agree with the console. */
export function acceptLines(loginId: LoginId, writings: readonly Writing[]): readonly Line[] {
  const added = writings.filter(isAdded);
  const [entry] = added;
  const head: readonly Line[] = entry === undefined ? [] : [[`  add to the entry at ${placeText(entry.place)}`]];
  const others = writings.filter((writing) => !isAdded(writing));
  return [[styled("bold", loginId)], ...others.flatMap(writingLines), ...head, ...added.flatMap(addedLines)];
}

/** New words of an entry in YAML: only a word that is there has a column. */
function isAdded({ key, text, place }: Writing): boolean {
  return key !== "entry" && text !== undefined && place.row === undefined && place.column === undefined;
}

/** The text stands alone on its line, ready to be copied. */
function addedLines({ text = "", aside }: Writing): readonly Line[] {
  return [[`    ${text}`], ...asideLines(aside)];
}

function asideLines(aside: string | undefined): readonly Line[] {
  return aside === undefined ? [] : [[`        ${aside}`]];
}

function writingLines({ place, key, text, aside }: Writing): readonly Line[] {
  const more = asideLines(aside);
  const where = placeText(place);
  if (key === "entry") return [[`  ${where}  take the entry out`], ...more];
  if (text === undefined) return [[`  ${where}  take ${key} out`], ...more];
  const newColumn = place.row !== undefined && place.cell === undefined ? `  in a new column ${key}` : "";
  return [[`  ${where}  ${text}${newColumn}`], ...more];
}
