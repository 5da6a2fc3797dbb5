import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openContext } from "../../src/cli/context.ts";
import { lineOf, observer } from "../../src/cli/events.ts";
import type { ApplyEvent } from "../../src/model/effect.ts";
import { asLoginId } from "../../src/model/user.ts";
import { folderWith, MAIN, meibo, put } from "./command.ts";
import { appliedFolder, companyFolder, OFFICE_FILE } from "./company.ts";

interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

function logOf(stderr: string): readonly LogLine[] {
  return stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("--log-format json", () => {
  test("tells a run event by event on stderr, one JSON object a line, and nothing else there", () => {
    const { exit, stdout, stderr } = meibo(companyFolder(), ["apply", "--auto-approve", "--log-format", "json"]);
    const lines = logOf(stderr).filter(({ event }) => event !== "problem");
    expect([exit, stdout.includes("Applied: 3 created.")]).toEqual([0, true]);
    expect([...new Set(lines.map(({ event }) => event))]).toEqual([
      "run.started",
      "chunk.begun",
      "chunk.sent",
      "chunk.ended",
      "run.ended",
    ]);
    expect(lines.every(({ time, level }) => /^\d{4}-.*Z$/.test(time) && level === "info")).toBe(true);
    expect(lines.at(-1)).toMatchObject({ end: "done", done: { create: 3 }, failed: 0, retries: 0 });
    expect(new Set(lines.flatMap(({ run }) => run ?? [])).size).toBe(1);
  });

  test("names people by their Login IDs alone", () => {
    const folder = companyFolder();
    const applied = meibo(folder, ["apply", "--auto-approve", "--log-format", "json", "--json"]);
    const text = readOffice();
    put(folder, OFFICE_FILE, text.replace("name: Bob", "name: 佐藤 花子").replace('"2101"', "0002101"));
    const validated = meibo(folder, ["validate", "--log-format", "json"]);
    for (const { stderr } of [applied, validated]) {
      expect(["佐藤", "Bob", "Rina"].filter((name) => stderr.includes(name))).toEqual([]);
    }
    expect(logOf(validated.stderr).map(({ event, problem }) => `${event} ${problem}`)).toContain(
      "problem leading-zero",
    );
  });

  test("tells a problem with its code, place and hint", () => {
    const folder = companyFolder();
    put(folder, OFFICE_FILE, readOffice().replace("role: sales", "role: sails"));
    const [first] = logOf(meibo(folder, ["plan", "--log-format", "json"]).stderr);
    expect(first).toMatchObject({
      level: "error",
      event: "problem",
      code: "MB1004",
      problem: "role-unknown",
      place: { file: OFFICE_FILE, line: 4 },
      message: "there is no role sails",
    });
  });

  test("tells also what the machine refused", () => {
    const folder = companyFolder({ ".meibo/state.db": "no database at all" });
    const lines = logOf(meibo(folder, ["passwords", "list", "--log-format", "json"]).stderr);
    expect(lines.map(({ event, code }) => [event, code])).toEqual([["problem", "MB4030"]]);
  });

  function readOffice(): string {
    return `users:
  - loginId: ann@aoba.example
    name: 佐藤 花子
    role: sales
    extension: "2101"
    state: active
  - loginId: bob@aoba.example
    name: Bob
    permissions: { admin: true }
`;
  }
});

describe("an event as a line", () => {
  const run = "r1";
  const at = "2026-12-01T00:00:00.000Z";
  const [done, failed] = ["a@x", "b@x"]
    .map(asLoginId)
    .map((loginId, index) => ({ loginId, row: index + 1, chunk: "1" }));
  const rows: readonly (readonly [string, ApplyEvent, object])[] = [
    ["a wait", { type: "waiting", milliseconds: 5 }, { level: "info", event: "waiting", fields: { milliseconds: 5 } }],
    [
      "a chunk that did not do everything",
      {
        type: "record",
        record: {
          type: "outcome",
          run,
          at,
          chunk: "1",
          kind: "update",
          milliseconds: 7,
          rows: [
            { loginId: asLoginId("a@x"), row: 1, chunk: "1", result: "done" },
            { loginId: asLoginId("b@x"), row: 2, chunk: "1", result: "rejected", cause: "name 佐藤 refused" },
          ],
        },
      },
      {
        level: "warn",
        event: "chunk.ended",
        fields: { done: 1, failed: [{ loginId: "b@x", row: 2, result: "rejected" }] },
      },
    ],
    [
      "a record that the state store could not keep, in full, because nobody else has it",
      {
        type: "unrecorded",
        reason: "disk full",
        record: { type: "intent", run, at, chunk: "1", kind: "create", users: [] },
      },
      { level: "error", event: "record.lost", fields: { reason: "disk full", record: { chunk: "1", kind: "create" } } },
    ],
  ];
  test.each(rows)("%s", (_, event, expected) => {
    expect(lineOf(event)).toMatchObject(expected);
    expect(JSON.stringify(lineOf(event))).not.toContain("佐藤");
    expect([done?.row, failed?.row]).toEqual([1, 2]);
  });
});

interface OtlpSpan {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

const closing: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) close();
});

/** A receiver of spans on loopback; `answer` false is one that never answers. */
async function receiver(answer: boolean) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      bodies.push(Buffer.concat(parts).toString("utf8"));
      if (answer) response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port }: Pick<AddressInfo, "port"> = server.address() as AddressInfo;
  return { endpoint: `http://127.0.0.1:${port}`, bodies };
}

/** Not `spawnSync`: the receiver lives in this process. */
async function traced(folder: string, environment: Readonly<Record<string, string>>) {
  const words = [MAIN, "apply", "--auto-approve", "--trace"];
  const child = spawn(process.execPath, words, { cwd: folder, env: { ...process.env, ...environment } });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (part) => (stdout += part));
  child.stderr.on("data", (part) => (stderr += part));
  const [exit] = await once(child, "close");
  return { exit, stdout, stderr };
}

function spansIn(bodies: readonly string[]): readonly OtlpSpan[] {
  return bodies
    .flatMap((body) => JSON.parse(body).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans);
}

describe("--trace", () => {
  test("sends a span of the run, of each chunk in it, and of each request in its chunk", async () => {
    const { endpoint, bodies } = await receiver(true);
    const { exit, stderr } = await traced(companyFolder(), { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    const spans = spansIn(bodies);
    const named = (name: string) => spans.find((span) => span.name === name);
    expect([exit, stderr.includes("MB4036")]).toEqual([0, false]);
    expect(spans.map(({ name }) => name).toSorted()).toEqual([
      "apply",
      "create chunk",
      "create request",
      "update chunk",
      "update request",
    ]);
    expect([named("create chunk")?.parentSpanId, named("create request")?.parentSpanId]).toEqual([
      named("apply")?.spanId,
      named("create chunk")?.spanId,
    ]);
    expect(bodies.join("")).toContain('"stringValue":"meibo"');
    expect(["ann@", "佐藤", "Rina"].filter((text) => bodies.join("").includes(text))).toEqual([]);
  });

  test.each([
    ["is down", () => Promise.resolve("http://127.0.0.1:9")],
    ["never answers", async () => (await receiver(false)).endpoint],
  ])("does not hold a run up where the receiver %s, and says so", async (_, open) => {
    const endpoint = await open();
    const { exit, stdout, stderr } = await traced(companyFolder(), { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    expect([
      exit,
      stdout.includes("Applied: 3 created."),
      stderr.includes(`not all spans reached ${endpoint}`),
    ]).toEqual([0, true, true]);

    vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
    const flags = { config: "meibo.yaml", color: "never", input: false, logFormat: "json", trace: true } as const;
    const watching = observer(await openContext(flags));
    watching.tell({ type: "waiting", milliseconds: 1 });
    const began = performance.now();
    await watching.close();
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("says in one line which packages are missing, and the run goes on", async () => {
    const hooks = folderWith({
      "hooks.mjs": `import { registerHooks } from "node:module";
registerHooks({
  resolve: (name, context, next) => {
    if (!name.startsWith("@opentelemetry/")) return next(name, context);
    throw Object.assign(new Error("Cannot find package " + name), { code: "ERR_MODULE_NOT_FOUND" });
  },
});`,
    });
    const { exit, stderr } = await traced(companyFolder(), {
      NODE_OPTIONS: `--import=${join(hooks, "hooks.mjs")}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
    });
    expect([exit, stderr.includes("npm install @opentelemetry/api @opentelemetry/sdk-trace-node")]).toEqual([0, true]);
  });

  test("says that nobody receives where no receiver is named", async () => {
    const { exit, stderr } = await traced(appliedFolder(), { OTEL_EXPORTER_OTLP_ENDPOINT: "" });
    expect([exit, stderr.includes("OTEL_EXPORTER_OTLP_ENDPOINT names no receiver")]).toEqual([0, true]);
  });
});
