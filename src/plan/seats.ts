import type { Change, SeatCount } from "../model/plan.ts";
import type { Known } from "./known.ts";

/** Seats now and when the plan was carried out. */
export function countSeats(_known: Known, _changes: readonly Change[]): readonly SeatCount[] {
  return [];
}
