import { expect, test } from "vitest";
import type { RowOutcome } from "../../src/model/connector.ts";
import type { JournalRecord, RowResult } from "../../src/model/journal.ts";
import { asLoginId } from "../../src/model/user.ts";
import { sealedInForce } from "../../src/secrets/in-force.ts";
import { NOW } from "../builders.ts";

const CHUNK = "2-create-001";

/** The record of run `a` is named `a.age`. */
function sends(run: string, loginId = "ann@aoba.example", sealed = `${run}.age`): JournalRecord {
  return { type: "intent", run, at: NOW, chunk: CHUNK, kind: "create", users: [asLoginId(loginId)], sealed };
}

interface Answer {
  readonly said?: RowOutcome["type"];
  readonly settledBy?: string;
  readonly kind?: "create" | "delete";
  readonly loginId?: string;
}

function answers(
  run: string,
  result: RowResult,
  { loginId = "ann@aoba.example", ...more }: Answer = {},
): JournalRecord {
  const { said, settledBy, kind = "create" } = more;
  const row = { loginId: asLoginId(loginId), result, row: 1, chunk: CHUNK };
  return {
    type: "outcome",
    run,
    at: NOW,
    chunk: CHUNK,
    kind,
    milliseconds: 1,
    rows: [said === undefined ? row : { ...row, said }],
    ...(settledBy === undefined ? {} : { settledBy }),
  };
}

const accepted = { said: "accepted" } as const;
const lost = { said: "unknown" } as const;
const refused = { said: "rejected" } as const;

const CASES: readonly (readonly [sentence: string, records: readonly JournalRecord[], named: string])[] = [
  ["nobody was created", [], ""],
  ["the tenant accepted her", [sends("a"), answers("a", "done", accepted)], "a.age"],
  ["the tenant accepted her and does not list her yet", [sends("a"), answers("a", "pending", accepted)], "a.age"],
  [
    "the tenant accepted her and listed her later",
    [sends("a"), answers("a", "pending", accepted), answers("a", "done")],
    "a.age",
  ],
  [
    "the tenant accepted her and shows her with other values",
    [sends("a"), answers("a", "pending", accepted), answers("a", "rejected")],
    "a.age",
  ],
  ["the answer was lost and she was there", [sends("a"), answers("a", "done", lost)], "a.age"],
  ["the answer was lost and nobody has looked since", [sends("a"), answers("a", "unknown", lost)], "a.age?"],
  ["the run died before any answer", [sends("a")], "a.age?"],
  ["the run died, and a later one saw her there", [sends("a"), answers("a", "done", { settledBy: "b" })], "a.age"],
  ["the run died, and a later one saw nobody", [sends("a"), answers("a", "undone", { settledBy: "b" })], ""],
  ["the tenant rejected her", [sends("a"), answers("a", "rejected", refused)], ""],
  ["she was held back because of another row", [sends("a"), answers("a", "held", { said: "held" })], ""],
  ["she was there before anything was sent", [sends("a"), answers("a", "moved")], ""],
  ["she was not sent because of a stop", [sends("a"), answers("a", "undone")], ""],
  [
    "she was held back, sent again with the same record, and accepted",
    [sends("a"), answers("a", "held", { said: "held" }), sends("a"), answers("a", "done", accepted)],
    "a.age",
  ],
  [
    "the answer was lost, and the same record was refused because she exists",
    [sends("a"), answers("a", "unknown", lost), sends("a"), answers("a", "pending", refused)],
    "a.age?",
  ],
  [
    "the same, and then she was listed",
    [sends("a"), answers("a", "unknown", lost), sends("a"), answers("a", "pending", refused), answers("a", "done")],
    "a.age",
  ],
  [
    "the answer was lost, and before the second try she was there with other values",
    [sends("a"), answers("a", "unknown", lost), sends("a"), answers("a", "moved")],
    "a.age?",
  ],
  [
    "a run was rejected and the next one was accepted",
    [sends("a"), answers("a", "rejected", refused), sends("b"), answers("b", "done", accepted)],
    "b.age",
  ],
  [
    "the first run died, was seen to have done nothing, and the second was accepted",
    [sends("a"), answers("a", "undone", { settledBy: "b" }), sends("b"), answers("b", "done", accepted)],
    "b.age",
  ],
  [
    "two runs died, and nobody has looked since",
    [sends("a"), answers("a", "unknown", lost), sends("b")],
    "b.age? a.age?",
  ],
  [
    "two answers were lost, and she was there after the second",
    [sends("a"), answers("a", "unknown", lost), sends("b"), answers("b", "done", lost)],
    "b.age? a.age?",
  ],
  [
    "one answer was lost, and the next run was accepted",
    [sends("a"), answers("a", "unknown", lost), sends("b"), answers("b", "done", accepted)],
    "b.age",
  ],
  [
    "the first create came late: nobody was there, the second was refused, and there she was: by either, if the second went out twice",
    [sends("a"), answers("a", "undone", { settledBy: "b" }), sends("b"), answers("b", "done", refused)],
    "b.age? a.age?",
  ],
  [
    "one of two creates came late: the third was refused, and there she was: by any of them",
    [
      sends("a"),
      answers("a", "undone", { settledBy: "b" }),
      sends("b"),
      answers("b", "undone", { settledBy: "c" }),
      sends("c"),
      answers("c", "done", refused),
    ],
    "c.age? b.age? a.age?",
  ],
  [
    "she was created, deleted by meibo, and not created again",
    [sends("a"), answers("a", "done", accepted), answers("b", "done", { kind: "delete" })],
    "",
  ],
  [
    "nobody knows whether she was deleted",
    [sends("a"), answers("a", "done", accepted), answers("b", "unknown", { kind: "delete", said: "unknown" })],
    "a.age",
  ],
  [
    "she was deleted and created anew",
    [
      sends("a"),
      answers("a", "done", accepted),
      answers("b", "done", { kind: "delete" }),
      sends("c"),
      answers("c", "done", accepted),
    ],
    "c.age",
  ],
  [
    "somebody deleted her by hand, and she was created anew",
    [sends("a"), answers("a", "done", accepted), sends("b"), answers("b", "done", accepted)],
    "b.age",
  ],
  [
    "somebody deleted her by hand, and the answer to the new create was lost but she was there",
    [sends("a"), answers("a", "done", accepted), sends("b"), answers("b", "done", lost)],
    "b.age? a.age?",
  ],
  [
    "somebody deleted her by hand, and the run that created her anew died",
    [sends("a"), answers("a", "done", accepted), sends("b")],
    "b.age? a.age?",
  ],
  [
    "her Login ID is written in another case later",
    [sends("a"), answers("a", "done", { ...accepted, loginId: "Ann@Aoba.example" })],
    "a.age",
  ],
];

test.for(CASES)("when %s", ([, records, named]) => {
  const found = sealedInForce(records).map(({ sealed, standing }) => `${sealed}${standing === "maybe" ? "?" : ""}`);
  expect(found.join(" ")).toBe(named);
});

test("everybody of a chunk has a record of their own standing, in the order of their creation", () => {
  const [ann, bob] = [asLoginId("ann@aoba.example"), asLoginId("bob@aoba.example")];
  const both: JournalRecord = {
    type: "intent",
    run: "a",
    at: NOW,
    chunk: CHUNK,
    kind: "create",
    users: [ann, bob],
    sealed: "a.age",
  };
  expect(sealedInForce([both, answers("a", "done", accepted)])).toEqual([
    { loginId: ann, sealed: "a.age", standing: "inForce", run: "a", at: NOW },
    { loginId: bob, sealed: "a.age", standing: "maybe", run: "a", at: NOW },
  ]);
});

test("an update names nobody, nor does a create without a record", () => {
  const intent = { type: "intent", run: "a", at: NOW, chunk: CHUNK, users: [asLoginId("ann@aoba.example")] } as const;
  expect(
    sealedInForce([
      { ...intent, kind: "create" },
      { ...intent, kind: "update", sealed: "a.age" },
    ]),
  ).toEqual([]);
});
