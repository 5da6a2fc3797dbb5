import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type HrOutcome, hrOutcome } from "../edit/hr.ts";
import type { Edit } from "../edit/yaml-entry.ts";
import { suggestion } from "../load/suggest.ts";
import type { Splice } from "../model/file-change.ts";
import type { HrExport, HrProfile } from "../model/hr.ts";
import { compareText } from "../model/place.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { asLoginId } from "../model/user.ts";
import { hrLines } from "../render/hr.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { type EditFlags, type Editing, finish, refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { type Editable, loadToEdit } from "./load.ts";
import { readUsersFile } from "./overlay.ts";
import { type ChangedFile, spliceFile } from "./write-back.ts";

interface HrFlags extends EditFlags {
  readonly profile: string;
  readonly match?: HrProfile["match"];
}

/** `meibo import hr FILE`: what an HR system knows of joiners, leavers and moves goes into the files. Nobody is taken out. */
export async function importHr(context: Context, flags: HrFlags, [file = ""]: readonly string[]): Promise<Exit> {
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const profile = profileOf(loaded, flags);
  if (!profile.ok) return refuse(context, profile.problems);
  const read = await readExport(context, file, profile.value);
  if (!read.ok) return refuse(context, read.problems);
  const { dayIn } = await import("../plan/state.ts");
  const today = dayIn(loaded.settings.timeZone, context.now());
  const outcome = hrOutcome(read.value.rows, loaded.roster.users, profile.value, today);
  const unclear = outcome.unclear.map(({ row: { employeeId = "", place }, users }) =>
    problem("hr-unclear", { employeeId, users: users.map(({ loginId }) => loginId).join(", ") }, { place }),
  );
  if (unclear.length > 0) return refuse(context, unclear);
  const files = await changedFiles(context, loaded, outcome);
  if (!files.ok) return refuse(context, files.problems);
  const people: Editing["people"] = [
    ...outcome.edits.map(({ user: { loginId }, words }) => ({ loginId, words })),
    ...outcome.joiners.map(({ row: { loginId = "" }, words }) => ({ loginId: asLoginId(loginId), words })),
  ];
  const said = hrLines(read.value, outcome, context.words);
  const found = {
    matched: outcome.matched,
    joiners: outcome.joiners.map(({ row }) => row.loginId),
    left: outcome.left.map(({ row: { loginId, place }, why }) => ({ loginId, row: place.row, why })),
    ignoredColumns: read.value.ignored,
  };
  return await finish(context, flags, loaded, { files: files.value, people, said, found });
}

function profileOf({ settings: { hrProfiles } }: Editable, { profile: name, match }: HrFlags): Result<HrProfile> {
  const profile = Object.hasOwn(hrProfiles, name) ? hrProfiles[name] : undefined;
  if (profile !== undefined) return { ok: true, value: { ...profile, match: match ?? profile.match }, problems: [] };
  const hint = suggestion(name, Object.keys(hrProfiles), "profiles");
  return { ok: false, problems: [problem("hr-profile", { profile: name, hint })] };
}

async function readExport(
  { cwd, screen, words }: Context,
  file: string,
  profile: HrProfile,
): Promise<Result<HrExport>> {
  const { readHr } = await import("../load/hr.ts");
  try {
    const read = readHr(await readFile(resolve(cwd, file)), file, profile);
    if (read.ok) screen.note([[words.sheet.read(read.value.rows.length, read.value.encoding)]]);
    return read;
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
}

/** Words of people who are there, and joiners at the end, in one change of each file. */
async function changedFiles(
  { root }: Context,
  { settings }: Editable,
  { edits, joiners }: HrOutcome,
): Promise<Result<readonly ChangedFile[]>> {
  const { insertEntry } = await import("../edit/entry.ts");
  const { writingOf } = await import("../edit/entry-words.ts");
  const { splicesOf } = await import("../edit/write.ts");
  const names = [...new Set([...edits.map(({ user }) => user.place.file), ...joiners.map(({ file }) => file)])].sort(
    compareText,
  );
  const files: ChangedFile[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const read = await readUsersFile(root, settings, name);
    if (!read.ok) return read;
    const own = edits.filter(({ user }) => user.place.file === name);
    const wishes: readonly Edit[] = own.map(({ user: { loginId, place }, words }) => ({
      loginId,
      writings: words.map((word) => writingOf(word, place)),
    }));
    const { splices, unwritten } = splicesOf(read.value, wishes);
    const added: Splice[] = [];
    for (const { words, row } of joiners.filter(({ file }) => file === name)) {
      const put = insertEntry(read.value, { words });
      if (put.ok)
        added.push(
          ...put.splices.filter(
            (splice) =>
              !added.some((one) => one.end > one.start && one.start === splice.start && one.end === splice.end),
          ),
        );
      else problems.push(problem("hr-no-room", { loginId: row.loginId ?? "", file: name }, { place: row.place }));
    }
    const changed = await spliceFile(read.value, [...splices, ...added]);
    if (!changed.ok) return changed;
    files.push({ ...changed.value, unwritten });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: files, problems: [] };
}
