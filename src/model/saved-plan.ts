import { digest } from "./canonical.ts";
import type { ChangeKind, Plan } from "./plan.ts";
import type { ConnectorKind, Settings } from "./settings.ts";
import type { LoginId } from "./user.ts";

export const PLAN_FORMAT = "meibo-plan";
/** Of the file; a newer one is refused, for nobody knows what it means. */
export const SAVED_VERSION = 1;

/** What a connector talks to, without anything that signs in. */
export interface ConnectorIdentity {
  readonly kind: ConnectorKind;
  /** The database of the embedded tenant as `meibo.yaml` names it, or an address without its user and query. */
  readonly at?: string;
}

/** What is done to one person, by its fingerprint. */
export interface SavedAction {
  readonly kind: ChangeKind;
  readonly loginId: LoginId;
  readonly hash: string;
}

/** A plan on disk: what somebody looked at. It is compared with, never believed. */
export interface SavedPlan {
  readonly format: typeof PLAN_FORMAT;
  readonly version: typeof SAVED_VERSION;
  /** The version of meibo that made it. */
  readonly meibo: string;
  /** Of the folder, where it is a git repository and nothing in it was changed since. */
  readonly commit?: string;
  /** Fingerprint of the settings, defaults filled in. */
  readonly config: string;
  /** Fingerprint of what the files declare. */
  readonly roster: string;
  readonly connector: ConnectorIdentity;
  readonly plan: Plan;
  /** One a change, in the order of the plan. */
  readonly actions: readonly SavedAction[];
  /** Of everything else, so that no edit by hand goes unseen. */
  readonly checksum: string;
}

export function sealed(saved: Omit<SavedPlan, "checksum">): SavedPlan {
  return { ...saved, checksum: digest(saved) };
}

export function identityOf({ connector }: Settings): ConnectorIdentity {
  const { kind } = connector;
  switch (kind) {
    case "local":
      return { kind, at: connector.local.database };
    case "http":
    case "browser":
      return { kind, ...addressOf(connector[kind]?.url) };
    case "handoff":
      return { kind };
    default:
      return kind satisfies never;
  }
}

function addressOf(url: string | undefined): { readonly at?: string } {
  if (url === undefined || !URL.canParse(url)) return {};
  const { origin, pathname } = new URL(url);
  return { at: `${origin}${pathname}` };
}
