import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { ConsoleColumn } from "../model/console.ts";
import { fieldOf, SUBSCRIPTIONS, type Subscription } from "../model/fields.ts";
import { problem, type Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { SeedUser, Tenant, TenantContract } from "../tenant/tenant.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";

interface SeedFlags {
  readonly users: number;
  readonly seed: number;
  readonly from?: string;
}

interface Company {
  readonly people: readonly SeedUser[];
  readonly contract: TenantContract;
  /** Columns that meibo does not know; the tenant keeps them. */
  readonly extraColumns: readonly string[];
}

/** `meibo tenant seed`: an embedded tenant with people in it. */
export async function seedTenant(context: Context, flags: SeedFlags): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const company = flags.from === undefined ? await madeUp(flags) : await fromFile(context, settings, flags.from);
  context.screen.problems(company.problems);
  if (!company.ok) return EXIT.error;
  const { people, contract, extraColumns } = company.value;
  return await withTenant(context, settings, (tenant) => {
    if (tenant.users().length > 0) {
      context.screen.problems([problem("tenant-filled", { count: tenant.users().length })]);
      return EXIT.error;
    }
    tenant.change({ extraColumns });
    tenant.seed(people, contract);
    const inactive = people.filter(({ state }) => state === "inactive").length;
    const { database } = settings.connector.local;
    if (context.flags.json === true) context.screen.json({ wrote: [database], users: people.length, inactive });
    else context.screen.result([[context.words.note.seeded(people.length, inactive, database)]]);
    return EXIT.done;
  });
}

/** `meibo tenant reset`: the embedded tenant without anybody in it. */
export async function resetTenant(context: Context, flags: { readonly yes?: boolean }): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  return await withTenant(context, settings, async (tenant) => {
    const removed = tenant.users().length;
    const { ask, note } = context.words;
    const agreed = flags.yes === true || (await context.ask?.(ask.empty(removed)));
    if (agreed !== true) {
      context.screen.problems([problem("not-agreed-reset", {})]);
      return EXIT.error;
    }
    tenant.reset();
    tenant.setContract(contractOf(settings));
    const { database } = settings.connector.local;
    if (context.flags.json === true) context.screen.json({ wrote: [database], users: 0, removed });
    else context.screen.result([[note.emptied(database, removed)]]);
    return EXIT.done;
  });
}

/** An empty tenant has the contract that `meibo.yaml` describes. */
function contractOf({ subscriptions, seats }: Settings): TenantContract {
  const { countInactive: _, warnWithin: __, ...limits } = seats;
  return { subscriptions, seats: limits };
}

/** The embedded tenant that `meibo.yaml` names, open while `act` works. */
export async function withTenant(
  { root, now }: Context,
  settings: Settings,
  act: (tenant: Tenant) => Exit | Promise<Exit>,
): Promise<Exit> {
  const { mkdir } = await import("node:fs/promises");
  const { dirname } = await import("node:path");
  const { openTenant } = await import("../tenant/tenant.ts");
  const database = resolve(root, settings.connector.local.database);
  await mkdir(dirname(database), { recursive: true });
  const tenant = openTenant({ database, now });
  try {
    return await act(tenant);
  } finally {
    tenant.close();
  }
}

async function madeUp({ users, seed }: SeedFlags): Promise<Result<Company>> {
  const { makePeople } = await import("../tenant/people.ts");
  return { ok: true, value: { ...makePeople(users, seed), extraColumns: [] }, problems: [] };
}

async function fromFile({ cwd }: Context, { headers }: Settings, file: string): Promise<Result<Company>> {
  const { readConsoleFile } = await import("../load/console.ts");
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(cwd, file));
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
  const read = readConsoleFile(bytes, basename(file), { headers });
  if (!read.ok) return read;
  const people = read.value.users.map(
    ({ loginId, values }): SeedUser => ({
      loginId,
      name: String(values.name ?? ""),
      state: "active",
      values,
      department: "",
      role: "",
    }),
  );
  return {
    ok: true,
    value: {
      people,
      contract: { subscriptions: subscribed(read.value.columns), seats: {} },
      extraColumns: read.value.unknownColumns,
    },
    problems: read.problems,
  };
}

/** What the columns of a download say of the contract. */
export function subscribed(columns: readonly ConsoleColumn[]): readonly Subscription[] {
  const sure = columns.flatMap((column) => (column.kind === "field" ? [fieldOf(column.key).anyOf] : []));
  return SUBSCRIPTIONS.filter((name) => sure.some((anyOf) => anyOf.length === 1 && anyOf[0] === name));
}
