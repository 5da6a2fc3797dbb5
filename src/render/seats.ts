import type { SeatCount } from "../model/plan.ts";
import { pad, widest, widthOf } from "./columns.ts";
import type { Line } from "./line.ts";
import type { Words } from "./words/words.ts";

/** Seats now, after the plan, and in the contract; nothing where nothing is counted. */
export function* seatLines(seats: readonly SeatCount[], words: Words): Generator<Line> {
  if (seats.length === 0) return;
  const { title, now, after, contract } = words.seats;
  const kinds = widest([title, ...seats.map((seat) => seatName(seat, words))], 30);
  const rows = seats.map((seat) => numbersOf(seat, words));
  const width = widest([now, after, contract, ...rows.flat()], 12);
  const right = (cells: readonly string[]) =>
    cells.map((cell) => `${" ".repeat(Math.max(0, width - widthOf(cell)))}${cell}`).join("  ");
  yield [`${pad(title, kinds)}  ${right([now, after, contract])}`];
  for (const [index, seat] of seats.entries())
    yield [`${pad(seatName(seat, words), kinds)}  ${right(rows[index] ?? [])}  ${leftText(seat, words)}`];
}

export function seatName({ of }: SeatCount, { seats }: Words): string {
  return seats.of[of];
}

function numbersOf({ now, after, limit }: SeatCount, { number }: Words): readonly string[] {
  return [number(now), number(after), limit === undefined ? "-" : number(limit)];
}

/** How many are left, or missing. */
export function leftText({ after, limit, active }: SeatCount, { seats }: Words): string {
  const aside = active.after === after ? "" : `  ${seats.active(active.after, after)}`;
  if (limit === undefined) return `${seats.unchecked}${aside}`;
  return `${after > limit ? seats.tooMany(after - limit) : seats.left(limit - after)}${aside}`;
}
