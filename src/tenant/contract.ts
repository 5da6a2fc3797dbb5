import type { Subscription } from "../model/fields.ts";
import { SEAT_FIELDS, SEAT_PRODUCTS, type SeatKind, type SeatProduct } from "../model/seats.ts";
import type { Values } from "../model/user.ts";

/** What the company pays for. A seat limit that is absent is not checked. */
export interface TenantContract {
  readonly subscriptions: readonly Subscription[];
  readonly seats: Readonly<Partial<Record<SeatKind, number>>>;
}

export const EMPTY_CONTRACT: TenantContract = { subscriptions: [], seats: {} };

/** The products a user takes seats of, one bit each; a product's place in `SEAT_PRODUCTS` is its bit. */
export function productsOf(values: Values): number {
  return SEAT_PRODUCTS.reduce((bits, product, place) => bits | (holds(values, product) ? 1 << place : 0), 0);
}

export function productsBit(product: SeatProduct): number {
  return 1 << SEAT_PRODUCTS.indexOf(product);
}

/** Does this set of bits hold the product? */
export function holdsBit(products: number, product: SeatProduct): boolean {
  return (products & productsBit(product)) !== 0;
}

function holds(values: Values, product: SeatProduct): boolean {
  return values[SEAT_FIELDS[product]] === true;
}
