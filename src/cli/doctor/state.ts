import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import type { Settings } from "../../model/settings.ts";
import type { Store } from "../../model/store.ts";
import { openStore } from "../connect.ts";
import { stateProblem } from "../state-problem.ts";
import { type Check, ok, problematic, type Site, skipped, warning, withSettings } from "./check.ts";

export const STATE: readonly Check[] = [
  { theme: "state", name: "state", look: withSettings((site, settings) => onStore(site, settings, whole)) },
  { theme: "state", name: "lock", look: withSettings((site, settings) => onStore(site, settings, lock)) },
  { theme: "state", name: "state-lasts", look: withSettings(lasts) },
];

/** A store that is not there yet is not made by looking for it. */
async function onStore(
  { context }: Site,
  settings: Settings,
  look: (store: Store) => Promise<Finding>,
): Promise<Finding> {
  const { kind, path } = settings.state;
  if (kind === "sqlite" && !existsSync(resolve(context.root, path))) {
    return skipped(say("meibo remembers nothing yet: the first apply makes {path}", { path }));
  }
  const store = await openStore(context, settings);
  if (!store.ok) return problematic(UNUSABLE, store.problems);
  try {
    return await look(store.value);
  } catch (failure) {
    return problematic(UNUSABLE, [stateProblem(failure)]);
  } finally {
    await store.value.close();
  }
}

const UNUSABLE = say("what meibo remembers cannot be used");

/** Read whole, because every part is compared with its sum when it is read. */
async function whole(store: Store): Promise<Finding> {
  const entries = (await store.readLedger()).entries.length;
  const records = (await store.readJournal()).length;
  return ok(say("what meibo remembers is whole (ledger: {entries}, journal: {records})", { entries, records }));
}

async function lock(store: Store): Promise<Finding> {
  const holder = await store.holder();
  if (holder === undefined) return ok(say("no run holds the lock"));
  return warning(
    say("a run holds the lock: {holder} on {host}, run {run}, since {since}", { ...holder }),
    say("wait for it to end; if it is dead, meibo state unlock takes the lock from it"),
  );
}

/** The disk of a hosted runner is gone with its job, and with it whom meibo manages. */
function lasts({ environment }: Site, { state: { kind } }: Settings): Finding {
  if (kind !== "sqlite") return ok(say("what meibo remembers is not kept on this machine"));
  const isHosted = environment["RUNNER_ENVIRONMENT"] === "github-hosted";
  if (!isHosted) return ok(say("what meibo remembers stays on this machine"));
  return warning(
    say("what meibo remembers is gone with this runner, and who is taken out of the files stays in MiiTel"),
    say("set state.kind in meibo.yaml to postgres, or apply on a machine that stays"),
  );
}
