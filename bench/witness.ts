import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type LoginKey, loginKey } from "../src/model/user.ts";
import type { Tenant } from "../src/tenant/tenant.ts";

/** What the requests to a served tenant are for, as far as an apply sends them. */
export type Purpose = "look-up" | "file" | "end of a file" | "everybody";

/** What the server itself was asked for. */
export interface Testimony {
  readonly requests: Readonly<Record<Purpose, Asked>>;
  /** Of each file that was handed in: how often its users were looked up before and after, and its end was asked for. */
  readonly files: readonly { readonly before: number; readonly ends: number; readonly after: number }[];
}

interface Asked {
  readonly count: number;
  /** The most that were open at once. */
  readonly together: number;
}

type Seen =
  | { readonly type: "look-up"; readonly keys: ReadonlySet<LoginKey> }
  | { readonly type: "file" | "end"; readonly job: string };

/** Watches, from now on, the HTTP server of this process and its tenant: only the tenant knows who is asked for. */
export function watch(tenant: Tenant): () => Testimony {
  const seen: Seen[] = [];
  const requests = watchRequests();
  const these = tenant.these.bind(tenant);
  const submit = tenant.submit.bind(tenant);
  const job = tenant.job.bind(tenant);
  Object.assign(tenant, {
    these: (loginIds) => {
      seen.push({ type: "look-up", keys: new Set(loginIds.map(loginKey)) });
      return these(loginIds);
    },
    submit: (...given) => {
      const submission = submit(...given);
      if (submission.ok) seen.push({ type: "file", job: submission.job.id });
      return submission;
    },
    job: (id) => {
      seen.push({ type: "end", job: id });
      return job(id);
    },
  } satisfies Partial<Tenant>);
  const firstOf = (id: string) => {
    const result = job(id)?.result;
    if (result?.type !== "done") throw new Error(`the file of job ${id} was refused`);
    return loginKey(result.rows[0]?.loginId ?? "");
  };
  return () => ({ requests: requests(), files: filesIn(seen, firstOf) });
}

function filesIn(seen: readonly Seen[], firstOf: (job: string) => LoginKey): Testimony["files"] {
  return seen.flatMap((file, at) => {
    if (file.type !== "file") return [];
    const somebody = firstOf(file.job);
    const isLookUp = (each: Seen) => each.type === "look-up" && each.keys.has(somebody);
    const before = seen.slice(0, at).filter(isLookUp).length;
    const ends = seen.filter((each) => each.type === "end" && each.job === file.job).length;
    return [{ before, ends, after: seen.slice(at).filter(isLookUp).length }];
  });
}

function watchRequests(): () => Testimony["requests"] {
  const counts = { "look-up": 0, file: 0, "end of a file": 0, everybody: 0 };
  const open = { ...counts };
  const together = { ...counts };
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { readonly request: IncomingMessage; readonly response: ServerResponse };
    const purpose = purposeOf(request);
    if (purpose === undefined) return;
    counts[purpose] += 1;
    open[purpose] += 1;
    together[purpose] = Math.max(together[purpose], open[purpose]);
    response.once("close", () => {
      open[purpose] -= 1;
    });
  });
  const asked = (purpose: Purpose): Asked => ({ count: counts[purpose], together: together[purpose] });
  return () => ({
    "look-up": asked("look-up"),
    file: asked("file"),
    "end of a file": asked("end of a file"),
    everybody: asked("everybody"),
  });
}

function purposeOf({ method, url = "" }: IncomingMessage): Purpose | undefined {
  const [path = ""] = url.split("?");
  if (path === "/v1/users/lookup") return "look-up";
  if (path === "/v1/users") return "everybody";
  if (path === "/v1/imports") return "file";
  return method === "GET" && path.startsWith("/v1/imports/") ? "end of a file" : undefined;
}
