import { say } from "../model/phrases.ts";
import { NOWHERE, stateFailure } from "./failure.ts";
import type { Connection, Query } from "./postgres-connection.ts";

const LAYOUT = 1;

/** Of everything of meibo's in the database; its own schema keeps it apart from what else is there. */
const MAKE: readonly string[] = [
  `CREATE TABLE meibo.tenants (
    tenant text PRIMARY KEY, users_counted integer, entries integer NOT NULL, ledger_sum text NOT NULL,
    records integer NOT NULL, journal_sum text NOT NULL, sum text NOT NULL
  )`,
  `CREATE TABLE meibo.ledger (
    tenant text NOT NULL, login_key text NOT NULL, entry text NOT NULL, sum text NOT NULL, key_sum text NOT NULL,
    PRIMARY KEY (tenant, key_sum)
  )`,
  `CREATE TABLE meibo.journal (
    tenant text NOT NULL, number integer NOT NULL, run text NOT NULL, at text NOT NULL, record_sum text NOT NULL,
    images_sum text NOT NULL, chain text NOT NULL, record text NOT NULL, images text, PRIMARY KEY (tenant, number)
  )`,
  `CREATE TABLE meibo.leases (
    tenant text PRIMARY KEY, epoch integer NOT NULL, run text, holder text, host text, since text,
    expires timestamptz NOT NULL, backend integer
  )`,
  "CREATE TABLE meibo.layout (version integer NOT NULL)",
  "INSERT INTO meibo.layout VALUES (1)",
];

/** What leads from each layout to the next, from the first on. */
const MIGRATIONS: readonly (readonly string[])[] = [MAKE];

/** Of the lock under which the tables are made: the letters "meibo". */
const LAYOUT_LOCK = "470055904623";

/** Makes the tables when they are first needed, and moves them on; of several processes one does it, the others wait. */
export async function arrange(connection: Connection): Promise<void> {
  if ((await versionOf((text) => connection.query(text))) === LAYOUT) return;
  await connection.within(async (query) => {
    await query("SELECT pg_advisory_xact_lock($1)", [LAYOUT_LOCK]);
    const found = await versionOf(query);
    // Whoever has the schema made for meibo need not let it make one.
    if (!(await isThere(query, SCHEMA))) await query("CREATE SCHEMA meibo");
    for (const step of MIGRATIONS.slice(found).flat()) await query(step);
  });
}

/** 0 before the first. */
async function versionOf(query: Query): Promise<number> {
  if (!(await isThere(query, TABLE))) return 0;
  const [row] = await query("SELECT version FROM meibo.layout");
  const version = Number(row?.["version"]);
  if (version <= LAYOUT) return version;
  const layouts = { ...NOWHERE, version, known: LAYOUT };
  throw stateFailure(
    "state-newer",
    say("{at}written by a newer meibo (layout {version}, this one knows {known})", layouts),
  );
}

/** Asked of the catalog as a table: what is asked by name may come from a cache that is older than the lock. */
const SCHEMA = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'meibo'";
const TABLE = `
  SELECT FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace AS schema ON schema.oid = relnamespace
  WHERE nspname = 'meibo' AND relname = 'layout'`;

async function isThere(query: Query, what: string): Promise<boolean> {
  return (await query(what)).length > 0;
}
