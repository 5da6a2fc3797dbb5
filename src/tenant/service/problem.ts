import { isBusy } from "../busy.ts";

/** What a refusal is decided by; stable. The same list stands in schemas/tenant-api.yaml. */
export const REFUSALS = {
  "invalid-request": [400, "The request is not as the operation wants it"],
  unauthorized: [401, "No token, or one that is not known"],
  forbidden: [403, "The token may not do this"],
  "not-found": [404, "There is no such thing"],
  "method-not-allowed": [405, "Not with this method"],
  refused: [409, "The tenant does not allow it"],
  "changed-meanwhile": [412, "The user is not as the caller saw them"],
  "too-large": [413, "The body is too long"],
  "unsupported-type": [415, "The body is of another type"],
  "key-used-otherwise": [422, "The Idempotency-Key came with another request before"],
  "file-refused": [422, "The file as a whole is at fault"],
  "too-many-requests": [429, "Too many requests"],
  internal: [500, "Something went wrong in the tenant"],
  busy: [503, "The tenant is being written to by somebody else"],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type RefusalCode = keyof typeof REFUSALS;

/** Ends a request: nothing was changed. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: RefusalCode,
    detail?: string,
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(detail ?? "", options);
    this.code = code;
    this.headers = headers;
  }
}

/** Hears of what no rule refused and no answer tells: the tenant itself failed. */
export type Tell = (error: unknown) => void;

/** What is answered to a request that an exception ended; one that is no refusal means that the tenant itself failed. */
export function exceptionAnswer(error: unknown, tell: Tell): Answer {
  if (error instanceof Refusal) return refusalAnswer(error);
  tell(error);
  return refusalAnswer(
    isBusy(error) ? new Refusal("busy", undefined, { "retry-after": "1" }) : new Refusal("internal"),
  );
}

/** What is answered to a request, in a form that can be kept. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export function json(body: object, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

/** Problem details of RFC 9457. */
export function refusalAnswer({ code, message, headers }: Refusal): Answer {
  const [status, title] = REFUSALS[code];
  const problem = { type: "about:blank", title, status, ...(message === "" ? {} : { detail: message }), code };
  return { ...json(problem, status), headers: { "content-type": "application/problem+json", ...headers } };
}
