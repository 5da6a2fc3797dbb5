import type { SeatCount } from "../model/plan.ts";
import { pad, widest } from "./columns.ts";
import type { Line } from "./line.ts";

/** Seats now, after the plan, and in the contract; nothing where nothing is counted. */
export function seatLines(seats: readonly SeatCount[]): readonly Line[] {
  if (seats.length === 0) return [];
  const kinds = widest(["Seats", ...seats.map((seat) => seat.of)], 30);
  const numbers = seats.flatMap(({ now, after, limit = 0 }) => [now, after, limit].map(String));
  const width = widest(["contract", ...numbers], 12);
  const row = (cells: readonly string[]) => cells.map((cell) => cell.padStart(width)).join("  ");
  return [
    [`${pad("Seats", kinds)}  ${row(["now", "after", "contract"])}`],
    ...seats.map((seat): Line => [`${pad(seat.of, kinds)}  ${row(numbersOf(seat))}  ${leftText(seat)}`]),
  ];
}

function numbersOf({ now, after, limit }: SeatCount): readonly string[] {
  return [String(now), String(after), limit === undefined ? "-" : String(limit)];
}

function leftText({ after, limit, active }: SeatCount): string {
  const aside = active.after === after ? "" : `  (${active.after} of ${after} active)`;
  if (limit === undefined) return `not checked${aside}`;
  return `${after > limit ? `${after - limit} too many` : `${limit - after} left`}${aside}`;
}
