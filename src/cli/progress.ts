import type { ApplyEvent } from "../model/effect.ts";
import type { Plan } from "../model/plan.ts";
import { progressText } from "../render/run.ts";
import type { Context } from "./context.ts";

/** Milliseconds. */
const TICK = 1_000;
const HEARTBEAT = 30_000;

/** Shows how far a run is: on a terminal as one line that moves, elsewhere as a line now and then. */
export interface Progress {
  tell(event: ApplyEvent): void;
  close(): void;
}

type Following = Pick<Context, "words"> & { readonly screen: Pick<Context["screen"], "live" | "progress" | "note"> };

export function followRun({ screen, words }: Following, plan: () => Plan | undefined): Progress {
  const began = performance.now();
  const state = { at: "", done: 0 };
  const text = () => {
    const all = (plan()?.steps ?? []).flatMap(({ chunks }) => chunks).reduce((sum, { users }) => sum + users.length, 0);
    return state.at === ""
      ? undefined
      : progressText({ ...state, all, milliseconds: performance.now() - began }, words);
  };
  const tick = setInterval(() => screen.progress(text()), TICK).unref();
  const beat = setInterval(() => {
    const line = text();
    if (!screen.live && line !== undefined) screen.note([[line]]);
  }, HEARTBEAT).unref();
  return {
    tell: (event) => {
      if (event.type === "sent") state.at = event.chunk;
      if (event.type === "waiting") state.at = words.run.waiting;
      if (event.type === "record" && event.record.type === "outcome") state.done += event.record.rows.length;
      screen.progress(text());
    },
    close: () => {
      clearInterval(tick);
      clearInterval(beat);
      screen.progress(undefined);
    },
  };
}
