import { type Drift, type DriftedUser, shownState } from "../model/drift.ts";
import { compareText } from "../model/place.ts";
import { type Line, styled } from "./line.ts";
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
