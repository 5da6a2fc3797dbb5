import type { Subscription, ValueKey } from "../model/fields.ts";
import type { Values } from "../model/user.ts";

/** The products the contract counts users of; a product's place is its bit in `productsOf`. */
export const SEAT_PRODUCTS = ["phone", "phoneMobile", "callCenter", "meetings", "recPod", "salesforce"] as const;
export type SeatProduct = (typeof SEAT_PRODUCTS)[number];

/** The field that takes a seat of the product. */
export const SEAT_FIELDS: Readonly<Record<SeatProduct, ValueKey>> = {
  phone: "phone.enabled",
  phoneMobile: "phoneMobile.enabled",
  callCenter: "callCenter.enabled",
  meetings: "meetings.enabled",
  recPod: "recPod.enabled",
  salesforce: "salesforce.enabled",
};

/** Seats by product, and `total` for users of any kind. */
export type SeatName = "total" | SeatProduct;

/** What the company pays for. A seat limit that is absent is not checked. */
export interface TenantContract {
  readonly subscriptions: readonly Subscription[];
  readonly seats: Readonly<Partial<Record<SeatName, number>>>;
}

export const EMPTY_CONTRACT: TenantContract = { subscriptions: [], seats: {} };

/** The products a user takes seats of, one bit each. */
export function productsOf(values: Values): number {
  return SEAT_PRODUCTS.reduce((bits, product, place) => bits | (holds(values, product) ? 1 << place : 0), 0);
}

/** Does this set of bits hold the product? */
export function holdsBit(products: number, product: SeatProduct): boolean {
  return (products & (1 << SEAT_PRODUCTS.indexOf(product))) !== 0;
}

function holds(values: Values, product: SeatProduct): boolean {
  return values[SEAT_FIELDS[product]] === true;
}
