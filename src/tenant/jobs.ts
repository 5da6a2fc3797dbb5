import { randomUUID } from "node:crypto";
import type { TenantContext } from "./context.ts";
import { type ImportResult, importRows, type Upload } from "./import.ts";
import type { JobStatus, StoredJob } from "./records.ts";

/** An import that was handed in, as its sender may see it. */
export interface Job {
  readonly id: string;
  readonly file: Upload["file"];
  readonly status: JobStatus;
  /** How many it has. */
  readonly rows: number;
  readonly submitted: string;
  readonly ended?: string;
  /** Once it has ended. */
  readonly result?: ImportResult;
}

/** It is carried out by `advanceJobs`, in the order in which jobs came. */
export function addJob({ store, settings, at }: TenantContext, upload: Upload, actor: string): Job {
  const job = {
    id: randomUUID(),
    file: upload.file,
    actor,
    rows: upload.rows.length,
    submitted: at,
    due: Date.parse(at) + settings.jobWaitsMs,
  };
  store.addJob({ ...job, upload: JSON.stringify(upload) });
  return jobOf({ ...job, status: "queued" });
}

export function jobOf({ id, file, status, rows, submitted, ended, result }: StoredJob): Job {
  return {
    id,
    file,
    status,
    rows,
    submitted,
    ...(ended === undefined ? {} : { ended }),
    ...(result === undefined ? {} : { result: JSON.parse(result) }),
  };
}

/** What one step of the jobs came to. */
export type Advance =
  /** There may be more to do at once. */
  | { readonly type: "moved" }
  /** Nothing before so many milliseconds have passed. */
  | { readonly type: "waits"; readonly wait: number }
  | { readonly type: "idle" };

/** One step of the first job that has not ended. What it changes and what it says of it are written together. */
export function advanceJobs(context: TenantContext, part: Part): Advance {
  const { store, settings, at } = context;
  const now = Date.parse(at);
  const job = store.nextJob();
  if (job === undefined) return { type: "idle" };
  if (job.due > now) return { type: "waits", wait: job.due - now };
  if (job.status === "queued" && settings.jobTakesMs > 0) {
    store.beginJob(job.id, now + settings.jobTakesMs);
    return { type: "moved" };
  }
  const upload: Upload = JSON.parse(job.upload);
  const result = part(
    () => importRows(upload, context, job.actor),
    ({ type }) => type === "done",
  );
  store.endJob(job.id, result.type, JSON.stringify(result), at);
  return { type: "moved" };
}

/** Does a part of a write, and takes it back if what came of it is not to be kept. */
export type Part = <T>(work: () => T, keeps: (value: T) => boolean) => T;
