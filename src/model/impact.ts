import type { Evidence } from "./fields.ts";

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

/** One fact that holds, or may hold, for one change; `Plan.impacts` says what it is. */
export interface Impact {
  /** Such as `DEL-A09`. */
  readonly id: string;
  readonly truth: Exclude<Truth, "false">;
  /** What it is about, by name: rules, services. */
  readonly about?: readonly string[];
}
