import { resolve } from "node:path";
import { CONNECTORS } from "../connectors/index.ts";
import type { Connector } from "../model/connector.ts";
import { quote, say, type Told } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Settings, StoreKind } from "../model/settings.ts";
import type { Store } from "../model/store.ts";
import type { TenantUser } from "../model/user.ts";
import { stateFailure } from "../state/failure.ts";
import type { Context } from "./context.ts";
import { stateProblem } from "./state-problem.ts";

/** The tenant and what meibo remembers of it, open until `close`. */
export interface Connected {
  readonly connector: Connector;
  readonly store: Store;
  close(): Promise<void>;
}

/** Opens the connector that `meibo.yaml` names. */
export async function openConnector({ root, now }: Context, settings: Settings): Promise<Result<Connector>> {
  const { kind } = settings.connector;
  const open = CONNECTORS[kind];
  if (open === undefined) {
    return refused(problem("connector-missing", { kind, known: Object.keys(CONNECTORS).join(", ") }));
  }
  try {
    return { ok: true, value: await open({ root, settings, now, variable }), problems: [] };
  } catch (error) {
    return refused(problem("tenant-unreadable", { reason: messageOf(error), hint: OPENING_HINT }));
  }
}

const OPENING_HINT = say(
  "check connector in meibo.yaml; meibo tenant seed fills an embedded tenant, meibo tenant reset makes an empty one",
);

/** Everybody in the tenant, for commands that need no more of it. */
export async function readActual(context: Context, settings: Settings): Promise<Result<readonly TenantUser[]>> {
  const connector = await openConnector(context, settings);
  if (!connector.ok) return connector;
  try {
    return { ok: true, value: (await connector.value.readUsers()).users, problems: [] };
  } catch (error) {
    return refused(problem("tenant-unreadable", { reason: messageOf(error), hint: say("try again") }));
  } finally {
    await connector.value.close();
  }
}

export async function connect(context: Context, settings: Settings): Promise<Result<Connected>> {
  const store = await openStore(context, settings);
  if (!store.ok) return store;
  const connector = await openConnector(context, settings);
  if (!connector.ok) {
    await store.value.close();
    return connector;
  }
  const close = async () => {
    await connector.value.close();
    await store.value.close();
  };
  return { ok: true, value: { connector: connector.value, store: store.value, close }, problems: [] };
}

const STORES: Readonly<Partial<Record<StoreKind, (root: string, settings: Settings) => Promise<Store>>>> = {
  sqlite: async (root, { state, tenant }) =>
    (await import("../state/sqlite.ts")).openSqliteStore(resolve(root, state.path), tenant),
  postgres: async (_root, { state, tenant }) =>
    await (await import("../state/postgres.ts")).openPostgresStore({ address: addressIn(state.urlEnv ?? ""), tenant }),
};

function addressIn(name: string): string {
  const address = variable(name);
  if (address !== undefined) return address;
  const example = "postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full";
  const reason = say("the environment variable {name} is not set; set it to {example}", { name, example });
  throw stateFailure("state-unusable", reason);
}

function variable(name: string): string | undefined {
  const value = process.env[name] ?? "";
  return value === "" ? undefined : value;
}

export async function openStore({ root }: Context, settings: Settings): Promise<Result<Store>> {
  const { kind } = settings.state;
  const open = STORES[kind];
  if (open === undefined) return refused(problem("store-missing", { kind, known: Object.keys(STORES).join(", ") }));
  try {
    return { ok: true, value: await open(root, settings), problems: [] };
  } catch (error) {
    return refused(stateProblem(error));
  }
}

function refused(found: Problem): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [found] };
}

/** Of whatever failed, which may have worded it itself. */
export function messageOf(error: unknown): Told {
  return quote(error instanceof Error ? error.message : String(error));
}
