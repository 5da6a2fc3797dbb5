import type { ValueKey } from "./fields.ts";

/** The products that a contract counts users of. */
export const SEAT_PRODUCTS = ["phone", "phoneMobile", "callCenter", "meetings", "recPod", "salesforce"] as const;
export type SeatProduct = (typeof SEAT_PRODUCTS)[number];

export const SEAT_KINDS = ["total", ...SEAT_PRODUCTS] as const;
/** What a contract counts: all users, or those with one product switched on. */
export type SeatKind = (typeof SEAT_KINDS)[number];

/** The field that takes a seat of the product. */
export const SEAT_FIELDS: Readonly<Record<SeatProduct, ValueKey>> = {
  phone: "phone.enabled",
  phoneMobile: "phoneMobile.enabled",
  callCenter: "callCenter.enabled",
  meetings: "meetings.enabled",
  recPod: "recPod.enabled",
  salesforce: "salesforce.enabled",
};

/** None where all users are counted. */
export function seatField(of: SeatKind): ValueKey | undefined {
  return of === "total" ? undefined : SEAT_FIELDS[of];
}
