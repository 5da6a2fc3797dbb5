import { SEAT_KINDS, type SeatKind } from "../model/seats.ts";
import type { Account } from "./audit.ts";
import { holdsBit, productsOf, type TenantContract } from "./contract.ts";
import type { SeatUse } from "./records.ts";
import type { TenantSettings } from "./settings.ts";

/** Seats in use while a file is worked through. */
export interface Seats {
  /** Why the contract does not allow the change, or undefined. Nobody before, if the user is new. */
  refusal(before: Account | undefined, after: Account): string | undefined;
  /** The change is made: count it. */
  take(before: Account | undefined, after: Account): void;
}

const CAUSES: Readonly<Record<SeatKind, string>> = {
  total: "user limit of the contract reached",
  phone: "MiiTel Phone limit of the contract reached",
  phoneMobile: "MiiTel Phone Mobile limit of the contract reached",
  callCenter: "MiiTel Call Center limit of the contract reached",
  meetings: "MiiTel Meetings limit of the contract reached",
  recPod: "MiiTel RecPod limit of the contract reached",
  salesforce: "MiiTel Salesforce limit of the contract reached",
};

type SeatRules = Pick<TenantSettings, "countInactiveSeats" | "checksSeatsAgainst">;

/** Counts on from `use`. Only a seat that is newly taken can be refused: who has one keeps it. */
export function countSeats(use: readonly SeatUse[], contract: TenantContract, rules: SeatRules): Seats {
  const used = new Map(SEAT_KINDS.map((name) => [name, usedOf(name, use, rules)]));
  const change = (name: SeatKind, by: number) => used.set(name, (used.get(name) ?? 0) + by);
  return {
    refusal(before, after) {
      const full = SEAT_KINDS.find((name) => {
        const limit = contract.seats[name];
        const gains = !takes(name, before, rules) && takes(name, after, rules);
        return gains && limit !== undefined && (used.get(name) ?? 0) >= limit;
      });
      return full === undefined ? undefined : CAUSES[full];
    },
    take(before, after) {
      for (const name of SEAT_KINDS) {
        const had = takes(name, before, rules);
        const has = takes(name, after, rules);
        if (has && !had) change(name, 1);
        if (had && !has && rules.checksSeatsAgainst === "rows") change(name, -1);
      }
    },
  };
}

/** Seats of one kind: how many are taken, and how many there are where the contract says. */
export interface Gauge {
  readonly of: SeatKind;
  readonly used: number;
  readonly limit?: number;
}

export function gaugesOf(use: readonly SeatUse[], contract: TenantContract, rules: SeatRules): readonly Gauge[] {
  const gauges = SEAT_KINDS.map((of): Gauge => {
    const limit = contract.seats[of];
    return { of, used: usedOf(of, use, rules), ...(limit === undefined ? {} : { limit }) };
  });
  return gauges.filter(({ of, used, limit }) => of === "total" || limit !== undefined || used > 0);
}

function usedOf(name: SeatKind, use: readonly SeatUse[], rules: SeatRules): number {
  return use
    .filter(({ state, products }) => isCounted(name, state, products, rules))
    .reduce((sum, { users }) => sum + users, 0);
}

function takes(name: SeatKind, account: Account | undefined, rules: SeatRules): boolean {
  return account !== undefined && isCounted(name, account.state, productsOf(account.values), rules);
}

function isCounted(name: SeatKind, state: Account["state"], products: number, rules: SeatRules): boolean {
  if (state === "inactive" && !rules.countInactiveSeats) return false;
  return name === "total" || holdsBit(products, name);
}
