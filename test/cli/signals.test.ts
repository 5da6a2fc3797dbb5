import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { listenForStop } from "../../src/cli/signals.ts";

test("a run that waits a hundred times leaves nothing behind on its signal", async () => {
  const stopping = listenForStop(() => {});
  for (let times = 0; times < 100; times += 1) await stopping.sleep(0);
  expect(getEventListeners(stopping.stop, "abort")).toEqual([]);
  stopping.close();
});

test("a wait is over at once when the run is asked to end, and so is every later one", async () => {
  const stopping = listenForStop(() => {});
  const began = performance.now();
  const waiting = stopping.sleep(60_000);
  process.emit("SIGINT");
  await waiting;
  await stopping.sleep(60_000);
  expect([stopping.stop.aborted, performance.now() - began < 10_000]).toEqual([true, true]);
  stopping.close();
});
