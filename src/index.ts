/**
 * meibo as a library: read a folder, plan, guard, apply.
 * @packageDocumentation
 */

export { drive, type Sealed, type World } from "./apply/drive.ts";
export type { ApplyResult, ApplySettings } from "./apply/run.ts";
export { applyPlan, applyRun } from "./apply/session.ts";
export { approve } from "./guard/approve.ts";
export type { Policy } from "./guard/policy.ts";
export { type Loaded, loadRoster } from "./load/roster.ts";
export type { Can, Connector, Contract, Reader, RowOutcome, Snapshot, Write } from "./model/connector.ts";
export type { ApplyEvent, Effect, EffectResult } from "./model/effect.ts";
export { FIELDS, type Field, type FieldKey, type Value, type ValueKey } from "./model/fields.ts";
export type { JournalRecord, RunEnd, RunSummary } from "./model/journal.ts";
export type { Ledger, LedgerEntry } from "./model/ledger.ts";
export type { ApprovedPlan, Change, Note, Plan, Situation, Step } from "./model/plan.ts";
export type { Problem, Result } from "./model/problem.ts";
export type { DeclaredUser, Roster } from "./model/roster.ts";
export { Secret } from "./model/secret.ts";
export { DEFAULT_SETTINGS, type Settings } from "./model/settings.ts";
export type { Store } from "./model/store.ts";
export type { LoginId, TenantUser, Values } from "./model/user.ts";
export { makePlan } from "./plan/plan.ts";
