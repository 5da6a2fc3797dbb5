import type { EntryWord } from "../model/entry-word.ts";
import type { HrProfile, HrRow } from "../model/hr.ts";
import type { Day, DeclaredUser } from "../model/roster.ts";
import { loginKey } from "../model/user.ts";

export interface HrEdit {
  readonly user: DeclaredUser;
  readonly words: readonly EntryWord[];
}

export const HR_LEFT = ["noUser", "noFile", "renamed", "back"] as const;
/** Nobody of MiiTel; no file for the department; another Login ID, which is a rename; active again where a file says inactive. */
export type HrLeft = (typeof HR_LEFT)[number];

export interface HrOutcome {
  readonly matched: { readonly employeeId: number; readonly loginId: number };
  readonly edits: readonly HrEdit[];
  readonly joiners: readonly { readonly row: HrRow; readonly file: string; readonly words: readonly EntryWord[] }[];
  readonly left: readonly { readonly row: HrRow; readonly why: HrLeft }[];
  /** Two declared people with one employee ID: nobody can tell which is meant. */
  readonly unclear: readonly { readonly row: HrRow; readonly users: readonly DeclaredUser[] }[];
}

/** What the files have to say so that they agree with the HR system. `today` decides who has left already. */
export function hrOutcome(
  rows: readonly HrRow[],
  users: readonly DeclaredUser[],
  profile: HrProfile,
  today: Day,
): HrOutcome {
  const byEmployee = Map.groupBy(users, ({ employeeId = "" }) => employeeId);
  const byLogin = new Map(
    users.flatMap((user) => [user.loginId, ...user.previousLoginIds].map((id) => [loginKey(id), user] as const)),
  );
  const outcome = {
    matched: { employeeId: 0, loginId: 0 },
    edits: [] as HrEdit[],
    joiners: [] as HrOutcome["joiners"][number][],
    left: [] as HrOutcome["left"][number][],
    unclear: [] as HrOutcome["unclear"][number][],
  };
  for (const row of rows) {
    const own =
      row.employeeId === undefined || profile.match !== "employeeId" ? [] : (byEmployee.get(row.employeeId) ?? []);
    if (own.length > 1) {
      outcome.unclear.push({ row, users: own });
      continue;
    }
    const [first] = own;
    const user = first ?? byLogin.get(loginKey(row.loginId ?? ""));
    if (user === undefined) join(outcome, row, profile, { today, users });
    else {
      outcome.matched[first === undefined ? "loginId" : "employeeId"] += 1;
      if (isOther(row, user)) outcome.left.push({ row, why: "renamed" });
      if (row.status === "active" && row.endDate === undefined && user.state === "inactive")
        outcome.left.push({ row, why: "back" });
      const words = wordsFor(row, user, today);
      if (words.length > 0) outcome.edits.push({ user, words });
    }
  }
  return outcome;
}

function isOther({ loginId }: HrRow, user: DeclaredUser): boolean {
  const known = [user.loginId, ...user.previousLoginIds].map(loginKey);
  return loginId !== undefined && !known.includes(loginKey(loginId));
}

function join(
  outcome: { readonly joiners: HrOutcome["joiners"][number][]; readonly left: HrOutcome["left"][number][] },
  row: HrRow,
  { fileByDepartment }: HrProfile,
  { today, users }: { readonly today: Day; readonly users: readonly DeclaredUser[] },
): void {
  const { loginId, name, employeeId, department = "", startDate, endDate, status } = row;
  const isGone = status === "inactive" || (endDate !== undefined && endDate < today);
  if (loginId === undefined || name === undefined || isGone) {
    outcome.left.push({ row, why: "noUser" });
    return;
  }
  const file = Object.hasOwn(fileByDepartment, department) ? fileByDepartment[department] : undefined;
  if (file === undefined) {
    outcome.left.push({ row, why: "noFile" });
    return;
  }
  const words: readonly EntryWord[] = [
    { key: "loginId", value: loginId },
    { key: "name", value: name },
    ...(employeeId === undefined ? [] : [{ key: "employeeId", value: employeeId } as const]),
    ...(isSaidForAll(users, file, department) ? [] : [{ key: "department", value: department } as const]),
    ...(startDate === undefined || startDate <= today ? [] : [{ key: "startDate", value: startDate } as const]),
    ...(endDate === undefined ? [] : [{ key: "endDate", value: endDate } as const]),
  ];
  outcome.joiners.push({ row, file, words });
}

/** A file of one department says so once. */
function isSaidForAll(users: readonly DeclaredUser[], file: string, department: string): boolean {
  const own = users.filter(({ place }) => place.file === file);
  return own.length > 0 && own.every((user) => user.place.row === undefined && user.department === department);
}

/** A day that has come changes nothing any more, and an end explains why somebody is not active. */
function wordsFor(row: HrRow, user: DeclaredUser, today: Day): readonly EntryWord[] {
  const { name, employeeId, department, startDate, endDate, status } = row;
  const isOff = user.state !== undefined && user.state !== "active";
  const onLeave =
    status === "inactive" && endDate === undefined && !isOff && user.leave === undefined && user.endDate === undefined;
  const said: readonly (readonly [EntryWord["key"], string | undefined, string | undefined])[] = [
    ["name", name, String(user.values.name ?? "")],
    ["employeeId", user.employeeId === undefined ? employeeId : undefined, undefined],
    ["department", department, user.department],
    ["startDate", startDate !== undefined && startDate > today ? startDate : undefined, user.startDate],
    ["endDate", endDate, user.endDate],
    ["state", onLeave ? "inactive" : undefined, undefined],
  ];
  return said.flatMap(([key, value, now]) => (value === undefined || value === now ? [] : [{ key, value }]));
}
