import type { WriteKind } from "./connector.ts";
import type { Evidence, Subscription, Value, ValueKey } from "./fields.ts";

/** From what certainly is to what certainly is not. */
export const TRUTHS = ["true", "likely", "unknown", "false"] as const;
/** `likely` is a judgement that goes beyond the vendor's words; `unknown` lacks a fact that nobody wrote down. */
export type Truth = (typeof TRUTHS)[number];

export const IMPACT_SEVERITIES = ["critical", "high", "medium", "low", "info"] as const;
export type ImpactSeverity = (typeof IMPACT_SEVERITIES)[number];

/** What a change does to somebody, or spares them. */
export interface ImpactFact {
  readonly polarity: "affected" | "kept";
  readonly severity: ImpactSeverity;
  /** The part of MiiTel concerned, such as `analytics.dashboard`. */
  readonly area: string;
  /** Absent where nothing is lost, or nobody knows. */
  readonly reversible?: boolean;
  /** One English sentence for the person concerned. */
  readonly text: string;
  readonly evidence: Evidence;
  /** Where it is written: a document and its lines, a help article, or the reason for a judgement. */
  readonly source: string;
}

export const USER_LISTS = [
  "incomingCallRuleTargets",
  "meetingHosts",
  "meetingUploaders",
  "tableThemeOwners",
  "integrations",
] as const;
/** Lists of people among the facts. */
export type UserList = (typeof USER_LISTS)[number];

/** What a field becomes. */
export interface Becomes {
  readonly key: ValueKey;
  readonly to: Value;
}

/** When a fact holds. What nobody knows makes it `unknown`; `renamed` is a change of the Login ID. */
export type Condition =
  | { readonly kind: "always" }
  | {
      readonly kind: "field";
      readonly key: ValueKey;
      readonly equals: Value;
      /** Another value, and how far the fact holds under it. */
      readonly otherwise?: { readonly equals: Value; readonly truth: Truth };
      /** One of these must be subscribed; without it, whatever gives the tenant the column. */
      readonly anySubscribed?: readonly Subscription[];
    }
  | { readonly kind: "listed"; readonly list: UserList }
  | { readonly kind: "changed"; readonly key: ValueKey }
  | { readonly kind: "changedTo"; readonly anyOf: readonly Becomes[] }
  | { readonly kind: "renamed" }
  | { readonly kind: "seatsExceeded" }
  | { readonly kind: "singleSignOn" }
  | { readonly kind: "all" | "anyOf"; readonly conditions: readonly Condition[] };

/** A fact as the catalogue holds it. */
export interface CataloguedFact extends ImpactFact {
  /** Such as `DEL-A09`: the action, affected or kept, a number. It never changes its meaning. */
  readonly id: string;
  readonly action: WriteKind;
  readonly when: Condition;
}

/** One fact that holds, or may hold, for one change; `Plan.impacts` says what it is. */
export interface Impact {
  /** Such as `DEL-A09`. */
  readonly id: string;
  readonly truth: Exclude<Truth, "false">;
  /** What it is about, by name: rules, services, fields. */
  readonly about?: readonly string[];
}
