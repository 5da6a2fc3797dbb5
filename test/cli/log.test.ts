import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JournalRecord, LockHolder } from "../../src/model/journal.ts";
import type { Store } from "../../src/model/store.ts";
import { asLoginId } from "../../src/model/user.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { meibo } from "./command.ts";
import { appliedFolder, companyFolder } from "./company.ts";

const ANN = asLoginId("ann@aoba.example");
const BOB = asLoginId("bob@aoba.example");
const [FIRST, SECOND, THIRD] = ["2026-11-01T0900-aaaa0001", "2026-11-02T0900-aaaa0002", "2026-11-03T0900-bbbb0003"];

function started(run: string): JournalRecord {
  const at = `${run.slice(0, 10)}T09:00:00.000Z`;
  return { type: "started", run, at, tenant: "aoba", planHash: "f".repeat(64), chunks: 1, by: "ann@mac", allowed: [] };
}

const HISTORY: readonly JournalRecord[] = [
  {
    ...started(FIRST),
    commit: "c0ffee".repeat(7).slice(0, 40),
    only: ["role:sales"],
    allowed: ["MB2302"],
  } as JournalRecord,
  {
    type: "intent",
    run: FIRST,
    at: "2026-11-01T09:00:01.000Z",
    chunk: "1-create-001",
    kind: "create",
    users: [ANN, BOB],
    sealed: "age:x.age",
  },
  {
    type: "outcome",
    run: FIRST,
    at: "2026-11-01T09:00:03.000Z",
    chunk: "1-create-001",
    kind: "create",
    milliseconds: 2000,
    rows: [
      { loginId: ANN, result: "done", row: 1, chunk: "1-create-001" },
      { loginId: BOB, result: "rejected", cause: "extension taken", row: 2, chunk: "1-create-001" },
    ],
  },
  {
    type: "ended",
    run: FIRST,
    at: "2026-11-01T09:00:04.000Z",
    end: "partly",
    summary: {
      done: { create: 1, update: 0, activate: 0, deactivate: 0, delete: 0 },
      failed: [{ loginId: BOB, result: "rejected", cause: "extension taken", row: 2, chunk: "1-create-001" }],
      notDone: 3,
      requests: 12,
      retries: 1,
      milliseconds: 3400,
    },
  },
  started(SECOND),
  { type: "intent", run: SECOND, at: "2026-11-02T09:00:01.000Z", chunk: "1-update-001", kind: "update", users: [ANN] },
  started(THIRD),
  {
    type: "outcome",
    run: SECOND,
    at: "2026-11-03T09:00:01.000Z",
    chunk: "1-update-001",
    kind: "update",
    milliseconds: 0,
    settledBy: THIRD,
    rows: [{ loginId: ANN, result: "held", cause: "sent without an answer", row: 1, chunk: "1-update-001" }],
  },
];

async function withStore<T>(folder: string, act: (store: Store) => Promise<T>): Promise<T> {
  const store = openSqliteStore(join(folder, ".meibo", "state.db"), "aoba");
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

async function folderWithHistory(): Promise<string> {
  const folder = companyFolder();
  await withStore(folder, async (store) => {
    for (const record of HISTORY) await store.append(record);
  });
  return folder;
}

function lines(folder: string, line: string): readonly string[] {
  const { exit, stdout, stderr } = meibo(folder, line.split(" "));
  return [`exit ${exit}`, ...`${stdout}${stderr}`.trimEnd().split("\n")];
}

describe("meibo log", () => {
  test("says that nothing was applied yet", () => {
    expect(lines(companyFolder(), "log")).toEqual(["exit 0", "Nothing was applied from here yet."]);
  });

  test("lists the runs, the newest first, each with how it ended and what it took", async () => {
    expect(lines(await folderWithHistory(), "log")).toEqual([
      "exit 0",
      `${THIRD}  2026-11-03 18:00 GMT+9  ann@mac  plan ffffffffffff  no commit  not ended: died, or still running  nothing`,
      `${SECOND}  2026-11-02 18:00 GMT+9  ann@mac  plan ffffffffffff  no commit  not ended: died, or still running  nothing, 1 failed`,
      `${FIRST}  2026-11-01 18:00 GMT+9  ann@mac  plan ffffffffffff  c0ffeec0ffee  partly done  1 created, 1 failed, 3 not begun, 12 requests, 1 of them again, 3.4 s`,
    ]);
  });

  test("tells the run that holds the lock from one that died", async () => {
    const folder = await folderWithHistory();
    const holder: LockHolder = { run: THIRD, holder: "ann", host: "mac", since: "2026-11-03T09:00:00.000Z" };
    await withStore(folder, async (store) => {
      await store.lock(holder);
      expect(lines(folder, "log")[1]).toContain("running now");
      expect(lines(folder, "log")[2]).toContain("not ended");
    });
  });

  test("shows one run by the beginning of its name: chunks, causes, the sealed record, who settled it", async () => {
    const folder = await folderWithHistory();
    expect(lines(folder, "log show 2026-11-01")).toEqual([
      "exit 0",
      `run ${FIRST}  partly done`,
      "  begun 2026-11-01 18:00 GMT+9 by ann@mac",
      `  plan ${"f".repeat(64)}`,
      `  commit ${"c0ffee".repeat(7).slice(0, 40)}`,
      "  only role:sales",
      "  let through: MB2302",
      "  1 created, 1 failed, 3 not begun, 12 requests, 1 of them again, 3.4 s",
      "",
      "  1-create-001  create  1 of 2 users done  2.0 s",
      "      passwords: age:x.age",
      "      row 2  bob@aoba.example  rejected: extension taken",
      "",
      "finish it     meibo apply --resume",
      `take it back  meibo undo ${FIRST}`,
    ]);
    expect(lines(folder, `log show ${SECOND}`)).toContain(`      settled later by run ${THIRD}`);
  });

  test("gives the records of a run as they were written with --json", async () => {
    const { stdout } = meibo(await folderWithHistory(), ["log", "show", SECOND, "--json"]);
    expect(JSON.parse(stdout)).toEqual(HISTORY.filter(({ run }) => run === SECOND));
  });

  test.each([
    [
      "2026-11",
      [
        "exit 1",
        "error MB4032  runs whose name begins with 2026-11: 3",
        `     fix: write more of it; these are ${FIRST}, ${SECOND}, ${THIRD}`,
      ],
    ],
    ["1999", ["exit 1", "error MB4032  no run is named 1999", "     fix: meibo log lists the runs"]],
  ])("asks for more where %s names no run alone", async (name, told) => {
    expect(lines(await folderWithHistory(), `log show ${name}`)).toEqual(told);
  });

  test("tells what runs did to one person, whatever the case of the Login ID", async () => {
    const folder = await folderWithHistory();
    expect(lines(folder, "log --user ANN@aoba.example")).toEqual([
      "exit 0",
      "ANN@aoba.example",
      `  2026-11-02 18:00 GMT+9  update  run ${SECOND}  1-update-001  ann@mac  held back: sent without an answer, settled later by run ${THIRD}`,
      `  2026-11-01 18:00 GMT+9  create  run ${FIRST}  1-create-001  ann@mac  done`,
    ]);
    expect(lines(folder, "log --user eve@aoba.example")).toEqual([
      "exit 0",
      "No run did anything to eve@aoba.example.",
    ]);
  });

  test("knows the run of a real apply", () => {
    const [exit, run = ""] = lines(appliedFolder(), "log");
    expect([exit, /done {2}3 created, \d requests, \d+ ms$/.test(run)]).toEqual(["exit 0", true]);
  });
});
