import { hash } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Tenant, Token } from "../tenant.ts";
import { bytesOf, MOST_BYTES } from "./body.ts";
import { type Call, HANDLERS } from "./handlers.ts";
import type { Check, Operation, OperationId } from "./operation.ts";
import { OPERATIONS, type Takes } from "./operations.generated.js";
import { type Answer, exceptionAnswer, Refusal, refusalAnswer, type Tell } from "./problem.ts";
import type { Rates } from "./rates.ts";

interface Surroundings {
  readonly tenant: Tenant;
  readonly rates: Rates;
  /** To be called when there is something for the jobs to do. */
  readonly wake: () => void;
  readonly tell: Tell;
}

/** The operations of schemas/tenant-api.yaml; everything else is refused. */
export function apiOf(surroundings: Surroundings): Hono {
  const app = new Hono();
  for (const operation of OPERATIONS) {
    app.on(operation.method, routeOf(operation), async (context) => carryOut(operation, context, surroundings));
  }
  const routes = Map.groupBy(OPERATIONS, routeOf);
  for (const [route, operations] of routes) {
    const allow = operations.map(({ method }) => method).join(", ");
    app.all(route, () => responseOf(refusalAnswer(new Refusal("method-not-allowed", undefined, { allow }))));
  }
  app.all("*", () => responseOf(refusalAnswer(new Refusal("not-found"))));
  return app;
}

function routeOf({ path }: { readonly path: string }): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

async function carryOut<Id extends OperationId>(
  operation: Operation<Id>,
  context: Context,
  surroundings: Surroundings,
): Promise<Response> {
  try {
    return responseOf(await answerTo(operation, context, surroundings));
  } catch (error) {
    return responseOf(exceptionAnswer(error, surroundings.tell));
  }
}

async function answerTo<Id extends OperationId>(
  operation: Operation<Id>,
  { req }: Context,
  { tenant, rates, wake }: Surroundings,
): Promise<Answer> {
  const token = tokenIn(req.header("authorization"), tenant);
  if (!operation.scopes.includes(token.scope))
    throw new Refusal("forbidden", `it needs the scope ${operation.scopes.join(" or ")}`);
  rates.count(token.id, tenant.settings().requestsPerSecond);
  const parts = {
    query: checked("query", operation.query, queryOf(req.url)),
    path: checked("path", operation.inPath, req.param()),
    header: checked("header", operation.header, req.header()),
  };
  const bytes = await bytesOf(req.raw);
  if (bytes === undefined) throw tooLarge();
  const call: Call<Id> = { tenant, token, ...parts, body: bodyOf(operation, req.header("content-type"), bytes) };
  const answer = () => HANDLERS[operation.id](call);
  const key = operation.keyed ? req.header("idempotency-key") : undefined;
  if (key === undefined) return answer();
  const request = [
    token.id,
    operation.method,
    req.path,
    parts.query,
    req.header("if-match") ?? "",
    hash("sha256", bytes),
  ];
  const fingerprint = hash("sha256", JSON.stringify(request));
  const kept = tenant.once({ key, fingerprint }, () => JSON.stringify(refusedOr(answer)));
  wake();
  if (kept === undefined) throw new Refusal("key-used-otherwise");
  const said: Answer = JSON.parse(kept);
  return said;
}

/** A refusal is an answer like any other: the same key is refused again in the same words. */
function refusedOr(handle: () => Answer): Answer {
  try {
    return handle();
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
}

function tokenIn(header: string | undefined, tenant: Tenant): Token {
  const text = /^Bearer ([!-~]{1,200})$/i.exec(header ?? "")?.[1];
  const token = text === undefined ? undefined : tenant.tokenOf(text);
  if (token === undefined) throw new Refusal("unauthorized", undefined, { "www-authenticate": "Bearer" });
  return token;
}

/** A parameter that is given twice is a mistake, not a choice. */
function queryOf(url: string): Record<string, string> {
  const entries = [...new URL(url).searchParams];
  const twice = entries.find(([name], index) => entries.findIndex((other) => other[0] === name) !== index);
  if (twice !== undefined) throw new Refusal("invalid-request", `query: ${twice[0]} is given twice`);
  return Object.fromEntries(entries);
}

function checked<Part>(name: string, check: Check<Part>, value: Record<string, unknown>): Part {
  const given: unknown = { ...value };
  if (!check(given)) throw new Refusal("invalid-request", mistakesIn(name, check));
  return given;
}

function mistakesIn(part: string, { errors }: Pick<Check<unknown>, "errors">): string {
  const said = (errors ?? []).map(({ instancePath, message = "", params }) => {
    const where = [part, ...instancePath.split("/").slice(1)].join(".");
    const what = params["additionalProperty"] ?? params["missingProperty"] ?? "";
    return `${where} ${message}${what === "" || message.includes(String(what)) ? "" : ` (${what})`}`;
  });
  return said.join("; ");
}

function tooLarge(): Refusal {
  // What is still on the way belongs to no other request.
  return new Refusal("too-large", `at most ${MOST_BYTES} bytes`, { connection: "close" });
}

function bodyOf<Id extends OperationId>(
  operation: Operation<Id>,
  type: string | undefined,
  bytes: Uint8Array,
): Takes[Id]["body"] {
  const value = sentIn(operation.bodyType, type, bytes);
  if (!operation.body(value)) throw new Refusal("invalid-request", mistakesIn("body", operation.body));
  return value;
}

function sentIn(wanted: string | undefined, type: string | undefined, bytes: Uint8Array): unknown {
  if (wanted === undefined) {
    if (bytes.length > 0) throw new Refusal("invalid-request", "body: none is wanted");
    return undefined;
  }
  const given = (type ?? "").split(";")[0]?.trim().toLowerCase();
  if (given !== wanted) throw new Refusal("unsupported-type", `it takes ${wanted}`);
  return wanted === "application/json" ? parsed(bytes) : bytes;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal("invalid-request", "body: not JSON in UTF-8");
  }
}

export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body ?? null, { status, headers: { "cache-control": "no-store", ...headers } });
}
