import type { Asking } from "../../src/apply/ask.ts";
import type { ApplyResult, ApplySettings } from "../../src/apply/run.ts";
import { applyPlan } from "../../src/apply/session.ts";
import type { RowOutcome } from "../../src/model/connector.ts";
import type { Effect, EffectResult, Outgoing } from "../../src/model/effect.ts";
import type { ApprovedPlan, Plan } from "../../src/model/plan.ts";
import { loginKey, type TenantUser } from "../../src/model/user.ts";
import { NOW, shown } from "../builders.ts";
import { RUN } from "./carry-out.ts";

/** Answers that differ from a world where all goes well. */
export interface Faults {
  readonly lockTaken?: boolean;
  readonly lockLost?: boolean;
  readonly journalFull?: boolean;
  readonly sealFails?: boolean;
  readonly unreadable?: boolean;
  /** What the tenant says of a person's row, or of `update ann@aoba.example` alone; rejected and held rows change nothing. */
  readonly says?: Readonly<Record<string, RowOutcome>>;
  /** People whose accepted changes show only after so many waits. */
  readonly shows?: Readonly<Record<string, number>>;
  /** What the tenant makes of a new person's name. */
  readonly renames?: Readonly<Record<string, string>>;
  /** The tenant does what it is sent, and no answer arrives. */
  readonly silent?: boolean;
  /** The tenant refuses a whole upload in which anybody is rejected, and holds the others back. */
  readonly refusesFiles?: boolean;
  /** Somebody asks for an end while the run waits. */
  readonly stops?: boolean;
  /** Of several chunks on their way the one that was sent last is answered first. */
  readonly newestFirst?: boolean;
  /** The whole answer of the tenant to an upload; `undefined` is the usual one. */
  readonly answers?: (write: Outgoing, nth: number) => readonly RowOutcome[] | undefined;
  /** Any other answer to the nth effect of its type; it may change the tenant first. */
  readonly script?: (effect: Effect, nth: number, tenant: Map<string, TenantUser>) => EffectResult | undefined;
}

export interface Ran {
  readonly result: ApplyResult;
  readonly effects: readonly Effect[];
  readonly tenant: ReadonlyMap<string, TenantUser>;
}

export const SETTINGS: ApplySettings = {
  ...RUN,
  waitForCreate: 30,
  pollEvery: 10,
  maxFailedRows: 10,
  stopOnFirstFailedChunk: false,
};

/** Runs the engine against a small world in memory; no clock, no file, no network. */
export function runEngine(
  plan: Plan,
  users: readonly TenantUser[],
  faults: Faults = {},
  settings = SETTINGS,
  begin: (plan: ApprovedPlan, settings: ApplySettings) => Asking<ApplyResult> = applyPlan,
): Ran {
  const tenant = new Map(users.map((one) => [String(loginKey(one.loginId)), one]));
  const late: { waits: number; show: () => void }[] = [];
  const effects: Effect[] = [];
  const flying: { readonly ticket: number; readonly write: Outgoing }[] = [];
  const nthOf = ({ type }: Effect) => effects.filter((effect) => effect.type === type).length;
  const answer = (effect: Effect): EffectResult => {
    const scripted = faults.script?.(effect, nthOf(effect), tenant);
    if (scripted !== undefined) return scripted;
    switch (effect.type) {
      case "now":
        return { type: "now", at: NOW };
      case "lock":
        return faults.lockTaken === true
          ? { type: "lock", held: false, by: { run: "r0", holder: "ann", host: "host", since: NOW } }
          : { type: "lock", held: true };
      case "checkLock":
        return { type: "checkLock", held: faults.lockLost !== true, stopped: false };
      case "release":
        return { type: "release" };
      case "journal":
        return faults.journalFull === true
          ? { type: "journal", durable: false, reason: "disk full" }
          : { type: "journal", durable: true };
      case "seal":
        return faults.sealFails === true
          ? { type: "seal", sealed: undefined, reason: "no recipients" }
          : { type: "seal", sealed: "s1" };
      case "read":
        if (faults.unreadable === true) return { type: "read", snapshot: undefined, reason: "down" };
        return { type: "read", snapshot: { users: seen(effect.users), readAt: NOW, complete: false } };
      case "count":
        return { type: "count", users: faults.unreadable === true ? undefined : tenant.size };
      case "start":
        flying.push({ ticket: nthOf(effect), write: effect.write });
        return { type: "start", ticket: nthOf(effect) };
      case "next": {
        const arrived = faults.newestFirst === true ? flying.pop() : flying.shift();
        if (arrived === undefined) throw new Error("next before start");
        return { type: "next", arrived: [{ ticket: arrived.ticket, outcomes: send(arrived.write, arrived.ticket) }] };
      }
      case "wait":
        for (const one of late) one.waits -= 1;
        for (const one of late.filter(({ waits }) => waits === 0)) one.show();
        return { type: "wait", stopped: faults.stops === true };
      case "plan":
        return { type: "plan", plan: plan as ApprovedPlan };
      case "history":
        return { type: "history", records: [] };
      default:
        return effect satisfies never;
    }
  };
  const seen = (wanted: readonly string[]) => wanted.flatMap((id) => tenant.get(loginKey(id)) ?? []);
  const send = (write: Outgoing, nth: number): readonly RowOutcome[] => {
    const answered = faults.answers?.(write, nth);
    if (answered !== undefined) {
      write.rows.forEach((row, index) => {
        if (answered[index]?.type === "accepted") carryOut(tenant, write.kind, row);
      });
      return answered;
    }
    const refused =
      faults.refusesFiles === true && write.rows.some(({ loginId }) => faults.says?.[loginId]?.type === "rejected");
    return write.rows.map((row) => {
      const usual: RowOutcome = refused ? { type: "held", cause: "another row" } : { type: "accepted" };
      const said = faults.says?.[`${write.kind} ${row.loginId}`] ?? faults.says?.[row.loginId] ?? usual;
      const name = faults.renames?.[row.loginId];
      const shownRow = name === undefined || !("values" in row) ? row : { ...row, values: { ...row.values, name } };
      const show = () => carryOut(tenant, write.kind, shownRow);
      const waits = faults.shows?.[row.loginId];
      if (said.type === "accepted" && waits === undefined) show();
      if (said.type === "accepted" && waits !== undefined) late.push({ waits, show });
      return faults.silent === true ? { type: "unknown", reason: "time-out" } : said;
    });
  };
  const engine = begin(plan as ApprovedPlan, settings);
  let step = engine.next();
  while (step.done !== true) {
    effects.push(step.value);
    step = engine.next(answer(step.value));
  }
  return { result: step.value, effects, tenant };
}

function carryOut(
  tenant: Map<string, TenantUser>,
  kind: string,
  row: { loginId: TenantUser["loginId"]; values?: TenantUser["values"] },
) {
  const key = loginKey(row.loginId);
  const before = tenant.get(key);
  if (kind === "delete") tenant.delete(key);
  if (kind === "create")
    tenant.set(key, shown({ loginId: row.loginId, ...(row.values === undefined ? {} : { values: row.values }) }));
  if (before === undefined) return;
  if (kind === "update") tenant.set(key, { ...before, values: row.values ?? {} });
  if (kind === "activate" || kind === "deactivate")
    tenant.set(key, { ...before, state: kind === "activate" ? "active" : "inactive" });
}

export const kindsOf = ({ effects }: Ran) => effects.map(({ type }) => type).filter((type) => type !== "now");
export const sends = ({ effects }: Ran) => effects.filter(({ type }) => type === "start").length;
export const failures = ({ result }: Ran) =>
  "summary" in result ? (result.summary?.failed ?? []).map(({ loginId, result: what }) => `${loginId} ${what}`) : [];
