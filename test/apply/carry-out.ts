import { drive, type World } from "../../src/apply/drive.ts";
import type { ApplyResult, ApplySettings } from "../../src/apply/run.ts";
import { applyPlan } from "../../src/apply/session.ts";
import type { Connector } from "../../src/model/connector.ts";
import type { ApplyEvent } from "../../src/model/effect.ts";
import type { ApprovedPlan } from "../../src/model/plan.ts";
import type { Store } from "../../src/model/store.ts";
import { loginKey } from "../../src/model/user.ts";
import { makePassword } from "../../src/secrets/password.ts";
import { NOW } from "../builders.ts";

/** Nothing is waited for, and the first failure ends it. */
export const RUN: ApplySettings = {
  run: "r1",
  by: "ann@host",
  waitForCreate: 0,
  pollEvery: 1,
  settle: 0,
  concurrency: 1,
  maxFailedRows: 0,
  stopOnFirstFailedChunk: true,
};

interface Opened {
  readonly connector: Connector;
  readonly store: Store;
}

/** A world in which time stands still and nobody asks for an end. */
export function worldOf({ connector, store }: Opened, more: Partial<World> = {}): World {
  const never = new AbortController().signal;
  return {
    connector,
    store,
    holder: { holder: "ann", host: "host" },
    now: () => NOW,
    sleep: async () => {},
    seal: async (_, users) => ({
      sealed: "none",
      passwords: new Map(users.map((loginId) => [loginKey(loginId), makePassword()])),
    }),
    plan: async () => undefined,
    stop: never,
    deadline: never,
    ...more,
  };
}

/** The plan for real, over a connector and a store that are open. */
export async function carryOut(
  plan: ApprovedPlan,
  world: World,
  settings: Partial<ApplySettings> = {},
): Promise<{ readonly result: ApplyResult; readonly told: readonly ApplyEvent[] }> {
  const events = drive(applyPlan(plan, { ...RUN, ...settings }), world);
  const told: ApplyEvent[] = [];
  for (let step = await events.next(); ; step = await events.next()) {
    if (step.done === true) return { result: step.value, told };
    told.push(step.value);
  }
}
