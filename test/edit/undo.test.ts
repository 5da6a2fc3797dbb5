import { describe, expect, test } from "vitest";
import { type UndoInput, undoOf } from "../../src/edit/undo.ts";
import type { WriteKind } from "../../src/model/connector.ts";
import type { Explanation } from "../../src/model/explanation.ts";
import type { RowResult } from "../../src/model/journal.ts";
import { type RunStory, runsOf } from "../../src/model/runs.ts";
import { asLoginId, type TenantState, type Values } from "../../src/model/user.ts";
import { entry, shown, user } from "../builders.ts";

const ANN = asLoginId("ann@aoba.example");
const NOW = { values: { name: "New" } };
const PLACE = { file: "users/a.yaml", line: 2 };

/** A run with one chunk a kind, each of Ann alone. */
function runOf(run: string, did: Readonly<Partial<Record<WriteKind, RowResult>>>): RunStory {
  const at = "2026-12-01T00:00:00.000Z";
  const chunks = Object.entries(did).map(([kind, result]) => ({ kind: kind as WriteKind, result }));
  const [story] = runsOf([
    { type: "started", run, at, tenant: "aoba", planHash: "f", chunks: 1, by: "ann", allowed: [] },
    ...chunks.map(({ kind, result }) => ({
      type: "outcome" as const,
      run,
      at,
      chunk: kind,
      kind,
      milliseconds: 1,
      rows: [{ loginId: ANN, result, row: 1, chunk: kind }],
    })),
  ]);
  if (story === undefined) throw new Error("no run");
  return story;
}

function ann(state: TenantState, own: Values) {
  return shown({ loginId: ANN, state, values: own });
}

const EXPLAINED: Explanation = { loginId: ANN, name: "Ann", place: PLACE, roles: [], dates: [], fields: [] };

function input(parts: Partial<UndoInput>): UndoInput {
  return {
    run: runOf("r1", { update: "done" }),
    before: [ann("active", { name: "Old" })],
    later: [],
    ledger: { tenant: "aoba", entries: [entry({ loginId: ANN, values: { name: "New" } })] },
    users: [ann("active", NOW.values)],
    declared: [user({ loginId: ANN, values: { name: "New" }, place: PLACE })],
    explain: () => EXPLAINED,
    ...parts,
  };
}

/** `name: "Old"` for each thing to write, `name gone` for each thing that is left. */
function told(parts: Partial<UndoInput>): readonly string[] {
  const { users, left } = undoOf(input(parts));
  const written = users.flatMap(({ writings }) => writings.map(({ key, text = `no ${key}` }) => text));
  return [...written, ...left.map(({ what, why, run = "" }) => `${what} ${why} ${run}`.trim())];
}

const later = (did: Parameters<typeof runOf>[1], before: ReturnType<typeof ann>) => [
  { run: runOf("r2", did), before: [before] },
];
const dated =
  (key: "state" | "endDate", value: string): UndoInput["explain"] =>
  () => ({
    ...EXPLAINED,
    dates: [{ key, value, place: PLACE }],
  });

describe("a way back for what a run did to somebody", () => {
  const switchedOff = { run: runOf("r1", { deactivate: "done" }), users: [ann("inactive", NOW.values)] };
  const rows: readonly (readonly [string, Partial<UndoInput>, readonly string[]])[] = [
    ["sets a field back", {}, ['name: "Old"']],
    ["is nothing where the run was refused", { run: runOf("r1", { update: "rejected" }) }, []],
    ["is nothing where the run left somebody out", { run: runOf("r1", { update: "moved" }) }, []],
    ["is not known where nobody knows what happened", { run: runOf("r1", { update: "unknown" }) }, ["update unsure"]],
    [
      "is nothing where a later run has set it back",
      {
        later: later({ update: "done" }, ann("active", { name: "New" })),
        ledger: { tenant: "aoba", entries: [entry({ loginId: ANN, values: { name: "Old" } })] },
      },
      [],
    ],
    [
      "leaves what a later run changed",
      {
        later: later({ update: "done" }, ann("active", { name: "Between" })),
      },
      ["name changedLater r2"],
    ],
    [
      "goes past a later run that changed something else",
      {
        later: later({ update: "done" }, ann("active", { name: "New" })),
      },
      ['name: "Old"'],
    ],
    ["leaves what was changed in MiiTel", { users: [ann("active", { name: "Other" })] }, ["name changedInTenant"]],
    [
      "leaves what was changed in the files",
      {
        declared: [user({ loginId: ANN, values: { name: "Other" } })],
      },
      ["name changedInFiles"],
    ],
    [
      "has nothing to write where the files say it already",
      {
        declared: [user({ loginId: ANN, values: { name: "Old" } })],
      },
      ["name already"],
    ],
    [
      "cannot say that something was empty",
      {
        before: [{ ...ann("active", {}), values: {} }],
      },
      ["name unknownBefore"],
    ],
    ["is none for people whom meibo forgot", { ledger: { tenant: "aoba", entries: [] } }, ["user notManaged"]],
    ["is none for people who are not in MiiTel", { users: [] }, ["user gone"]],
    ["is none for people in no file", { declared: [] }, ["user noEntry"]],
    ["is none for a delete", { run: runOf("r1", { delete: "done" }) }, ["delete deleted"]],
    ["switches on again", switchedOff, ["state: active"]],
    [
      "switches off again",
      { run: runOf("r1", { activate: "done" }), before: [ann("inactive", {})] },
      ["state: inactive"],
    ],
    [
      "leaves a state that the files say already",
      { ...switchedOff, explain: dated("state", "active") },
      ["state already"],
    ],
    [
      "leaves a state that the files have moved on with",
      { ...switchedOff, explain: dated("state", "absent") },
      ["state changedInFiles"],
    ],
    [
      "leaves a state that somebody set back in MiiTel",
      { ...switchedOff, users: [ann("active", {})] },
      ["state changedInTenant"],
    ],
    [
      "leaves a state that a later run switched",
      { ...switchedOff, later: later({ activate: "done", deactivate: "done" }, ann("active", {})) },
      ["state changedLater r2"],
    ],
    [
      "switches off whom the run created, whatever else it did to them",
      { run: runOf("r1", { create: "done", update: "done" }) },
      ["state: inactive"],
    ],
    [
      "has nothing to do where the created one is off",
      { run: runOf("r1", { create: "done" }), users: [ann("inactive", {})] },
      [],
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(told(parts)).toEqual(expected);
  });

  test("names whom the run let go of, whose entries it cannot write", () => {
    const run = { ...runOf("r1", {}), released: [ANN, asLoginId("bob@aoba.example")] };
    expect(undoOf(input({ run })).left).toEqual([
      { loginId: ANN, what: "release", why: "already" },
      { loginId: "bob@aoba.example", what: "release", why: "noEntry" },
    ]);
  });

  test("says what a date would do against it", () => {
    const { users } = undoOf(input({ ...switchedOff, explain: dated("endDate", "2026-11-30") }));
    expect(users[0]?.writings).toMatchObject([{ key: "state", aside: "endDate may say otherwise: change that too" }]);
  });

  test("takes a person's own word out where the layers below say what was before", () => {
    const words = [
      { value: "Old", origin: { layer: "default" as const } },
      { value: "New", origin: { layer: "user" as const } },
    ];
    const explain = () => ({ ...EXPLAINED, fields: [{ key: "name" as const, column: "", words, place: PLACE }] });
    expect(told({ explain })).toEqual(["no name"]);
  });
});
