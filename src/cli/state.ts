import type { LockHolder } from "../model/journal.ts";
import { say } from "../model/phrases.ts";
import { problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { Store } from "../model/store.ts";
import { holderText, type StateView, stateLines } from "../render/state.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { readRuns } from "./log.ts";
import { withStore } from "./remembered.ts";

/** `meibo state show`: what meibo remembers, where, and who holds the lock. */
export async function showState(context: Context): Promise<Exit> {
  return await withStore(context, async (store, settings) => {
    const view = await viewOf(store, settings);
    const { screen, flags, words } = context;
    if (flags.json === true) screen.json(view);
    else screen.result(stateLines(view, settings.timeZone, words));
    return EXIT.done;
  });
}

async function viewOf(store: Store, settings: Settings): Promise<StateView> {
  const { entries, usersCounted } = await store.readLedger();
  const runs = await readRuns(store);
  const holder = await store.holder();
  const last = runs.at(-1);
  return {
    kind: settings.state.kind,
    place: placeOf(settings),
    tenant: settings.tenant,
    managed: entries.filter(({ removed }) => removed !== true).length,
    removed: entries.filter(({ removed }) => removed === true).length,
    inactive: entries.filter(({ inactiveSince }) => inactiveSince !== undefined).length,
    ...(usersCounted === undefined ? {} : { usersCounted }),
    runs: runs.length,
    ...(last === undefined ? {} : { last: { run: last.run, at: last.at, by: last.by, end: last.end } }),
    ...(holder === undefined ? {} : { holder }),
  };
}

/** An address of a database may hold a password, so only the variable that holds the address is named. */
function placeOf({ state }: Settings): string {
  const places = { sqlite: state.path, git: state.ref, postgres: state.urlEnv };
  return places[state.kind] ?? say("not named in meibo.yaml");
}

/** `meibo state unlock`: takes the lock from a run that died. */
export async function unlockState(context: Context, flags: { readonly yes?: boolean }): Promise<Exit> {
  return await withStore(context, async (store, settings) => {
    const { ask, note } = context.words;
    const holder = await store.holder();
    if (holder === undefined) return told(context, { broken: false }, note.lockFree);
    const who = holderText(holder, settings.timeZone, context.words);
    context.screen.note([[note.lockHeld(who)], [note.lockConsequence]]);
    if (flags.yes !== true && (await context.ask?.(ask.unlock)) !== true) {
      context.screen.problems([problem("not-agreed-unlock", {})]);
      return EXIT.error;
    }
    if (await store.breakLock(holder)) return told(context, { broken: true, holder }, note.lockTaken(who));
    return await notTaken(context, store, holder);
  });
}

/** It may have ended meanwhile. */
async function notTaken(context: Context, store: Store, before: LockHolder): Promise<Exit> {
  const now = await store.holder();
  if (now === undefined) return told(context, { broken: false }, context.words.note.lockFreeNow);
  const { holder, host, run, since } = now.run === "" ? before : now;
  const who = say("{holder} on {host} (run {run})", { holder, host, run });
  context.screen.problems([problem("lock-alive", { holder: who, since, host })]);
  return EXIT.locked;
}

function told({ screen, flags }: Context, value: object, text: string): Exit {
  if (flags.json === true) screen.json(value);
  else screen.result([[text]]);
  return EXIT.done;
}

/** `meibo state export [FILE]`: ledger and journal as JSON. */
export async function exportState(context: Context, _: object, [file]: readonly string[]): Promise<Exit> {
  return await withStore(context, async (store, { tenant }) => {
    const [ledger, journal] = [await store.readLedger(), await store.readJournal()];
    const { writeCopy, COPY_FORMAT } = await import("./state-copy.ts");
    const copy = { format: COPY_FORMAT, tenant, exportedAt: context.now(), ledger, journal };
    if (file === undefined) {
      context.screen.json(copy);
      return EXIT.done;
    }
    const refused = await writeCopy(context.cwd, file, copy);
    if (refused === undefined) {
      const wrote = context.words.note.wroteState(file, ledger.entries.length, journal.length);
      return told(context, { wrote: [file], entries: ledger.entries.length, records: journal.length }, wrote);
    }
    context.screen.problems([refused]);
    return EXIT.error;
  });
}
