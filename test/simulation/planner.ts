import { approve } from "../../src/guard/approve.ts";
import type { LedgerEntry } from "../../src/model/ledger.ts";
import type { ApprovedPlan } from "../../src/model/plan.ts";
import type { TenantUser } from "../../src/model/user.ts";
import { makePlan } from "../../src/plan/plan.ts";
import type { Interner } from "./interner.ts";
import type { World } from "./world.ts";

export interface Tenancy {
  readonly users: readonly TenantUser[];
  readonly entries: readonly LedgerEntry[];
  readonly usersCounted: number | undefined;
  readonly now: string;
}

export type Planned = { readonly plan: ApprovedPlan | undefined; readonly why: readonly string[] };

/** Plans for real, each situation of a world once. */
export class Planner {
  readonly #files: World["files"];
  readonly #interner: Interner;
  readonly #known = new Map<string, Planned>();

  constructor(files: World["files"], interner: Interner) {
    this.#files = files;
    this.#interner = interner;
  }

  plan(tenancy: Tenancy): Planned {
    const { users, entries, now, usersCounted } = tenancy;
    const tag = (value: object) => this.#interner.tag(value);
    const key = `${now.slice(0, 10)} ${usersCounted} ${users.map(tag)} ${entries.map(tag)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const planned = this.#plan(tenancy);
    if (this.#known.size < MOST_KNOWN) this.#known.set(key, planned);
    return planned;
  }

  #plan({ users, entries, usersCounted, now }: Tenancy): Planned {
    const { settings, roster } = this.#files;
    const ledger = { tenant: settings.tenant, entries, ...(usersCounted === undefined ? {} : { usersCounted }) };
    const snapshot = { users, readAt: now, complete: true };
    const plan = makePlan({ ...this.#files, snapshot, ledger, now });
    const approved = approve(plan, { settings, declared: roster.users, today: now.slice(0, 10) });
    if (approved.ok) return { plan: approved.value, why: [] };
    return { plan: undefined, why: approved.problems.map(({ name, args }) => `${name} ${JSON.stringify(args)}`) };
  }
}

/** Plans are large, and what comes up often comes up early. */
const MOST_KNOWN = 20_000;
