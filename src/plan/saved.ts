import { digest } from "../model/canonical.ts";
import { say, type Told } from "../model/phrases.ts";
import type { Change, Plan, Situation } from "../model/plan.ts";
import { problem, type Result } from "../model/problem.ts";
import {
  identityOf,
  PLAN_FORMAT,
  SAVED_VERSION,
  type SavedAction,
  type SavedPlan,
  sealed,
} from "../model/saved-plan.ts";
import { actionHash, declaredHash } from "./hash.ts";

interface Maker {
  /** Its version. */
  readonly meibo: string;
  readonly commit?: string | undefined;
}

/** What `meibo plan --out` writes: the plan, what it was made from by fingerprint, and one fingerprint an action. */
export function savedPlanOf(plan: Plan, situation: Situation, { meibo, commit }: Maker): SavedPlan {
  return sealed({
    format: PLAN_FORMAT,
    version: SAVED_VERSION,
    meibo,
    ...(commit === undefined ? {} : { commit }),
    config: digest(situation.settings),
    roster: declaredHash(situation),
    connector: identityOf(situation.settings),
    plan,
    actions: plan.changes.map(actionOf),
  });
}

function actionOf(change: Change): SavedAction {
  return { kind: change.kind, loginId: change.loginId, hash: actionHash(change) };
}

/** What a file holds, if it is a plan that some meibo saved and nobody edited; anything in doubt is refused. */
export function openSaved(value: unknown, file: string): Result<SavedPlan> {
  if (!isPlanFile(value)) return invalid(file, say("it is no plan that meibo saved"));
  const flaw = flawOf(value);
  if (flaw !== undefined || !isWhole(value)) return invalid(file, flaw ?? say("it is not whole"));
  const inner = innerFlawOf(value);
  return inner === undefined ? { ok: true, value, problems: [] } : invalid(file, inner);
}

type Json = Readonly<Record<string, unknown>>;

function invalid(file: string, reason: Told): Result<SavedPlan> {
  return { ok: false, problems: [problem("plan-invalid", { file, reason })] };
}

/** Did some meibo write it, whatever became of it since? */
export function isPlanFile(value: unknown): value is Json {
  return isRecord(value) && value["format"] === PLAN_FORMAT;
}

/** The version is asked first: what a newer one holds, and how it is sealed, nobody here knows. */
function flawOf({ version, checksum, ...rest }: Json): Told | undefined {
  if (typeof version !== "number") return say("it does not say its version");
  if (version > SAVED_VERSION) return newer(version);
  if (typeof checksum !== "string") return say("it has no checksum");
  return digest({ ...rest, version }) === checksum ? undefined : say("it was changed after it was saved");
}

function newer(version: number): Told {
  return say("it is of version {version}, and this meibo knows {known}", { version, known: SAVED_VERSION });
}

/** The shape of all that is looked at; what the checksum holds and nobody looks at may be anything. */
function isWhole(value: Json): value is Json & SavedPlan {
  const { plan, actions, connector, config, roster } = value;
  if (!isRecord(plan) || !isRecord(connector) || !isListOf(actions, isAction)) return false;
  const lists =
    isListOf(plan["changes"], isNamed) && isListOf(plan["remember"], isNamed) && isListOf(plan["steps"], isRecord);
  return lists && isListOf(plan["forget"], isText) && isText(plan["hash"]) && isText(config) && isText(roster);
}

function isAction(value: unknown): boolean {
  return isNamed(value) && isRecord(value) && isText(value["kind"]) && isText(value["hash"]);
}

function isNamed(value: unknown): boolean {
  return isRecord(value) && isText(value["loginId"]);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whoever can make a checksum can make a wrong one: fingerprints must be there, and be those of the changes. */
function innerFlawOf({ plan, actions }: SavedPlan): Told | undefined {
  const bare = plan.changes.find((change) => change.kind !== "create" && !change.fingerprint);
  if (bare !== undefined) return say("it has no fingerprint of {loginId}", { loginId: bare.loginId });
  return digest(actions) === digest(plan.changes.map(actionOf))
    ? undefined
    : say("its actions are not those of its plan");
}
