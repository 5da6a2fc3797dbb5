import { digest } from "../model/canonical.ts";
import { type Phrase, quote, say, type Told } from "../model/phrases.ts";
import type { Change, Plan, SeatCount, Situation } from "../model/plan.ts";
import { isError, type Problem, problem, type Result } from "../model/problem.ts";
import { type ConnectorIdentity, identityOf, type SavedPlan } from "../model/saved-plan.ts";
import type { Settings } from "../model/settings.ts";
import { type LoginId, type LoginKey, loginKey } from "../model/user.ts";
import { actionHash, declaredHash } from "./hash.ts";
import { isSelected, type Selection } from "./select.ts";

/** Why a saved plan may not be applied with these settings, whatever the tenant shows. */
export function misfit({ plan, connector }: SavedPlan, settings: Settings, file: string): Problem | undefined {
  const reason = reasonOf(plan, connector, settings);
  return reason === undefined ? undefined : problem("plan-invalid", { file, reason });
}

function reasonOf(plan: Plan, connector: ConnectorIdentity, settings: Settings): Told | undefined {
  const { tenant, asOf } = plan;
  if (tenant !== settings.tenant) {
    return say("it is for the tenant {tenant}, meibo.yaml names {other}", { tenant, other: settings.tenant });
  }
  const here = identityOf(settings);
  if (digest(connector) !== digest(here)) {
    const names = { connector: nameOf(connector), other: nameOf(here) };
    return say("it was made through the connector {connector}, meibo.yaml names {other}", names);
  }
  return asOf === undefined ? undefined : say("it is a preview of {day}", { day: asOf });
}

function nameOf({ kind, at }: ConnectorIdentity): string {
  return at === undefined ? kind : `${kind} (${at})`;
}

/** The part of a new plan that a saved plan is about. Somebody whom it only remembers, and who changes now, is none of it. */
export function selectionIn({ plan }: SavedPlan, made: Plan, file: string): Selection {
  const concerned = keysOf(plan.changes);
  const changing = keysOf(made.changes);
  const settled = [...plan.remember.map(({ loginId }) => loginId), ...plan.forget].map(loginKey);
  const quiet = new Set(settled.filter((key) => !changing.has(key)));
  return {
    saved: file,
    people: (key) => concerned.has(key) || quiet.has(key),
    ...(plan.only === undefined ? {} : { only: plan.only }),
    ...(plan.due === undefined ? {} : { due: plan.due }),
  };
}

interface Remade {
  /** The plan of now, of everybody. */
  readonly made: Plan;
  readonly selection: Selection;
  /** What the selection leaves of it. */
  readonly part: Result<Plan>;
  readonly situation: Situation;
}

/** Why a saved plan is not what would be done now; nothing when it is, whatever else there is to do. */
export function differences(saved: SavedPlan, remade: Remade, file: string): readonly Problem[] {
  const { made, selection, part, situation } = remade;
  const now = part.ok ? part.value.changes : made.changes.filter((change) => isSelected(selection, change));
  const sameFiles = saved.roster === declaredHash(situation) && saved.config === digest(situation.settings);
  if (saved.actions.length > 0 && now.length === 0 && sameFiles) return [problem("plan-done", { file })];
  const concerned = keysOf(saved.plan.changes);
  const short = new Set(part.ok ? part.value.seats.filter(isShort).map(({ of }): unknown => of) : []);
  const unfit = made.problems.filter(
    (found) => isError(found) && (concerns(found, concerned) || short.has(found.args["of"])),
  );
  const found = [...movedSince(saved.plan.changes, now, sameFiles, file), ...unfit, ...part.problems];
  if (!part.ok || found.length > 0) return found;
  return digest(saved.plan.steps) === digest(part.value.steps) ? [] : [problem("plan-order-moved", { file })];
}

/** People whose change is another one now, or none. */
function movedSince(
  saved: readonly Change[],
  now: readonly Change[],
  sameFiles: boolean,
  file: string,
): readonly Problem[] {
  const after = Map.groupBy(now, ({ loginId }) => loginKey(loginId));
  const moved = sameFiles ? say("the tenant changed") : say("the files changed, and the tenant may have");
  return [...Map.groupBy(saved, ({ loginId }) => loginKey(loginId))].flatMap(([key, own]) => {
    const then = after.get(key) ?? [];
    if (hashesOf(own) === hashesOf(then)) return [];
    const before = kindsOf(own);
    const today = kindsOf(then) === before ? say("another {kind}", { kind: before }) : kindsOf(then);
    return own.slice(0, 1).map(({ loginId, place }) => {
      return problem("plan-moved", { loginId, file, before, now: today, moved }, { place });
    });
  });
}

function hashesOf(changes: readonly Change[]): string {
  return changes.map(actionHash).join();
}

function kindsOf(changes: readonly Change[]): Told {
  const [first, ...others] = changes.map(({ kind }) => kind);
  if (first === undefined) return say("nothing");
  if (others.length === 0) return say(first);
  const kinds = [first, ...others].join(" and ");
  const known = TOGETHER.find((phrase) => phrase === kinds);
  return known === undefined ? quote(kinds) : say(known);
}

/** What one plan may do to one person. */
const TOGETHER = [
  "update and activate",
  "update and deactivate",
  "manual and activate",
  "manual and deactivate",
] as const satisfies readonly Phrase[];

/** Not even the saved people alone have seats enough. */
function isShort({ limit, now, after }: SeatCount): boolean {
  return limit !== undefined && after > limit && after > now;
}

/** A problem names one person, or several, as those do who swap extensions. */
function concerns({ args }: Problem, concerned: ReadonlySet<LoginKey>): boolean {
  const names = String(args["loginId"] ?? args["users"] ?? "").split(", ");
  return names.some((name) => concerned.has(loginKey(name)));
}

function keysOf(changes: readonly { readonly loginId: LoginId }[]): ReadonlySet<LoginKey> {
  return new Set(changes.map(({ loginId }) => loginKey(loginId)));
}
