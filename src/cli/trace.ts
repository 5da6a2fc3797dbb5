import { setTimeout as sleep } from "node:timers/promises";
import type { Span, Context as SpanContext, Tracer } from "@opentelemetry/api";
import type { ApplyEvent } from "../model/effect.ts";
import type { JournalRecord } from "../model/journal.ts";
import { say, type Told } from "../model/phrases.ts";
import { problem } from "../model/problem.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import type { Observer } from "./events.ts";
import { VERSION } from "./version.ts";

/** So long a run waits at its end for spans to arrive; in milliseconds. */
const PATIENCE = 800;

/** Spans of a run, each of its chunks, each request and each wait. Whatever goes wrong here is told, and the run goes on. */
export function openTrace(context: Context): Observer {
  const endpoint = process.env["OTEL_EXPORTER_OTLP_ENDPOINT"];
  if (endpoint === undefined || endpoint === "") {
    context.screen.problems([problem("trace-unset", {})]);
    return { tell: () => {}, close: async () => {} };
  }
  return traceTo(context, endpoint);
}

/** Events may come before the packages are loaded; their moments are noted as they come. */
function traceTo(context: Context, endpoint: string): Observer {
  const early: (readonly [ApplyEvent, number])[] = [];
  let tracing: Tracing | undefined;
  const opening = openTracing().then(
    (opened) => {
      tracing = opened;
      for (const [event, at] of early.splice(0)) opened.tell(event, at);
    },
    (error: unknown) => context.screen.problems([problem("trace-packages", { reason: reasonOf(error) })]),
  );
  return {
    tell: (event) => {
      if (tracing === undefined) early.push([event, Date.now()]);
      else tracing.tell(event, Date.now());
    },
    close: async () => {
      await opening;
      if (tracing !== undefined && !(await tracing.close())) {
        context.screen.problems([problem("trace-unsent", { endpoint: withoutAccount(endpoint) })]);
      }
    },
  };
}

/** Node's sentence names the file that asked, which helps nobody. */
function reasonOf(error: unknown): Told {
  const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
  return isMissing ? say("they are not installed") : messageOf(error);
}

/** An address may hold a name and a password. */
function withoutAccount(endpoint: string): string {
  const url = URL.parse(endpoint);
  return url === null ? "OTEL_EXPORTER_OTLP_ENDPOINT" : `${url.protocol}//${url.host}${url.pathname}`;
}

interface Tracing {
  tell(event: ApplyEvent, at: number): void;
  /** False when not everything arrived. */
  close(): Promise<boolean>;
}

async function openTracing(): Promise<Tracing> {
  const api = await import("@opentelemetry/api");
  const { BatchSpanProcessor, NodeTracerProvider } = await import("@opentelemetry/sdk-trace-node");
  const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
  const otlp = new OTLPTraceExporter({ timeoutMillis: PATIENCE });
  let arrived = true;
  const exporter: ConstructorParameters<typeof BatchSpanProcessor>[0] = {
    export: (spans, told) =>
      otlp.export(spans, (result) => {
        if (result.code !== 0) arrived = false;
        told(result);
      }),
    forceFlush: () => otlp.forceFlush(),
    shutdown: () => otlp.shutdown(),
  };
  const processor = new BatchSpanProcessor(exporter, {
    scheduledDelayMillis: PATIENCE,
    exportTimeoutMillis: PATIENCE,
  });
  const provider = new NodeTracerProvider({ resource: serviceOf(), spanProcessors: [processor] });
  const within = (span: Span) => api.trace.setSpan(api.ROOT_CONTEXT, span);
  const spans = new Spans(provider.getTracer("meibo", VERSION), api.ROOT_CONTEXT, within);
  return {
    tell: (event, at) => spans.tell(event, at),
    close: async () => {
      spans.end(Date.now());
      const closing = provider.shutdown().then(
        () => arrived,
        () => false,
      );
      return await Promise.race([closing, sleep(PATIENCE, false, { ref: false })]);
    },
  };
}

/** What receivers list a program by. */
function serviceOf() {
  const name = process.env["OTEL_SERVICE_NAME"] ?? "meibo";
  const attributes = { "service.name": name, "service.version": VERSION };
  const service = { attributes, merge: () => service, getRawAttributes: () => Object.entries(attributes).map(pair) };
  return service;
}

function pair<T>([key, value]: readonly [string, T]): [string, T] {
  return [key, value];
}

const FAILED = 2;

/** What is open at one moment. A request is over with the next that is told of its chunk, a wait with the next of all. */
class Spans {
  readonly #tracer: Tracer;
  readonly #root: SpanContext;
  readonly #within: (span: Span) => SpanContext;
  readonly #chunks = new Map<string, Span>();
  readonly #requests = new Map<string, Span>();
  #run: Span | undefined;
  #wait: Span | undefined;

  constructor(tracer: Tracer, root: SpanContext, within: (span: Span) => SpanContext) {
    this.#tracer = tracer;
    this.#root = root;
    this.#within = within;
  }

  tell(event: ApplyEvent, at: number): void {
    this.#wait?.end(at);
    this.#wait = undefined;
    switch (event.type) {
      case "sent":
        this.#ends(this.#requests, event.chunk, at);
        this.#requests.set(
          event.chunk,
          this.#begins(`${event.kind} request`, at, { "meibo.users": event.users }, event),
        );
        return;
      case "waiting":
        this.#wait = this.#begins("wait", at, { "meibo.milliseconds": event.milliseconds });
        return;
      case "record":
        this.#record(event.record, at);
        return;
      case "unrecorded":
        this.#run?.setStatus({ code: FAILED, message: "a record of the journal could not be written" });
        return;
      default:
        event satisfies never;
    }
  }

  end(at: number): void {
    this.#wait?.end(at);
    for (const spans of [this.#requests, this.#chunks])
      for (const chunk of [...spans.keys()]) this.#ends(spans, chunk, at);
    this.#run?.end(at);
    this.#run = undefined;
  }

  #record(record: JournalRecord, at: number): void {
    switch (record.type) {
      case "started": {
        const { run, tenant, planHash } = record;
        this.#run = this.#begins("apply", at, {
          "meibo.run": run,
          "meibo.tenant": tenant,
          "meibo.plan": planHash,
          "meibo.chunks": record.chunks,
        });
        return;
      }
      case "intent": {
        const { chunk, kind, users } = record;
        this.#ends(this.#chunks, chunk, at);
        const span = this.#begins(`${kind} chunk`, at, { "meibo.chunk": chunk, "meibo.users": users.length });
        this.#chunks.set(chunk, span);
        return;
      }
      case "outcome":
        this.#outcome(record, at);
        return;
      case "ended":
        this.#run?.setAttributes({ "meibo.end": record.end, "meibo.failed": record.summary.failed.length });
        this.#run?.setAttributes({
          "meibo.requests": record.summary.requests,
          "meibo.retries": record.summary.retries,
        });
        if (record.end !== "done") this.#run?.setStatus({ code: FAILED, message: record.end });
        this.end(at);
        return;
      default:
        record satisfies never;
    }
  }

  #outcome({ chunk, rows }: Extract<JournalRecord, { readonly type: "outcome" }>, at: number): void {
    const failed = rows.filter(({ result }) => result !== "done").length;
    const span = this.#chunks.get(chunk);
    span?.setAttributes({ "meibo.done": rows.length - failed, "meibo.failed": failed });
    if (failed > 0) span?.setStatus({ code: FAILED, message: `not done: ${failed}` });
    this.#ends(this.#requests, chunk, at);
    this.#ends(this.#chunks, chunk, at);
  }

  #begins(
    name: string,
    at: number,
    attributes: Record<string, string | number>,
    of?: { readonly chunk: string },
  ): Span {
    const parent = this.#chunks.get(of?.chunk ?? "") ?? this.#run;
    const startTime = new Date(at);
    return this.#tracer.startSpan(
      name,
      { startTime, attributes },
      parent === undefined ? this.#root : this.#within(parent),
    );
  }

  #ends(spans: Map<string, Span>, chunk: string, at: number): void {
    spans.get(chunk)?.end(at);
    spans.delete(chunk);
  }
}
