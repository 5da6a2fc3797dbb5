import { expect, test } from "vitest";
import { killEverywhere } from "./kills.ts";
import { stopEverywhere } from "./stops.ts";
import { sweepCommands } from "./sweep.ts";

const LIMIT = 300_000;

test("a process that is killed anywhere loses nothing, and one more run finishes its work", {
  timeout: LIMIT,
}, async () => {
  const { kills, missed, bad } = await killEverywhere(60, 30);
  expect([kills, missed, bad]).toEqual([9, 0, []]);
});

test("a process that is killed while it speaks with a served tenant loses nothing either", {
  timeout: LIMIT,
}, async () => {
  const { kills, missed, bad } = await killEverywhere(60, 30, "network");
  expect([kills, missed, bad]).toEqual([9, 0, []]);
});

test("a process that is asked to stop begins no write, ends in time, and one more run finishes", {
  timeout: LIMIT,
}, async () => {
  const { stops, bad } = await stopEverywhere(60, 30, 3);
  expect([stops, bad]).toEqual([4, []]);
});

test("a command whose disk, database or CSPRNG fails once says so, and once more it goes well", {
  timeout: LIMIT,
}, () => {
  const { cases, bad } = sweepCommands(60, 4);
  expect(cases).toBeGreaterThan(4);
  expect(bad).toEqual([]);
});
