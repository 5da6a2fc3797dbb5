import type {
  Can,
  Connector,
  Contract,
  CreateRow,
  RowOutcome,
  SingleRow,
  Snapshot,
  UpdateRow,
  Write,
  WriteKind,
} from "../../model/connector.ts";
import type { Instant } from "../../model/ledger.ts";
import { numbersOf, outcomesOf, uploadOf } from "../../model/upload.ts";
import type { LoginId } from "../../model/user.ts";
import { openTenant, type Tenant } from "../../tenant/tenant.ts";

/** Who the audit log of the tenant says it was. */
const ACTOR = "meibo";

/** The embedded tenant, in process: the same uploads and clicks as any other tenant takes, without a network. */
export function openLocal(options: { readonly database: string; readonly now: () => Instant }): Connector {
  return overTenant(openTenant(options), options.now);
}

/** Over a tenant that is open already; closing the connector closes it. */
export function overTenant(tenant: Tenant, now: () => Instant): Connector {
  return new LocalConnector(tenant, now);
}

class LocalConnector implements Connector {
  readonly can: Can;
  readonly #tenant: Tenant;
  readonly #now: () => Instant;

  constructor(tenant: Tenant, now: () => Instant) {
    this.#tenant = tenant;
    this.#now = now;
    this.can = {
      kinds: ["create", "update", "activate", "deactivate", "delete"],
      batch: { create: 100, update: 100, activate: 1, deactivate: 1, delete: 1 },
      readsState: true,
      deleteById: true,
      late: tenant.settings().visibleAfterMs > 0,
    };
  }

  async readUsers(): Promise<Snapshot> {
    return { users: this.#tenant.users(), readAt: this.#now(), complete: true };
  }

  async readThese(loginIds: readonly LoginId[]): Promise<Snapshot> {
    return { users: this.#tenant.these(loginIds), readAt: this.#now(), complete: false };
  }

  async countUsers(): Promise<number> {
    return this.#tenant.page({ limit: 1 }).total;
  }

  async readContract(): Promise<Contract> {
    const { subscriptions, seats } = this.#tenant.contract();
    return { subscriptions, seats };
  }

  async write(write: Write): Promise<readonly RowOutcome[]> {
    if (write.kind === "create" || write.kind === "update") return this.#upload(write.kind, write.rows);
    return write.rows.map((row) => this.#act(write.kind, row));
  }

  async close(): Promise<void> {
    this.#tenant.close();
  }

  #upload(kind: "create" | "update", rows: readonly CreateRow[] | readonly UpdateRow[]): readonly RowOutcome[] {
    const settings = this.#tenant.settings();
    const upload = uploadOf(kind, rows, this.#tenant.contract().subscriptions, this.#tenant.furtherColumns());
    const result = this.#tenant.importCsv(kind, upload.bytes, { encoding: "utf-8", actor: ACTOR });
    return outcomesOf(rows, result, numbersOf(upload, settings.rowNumbers));
  }

  #act(kind: Exclude<WriteKind, "create" | "update">, row: SingleRow): RowOutcome {
    const result = this.#tenant[kind](row, ACTOR);
    return result.ok ? { type: "accepted" } : { type: "rejected", cause: result.cause };
  }
}
