import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Loaded } from "../load/roster.ts";
import type { Approval } from "../model/facts.ts";
import type { DeleteChange, Plan, Situation } from "../model/plan.ts";
import { problem, type Result } from "../model/problem.ts";
import type { Day, DeclaredUser } from "../model/roster.ts";
import { loginKey } from "../model/user.ts";
import { changeLines } from "../render/plan.ts";
import { connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { type EditFlags, finish, refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";
import { readUsersFile } from "./overlay.ts";
import { findUser } from "./set.ts";
import { readSituation } from "./situation.ts";
import { type ChangedFile, newFile, spliceFile } from "./write-back.ts";

interface ApproveFlags extends EditFlags {
  readonly by: string;
  readonly reason: string;
  readonly expires?: Day;
  readonly overrideWaiting?: boolean;
}

/** So long an approval holds where nobody says otherwise. */
const DAYS = 30;

/** `meibo approve delete LOGIN`: the entry that a delete needs, with what it acknowledges shown first. */
export async function approveDelete(
  context: Context,
  flags: ApproveFlags,
  [login = ""]: readonly string[],
): Promise<Exit> {
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const user = await findUser(loaded, login);
  if (!user.ok) return refuse(context, user.problems);
  const known = loaded.approvals.find(({ loginId }) => loginKey(loginId) === loginKey(user.value.loginId));
  if (known !== undefined) {
    return refuse(context, [problem("approval-there", { loginId: known.loginId }, { place: known.place })]);
  }
  const seen = await deleteOf(context, loaded, user.value);
  if (!seen.ok) return refuse(context, seen.problems);
  const { words } = context;
  const wishes = { words, timeZone: loaded.settings.timeZone, impacts: "all" } as const;
  const { change, plan } = seen.value;
  const approval = approvalOf(context, loaded, flags, change);
  const said = [...changeLines([{ ...change, approval }], plan, wishes), []];
  const file = await withEntry(context, loaded, await entryOf(approval));
  if (!file.ok) return refuse(context, file.problems);
  const next = user.value.state === "absent" ? {} : { next: [[words.edit.thenAbsent(user.value.loginId)]] };
  const people = [{ loginId: user.value.loginId, words: [] }];
  return await finish(context, flags, loaded, { files: [file.value], people, said, ...next });
}

interface Seen {
  readonly plan: Plan;
  readonly change: DeleteChange;
}

/** What a delete would cost today, were it approved and its time come. */
async function deleteOf(context: Context, loaded: Loaded, user: DeclaredUser): Promise<Result<Seen>> {
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) return connected;
  try {
    const read = await readSituation(context, loaded, connected.value, 0);
    if (!read.ok) return read;
    const { makePlan } = await import("../plan/plan.ts");
    const plan = makePlan(supposing(read.value, user));
    const change = plan.changes.find(
      (one) => one.kind === "delete" && loginKey(one.loginId) === loginKey(user.loginId),
    );
    if (change?.kind === "delete") return { ok: true, value: { plan, change }, problems: [] };
    return { ok: false, problems: [problem("approve-nobody", { loginId: user.loginId }, { place: user.place })] };
  } finally {
    await connected.value.close();
  }
}

function supposing(situation: Situation, { loginId, place }: DeclaredUser): Situation {
  const isMeant = (one: { readonly loginId: string }) => loginKey(one.loginId) === loginKey(loginId);
  const approval = { loginId, approvedBy: "", reason: "", expires: "9999-12-31", acknowledges: [], place };
  const { roster, snapshot } = situation;
  return {
    ...situation,
    approvals: [{ ...approval, overrideWaiting: true, deleteFirst: false }],
    roster: { ...roster, users: roster.users.map((user) => (isMeant(user) ? { ...user, state: "absent" } : user)) },
    snapshot: {
      ...snapshot,
      users: snapshot.users.map((user) => (isMeant(user) ? { ...user, state: "inactive" } : user)),
    },
  };
}

/** The approval that is to be written. */
function approvalOf(
  { now }: Context,
  { settings }: Loaded,
  { by, reason, expires = laterThan(now(), DAYS), overrideWaiting = false }: ApproveFlags,
  { loginId, acknowledge }: DeleteChange,
): Approval {
  const place = { file: settings.sources.approvals };
  return {
    loginId,
    approvedBy: by,
    reason,
    expires,
    acknowledges: acknowledge,
    overrideWaiting,
    deleteFirst: false,
    place,
  };
}

async function entryOf({
  loginId,
  approvedBy,
  reason,
  expires,
  acknowledges,
  overrideWaiting,
}: Approval): Promise<readonly string[]> {
  const { plainText } = await import("../edit/yaml-text.ts");
  return [
    `loginId: ${plainText(loginId)}`,
    `approvedBy: ${plainText(approvedBy)}`,
    `reason: ${plainText(reason)}`,
    `expires: ${expires}`,
    `acknowledges: [${acknowledges.join(", ")}]`,
    ...(overrideWaiting ? ["overrideWaiting: true"] : []),
  ];
}

function laterThan(now: string, days: number): Day {
  return new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 10);
}

async function withEntry(
  { root }: Context,
  { settings }: Loaded,
  lines: readonly string[],
): Promise<Result<ChangedFile>> {
  const { newList, putIn } = await import("../edit/yaml-list.ts");
  const file = settings.sources.approvals;
  if (!existsSync(join(root, file))) {
    const text = newList(lines, { key: "deletes", schema: "./schemas/approvals.schema.json" });
    return { ok: true, value: await newFile(file, text), problems: [] };
  }
  const read = await readUsersFile(root, settings, file);
  if (!read.ok) return read;
  const splices = putIn(read.value.text, lines, { key: "deletes" });
  if (splices !== undefined) return await spliceFile(read.value, splices);
  return { ok: false, problems: [problem("file-of-one", { file }, { place: { file } })] };
}
