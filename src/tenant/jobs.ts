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

/** Milliseconds that a job is kept after its end: 90 days. */
const KEPT = 90 * 24 * 60 * 60 * 1000;

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
  store.forgetJobs(new Date(Date.parse(at) - KEPT).toISOString());
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

/** What is to be done now, if that is nothing: found out without a write. */
export function restOfJobs({ store, at }: TenantContext): Advance | undefined {
  const job = store.nextJob();
  if (job === undefined) return { type: "idle" };
  const wait = job.due - Date.parse(at);
  return wait > 0 ? { type: "waits", wait } : undefined;
}

/** One step of the first job that has not ended. What it changes and what it says of it are written together. */
export function advanceJobs(context: TenantContext, part: Part): Advance {
  const { store, settings, at } = context;
  const now = Date.parse(at);
  const job = store.nextJob();
  // Another process may have been quicker.
  if (job === undefined || job.due > now) return { type: "moved" };
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
