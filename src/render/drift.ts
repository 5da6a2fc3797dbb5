import { type Drift, type DriftedUser, shownState } from "../model/drift.ts";
import { compareText } from "../model/place.ts";
import type { LoginId } from "../model/user.ts";
import type { Writing } from "../model/writing.ts";
import { type Line, styled } from "./line.ts";
import { phraseText } from "./phrase.ts";
import { placeText } from "./problem.ts";
import { tableRows } from "./table.ts";
import { valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

/** What was changed in the console, file by file, and the two ways on. */
export function driftLines({ users, unmanaged, firstRun }: Drift, words: Words): readonly Line[] {
  const { drift } = words;
  const aside: readonly Line[] = unmanaged === 0 ? [] : [[], [drift.unmanaged(unmanaged)]];
  if (users.length === 0) return [[firstRun ? drift.firstRun : drift.none], ...aside];
  const files = [...Map.groupBy(users, ({ place }) => place?.file ?? "")].sort(([a], [b]) => compareText(a, b));
  return [
    [drift.changed(users.length)],
    ...files.flatMap(([file, own]) => [[], [styled("bold", file)], ...own.flatMap((user) => userLines(user, words))]),
    ...aside,
    [],
    ...tableRows([
      [drift.keep, drift.keepHow],
      [drift.setBack, "meibo apply"],
      [drift.who, drift.whoHow],
    ]).map((row): Line => [row]),
  ];
}

function userLines({ loginId, name, place, fields, state, gone }: DriftedUser, words: Words): readonly Line[] {
  const { drift } = words;
  const line = place?.line === undefined ? "" : words.line(place.line);
  const where = place?.row === undefined ? line : words.row(place.row);
  const rows = [
    ...fields.map(({ key, from, to, cause, last }) => [
      key,
      drift.inTenant(valueText(from, words)),
      drift.inFiles(valueText(to, words)),
      cause === "conflict" ? drift.conflict(valueText(last, words)) : "",
    ]),
    ...(state === undefined
      ? []
      : [["state", drift.inTenant(shownState(state)), drift.inFiles(OTHER[shownState(state)])]]),
    ...(gone === true ? [[drift.gone]] : []),
  ];
  return [[`  ${loginId}  ${name}  ${where}`], ...tableRows(rows).map((row): Line => [`        ${row}`])];
}

const OTHER = { active: "inactive", inactive: "active" } as const;

/** What one person's files have to say to agree with the console. */
export function acceptLines(loginId: LoginId, writings: readonly Writing[], words: Words): readonly Line[] {
  const added = writings.filter(isAdded);
  const [entry] = added;
  const head: readonly Line[] = entry === undefined ? [] : [[`  ${words.drift.addTo(placeText(entry.place, words))}`]];
  const others = writings.filter((writing) => !isAdded(writing));
  return [
    [styled("bold", loginId)],
    ...others.flatMap((writing) => writingLines(writing, words)),
    ...head,
    ...added.flatMap((writing) => addedLines(writing, words)),
  ];
}

/** New words of an entry in YAML: only a word that is there has a column. */
function isAdded({ key, text, place }: Writing): boolean {
  return key !== "entry" && text !== undefined && place.row === undefined && place.column === undefined;
}

/** The text stands alone on its line, ready to be copied. */
function addedLines({ text = "", aside }: Writing, words: Words): readonly Line[] {
  return [[`    ${text}`], ...asideLines(aside, words)];
}

function asideLines(aside: string | undefined, words: Words): readonly Line[] {
  return aside === undefined ? [] : [[`        ${phraseText(aside, words)}`]];
}

function writingLines({ place, key, text, aside }: Writing, words: Words): readonly Line[] {
  const { drift } = words;
  const more = asideLines(aside, words);
  const where = placeText(place, words);
  if (key === "entry") return [[`  ${where}  ${drift.takeEntryOut}`], ...more];
  if (text === undefined) return [[`  ${where}  ${drift.takeOut(key)}`], ...more];
  const newColumn = place.row !== undefined && place.cell === undefined ? `  ${drift.newColumn(key)}` : "";
  return [[`  ${where}  ${text}${newColumn}`], ...more];
}
