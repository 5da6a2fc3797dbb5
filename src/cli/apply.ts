import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { drive, type World } from "../apply/drive.ts";
import { applyPlan } from "../apply/engine.ts";
import type { ApplyResult } from "../apply/run.ts";
import type { Loaded } from "../load/roster.ts";
import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { Store } from "../model/store.ts";
import { loginKey } from "../model/user.ts";
import { planLines } from "../render/plan.ts";
import { eventLines, progressText, resultLines } from "../render/run.ts";
import { safeJson } from "../render/safe.ts";
import { makePassword } from "../secrets/password.ts";
import { type Connected, connect, messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { guard, planAndGuard } from "./plan.ts";

interface ApplyFlags {
  readonly autoApprove?: boolean;
}

/** `meibo apply`: plan or take a saved plan, guard, ask, carry out. */
export async function apply(context: Context, flags: ApplyFlags, [file]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) {
    context.screen.problems(connected.problems);
    return EXIT.error;
  }
  try {
    const plan =
      file === undefined
        ? await planAndGuard(context, loaded, connected.value, showPlan(context, loaded))
        : await takeSaved(context, loaded, connected.value, file);
    if (typeof plan === "number") return plan;
    return await agreeAndCarryOut(context, flags, loaded, connected.value, plan);
  } finally {
    await connected.value.close();
  }
}

/** A saved plan is believed only if it is whole, of this tenant, and nobody concerned has moved since. */
async function takeSaved(
  context: Context,
  loaded: Loaded,
  { connector }: Connected,
  file: string,
): Promise<ApprovedPlan | Exit> {
  const { flawOf, movedSince } = await import("../plan/verify.ts");
  const saved = await readPlan(resolve(context.cwd, file));
  const flaw = typeof saved === "string" ? saved : flawOf(saved, loaded.settings.tenant);
  if (typeof saved === "string" || flaw !== undefined) {
    context.screen.problems([problem("plan-invalid", { file, reason: flaw ?? "" })]);
    return EXIT.stale;
  }
  const moved = movedSince(saved, await connector.readUsers());
  if (moved.length > 0) {
    context.screen.problems(moved);
    return EXIT.stale;
  }
  showPlan(context, loaded)(saved);
  return await guard(context, saved, loaded);
}

/** With `--json` stdout belongs to the result of the run. */
function showPlan({ screen, flags }: Context, { settings }: Loaded): (plan: Plan) => void {
  return (plan) => {
    const lines = planLines(plan, settings.timeZone);
    if (flags.json === true) screen.note(lines);
    else screen.result(lines);
  };
}

async function readPlan(path: string): Promise<Plan | string> {
  try {
    const saved: unknown = JSON.parse(await readFile(path, "utf8"));
    return isPlan(saved) ? saved : "it is no plan of this version of meibo";
  } catch (error) {
    return messageOf(error);
  }
}

/** The hash holds the rest: a plan whose hash agrees is one that meibo wrote. */
function isPlan(value: unknown): value is Plan {
  return typeof value === "object" && value !== null && "version" in value && value.version === 1 && "hash" in value;
}

async function agreeAndCarryOut(
  context: Context,
  flags: ApplyFlags,
  loaded: Loaded,
  connected: Connected,
  plan: ApprovedPlan,
): Promise<Exit> {
  const writes = plan.steps.length > 0 || plan.changes.some(({ kind }) => kind === "release");
  if (writes && flags.autoApprove !== true) {
    if (context.ask === undefined) {
      context.screen.problems([problem("not-approved-here", {})]);
      return EXIT.error;
    }
    if (!(await context.ask("Apply this plan?"))) {
      context.screen.note([["Nothing was applied."]]);
      return EXIT.done;
    }
  }
  return await carryOut(context, loaded, connected, plan);
}

async function carryOut(
  context: Context,
  loaded: Loaded,
  { connector, store }: Connected,
  plan: ApprovedPlan,
): Promise<Exit> {
  const { screen, now } = context;
  const { apply: settings } = loaded.settings;
  const run = `${now().slice(0, 16).replace(":", "")}-${plan.hash.slice(0, 8)}-${randomBytes(2).toString("hex")}`;
  const engine = applyPlan(plan, { run, ...settings, pollEvery: POLL_EVERY });
  const world: World = {
    connector,
    store,
    holder: `${userInfo().username}@${hostname()}`,
    now,
    sleep,
    seal: sealFor(loaded.settings, run),
  };
  const events = drive(engine, world);
  let step = await events.next();
  for (; step.done !== true; step = await events.next()) {
    screen.progress(progressText(step.value));
    screen.note(eventLines(step.value));
  }
  screen.progress(undefined);
  await exportJournal(context, store, run);
  return tell(context, step.value, plan);
}

/** Milliseconds between two looks at the tenant while something does not show yet. */
const POLL_EVERY = 15_000;

async function sleep(milliseconds: number): Promise<boolean> {
  await new Promise((done) => setTimeout(done, milliseconds));
  return true;
}

/** With `deliver: none` people sign in by SSO, so passwords live only until they are sent. */
function sealFor({ passwords }: Settings, run: string): World["seal"] {
  return async (chunk, users) => {
    if (passwords.deliver !== "none") {
      throw new Error("this meibo cannot seal passwords yet; set passwords.deliver: none when people sign in by SSO");
    }
    return {
      sealed: `none:${run}:${chunk}`,
      passwords: new Map(users.map((loginId) => [loginKey(loginId), makePassword()])),
    };
  };
}

async function exportJournal({ root, screen }: Context, store: Store, run: string): Promise<void> {
  const records = await store.readJournal(run);
  if (records.length === 0) return;
  const file = join(".meibo", "runs", `${run}.json`);
  await mkdir(join(root, ".meibo", "runs"), { recursive: true });
  await writeFile(join(root, file), `${safeJson(records, 1)}\n`);
  screen.note([[`Journal ${file}`]]);
}

function tell({ screen, flags }: Context, result: ApplyResult, plan: ApprovedPlan): Exit {
  if (flags.json === true) screen.json(result);
  if (result.end === "lockHeld") {
    const { holder, since, run } = result.by;
    screen.problems([problem("lock-held", { holder: `${holder} (run ${run})`, since })]);
    return EXIT.locked;
  }
  if (result.end === "refused") return EXIT.refused;
  if (plan.changes.length > 0 && flags.json !== true)
    screen.result(resultLines(result.end, result.summary, result.reason));
  return result.end === "done" ? EXIT.done : EXIT.partly;
}
