import { WRITE_KINDS } from "../model/connector.ts";
import type { ApplyEvent } from "../model/effect.ts";
import type { JournalRecord, RowReport } from "../model/journal.ts";
import type { Context } from "./context.ts";
import type { LogLevel } from "./screen.ts";
import { openTrace } from "./trace.ts";

/** Told every event of a run, for readers that are machines. */
export interface Observer {
  tell(event: ApplyEvent): void;
  /** Waits for what is on its way to a receiver of spans, two seconds at most. */
  close(): Promise<void>;
}

/** Lines of JSON with `--log-format json`, spans with `--trace`, and nothing without them. */
export function observer(context: Context): Observer {
  const trace = context.flags.trace === true ? openTrace(context) : undefined;
  return {
    tell: (event) => {
      const line = lineOf(event);
      if (line !== undefined) context.screen.event(line.level, line.event, line.fields);
      trace?.tell(event);
    },
    close: async () => await trace?.close(),
  };
}

interface LogLine {
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: object;
}

/** Login IDs and numbers; what the tenant says of a row is told with the problems at the end. */
export function lineOf(event: ApplyEvent): LogLine | undefined {
  switch (event.type) {
    case "sent": {
      const { chunk, kind, users } = event;
      return { level: "info", event: "chunk.sent", fields: { chunk, kind, users } };
    }
    case "waiting":
      return { level: "info", event: "waiting", fields: { milliseconds: event.milliseconds } };
    case "unrecorded":
      return { level: "error", event: "record.lost", fields: { reason: event.reason, record: event.record } };
    case "record":
      return recordLine(event.record);
    default:
      return event satisfies never;
  }
}

function recordLine(record: JournalRecord): LogLine {
  switch (record.type) {
    case "started": {
      const { type: _, at: __, ...fields } = record;
      return { level: "info", event: "run.started", fields };
    }
    case "intent": {
      const { run, chunk, kind, users, sealed } = record;
      return { level: "info", event: "chunk.begun", fields: { run, chunk, kind, users: users.length, sealed } };
    }
    case "outcome": {
      const { run, chunk, kind, rows, milliseconds, settledBy } = record;
      const failed = rows.filter(({ result }) => result !== "done").map(rowOf);
      const fields = { run, chunk, kind, done: rows.length - failed.length, failed, milliseconds, settledBy };
      return { level: failed.length === 0 ? "info" : "warn", event: "chunk.ended", fields };
    }
    case "ended":
      return endLine(record);
    default:
      return record satisfies never;
  }
}

function rowOf({ loginId, row, result, said }: RowReport): object {
  return { loginId, row, result, said };
}

function endLine({ run, end, summary }: Extract<JournalRecord, { readonly type: "ended" }>): LogLine {
  const { done, failed, notDone, usersCounted, requests, retries, milliseconds } = summary;
  const all = WRITE_KINDS.reduce((sum, kind) => sum + done[kind], 0);
  const fields = { run, end, all, done, failed: failed.length, notDone, usersCounted, requests, retries, milliseconds };
  return { level: end === "done" ? "info" : "warn", event: "run.ended", fields };
}
