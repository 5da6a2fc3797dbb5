import { closeSync, openSync, rmSync } from "node:fs";
import type { Store } from "../../src/model/store.ts";
import { openPostgresStore } from "../../src/state/postgres.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { NOW } from "../builders.ts";
import type { Order, Place, Told } from "./races.ts";

/** One of several processes that want the lock of a tenant; told what to do by the one that started it. */

const [, , name = "", placeText = "", mark = ""] = process.argv;
const store = await open(JSON.parse(placeText));
process.on("message", (order: Order) => {
  obey(order).then(
    (told) => process.send?.(told),
    (error: unknown) => process.send?.({ type: "failed", reason: String(error) } satisfies Told),
  );
});
process.on("disconnect", () => process.exit(0));
process.send?.({ type: "ready" } satisfies Told);

async function open(place: Place): Promise<Store> {
  return place.store === "sqlite"
    ? openSqliteStore(place.path, "aoba")
    : await openPostgresStore({ address: place.address, tenant: "aoba", ttl: place.ttl });
}

async function obey(order: Order): Promise<Told> {
  switch (order.type) {
    case "take":
      return await take(order.round);
    case "check":
      return { type: "checked", held: await store.checkLock() };
    case "write":
      return await write();
    case "release":
      rmSync(mark, { force: true });
      await store.release();
      return { type: "released" };
    default:
      return order satisfies never;
  }
}

async function take(round: number): Promise<Told> {
  const taken = await store.lock({ run: `${name}-${round}`, holder: name, host: "here", since: NOW });
  return taken.held ? { type: "taken", alone: marked() } : { type: "refused", by: taken.by.holder };
}

/** The mark is there exactly while somebody has the lock: it cannot be made by two. */
function marked(): boolean {
  try {
    closeSync(openSync(mark, "wx"));
    return true;
  } catch {
    return false;
  }
}

async function write(): Promise<Told> {
  try {
    const record = { type: "intent", run: name, at: NOW, chunk: "c1", kind: "create", users: [] } as const;
    await store.append(record);
    return { type: "wrote" };
  } catch (error) {
    return { type: "failed", reason: error instanceof Error && "code" in error ? String(error.code) : String(error) };
  }
}
