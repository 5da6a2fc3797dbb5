import { hash } from "node:crypto";
import { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import { FAULTS, type Fault, type FaultSettings } from "../settings.ts";
import type { Tenant } from "../tenant.ts";
import { responseOf } from "./api.ts";
import { Refusal, refusalAnswer } from "./problem.ts";

/** Lets go wrong what the settings of the tenant ask for; nothing, as a rule. */
export function faultsOf(tenant: Tenant): MiddlewareHandler<{ Bindings: HttpBindings }> {
  let requests = 0;
  return async (context, next) => {
    const { faults } = tenant.settings();
    requests += 1;
    const fault = faultOf(faults, requests);
    if (faults.delayMs > 0) await sleep(faults.delayMs);
    const { outgoing } = context.env;
    const cut = () => {
      outgoing.socket?.destroy();
      return RESPONSE_ALREADY_SENT;
    };
    switch (fault) {
      case undefined:
        return await next();
      case "dropBefore":
        return cut();
      case "errorBefore":
        return responseOf({ ...refusalAnswer(new Refusal("internal")), status: 503 });
      case "busy":
        return responseOf(refusalAnswer(new Refusal("too-many-requests", undefined, { "retry-after": "1" })));
      default: {
        await next();
        if (fault === "dropAfter") context.res = cut();
        else if (fault === "errorAfter") context.res = responseOf(refusalAnswer(new Refusal("internal")));
        else context.res = await piecemeal(fault, context.res, outgoing);
        return undefined;
      }
    }
  };
}

/** The same seed and the same request, the same fault. */
function faultOf({ seed, chances }: FaultSettings, request: number): Fault | undefined {
  const named = FAULTS.filter((fault) => (chances[fault] ?? 0) > 0);
  if (named.length === 0) return undefined;
  let lot = Number.parseInt(hash("sha256", `${seed} ${request}`).slice(0, 12), 16) / 16 ** 12;
  return named.find((fault) => {
    lot -= chances[fault] ?? 0;
    return lot < 0;
  });
}

/** Milliseconds between two bytes. */
const PACE = 2;

async function piecemeal(
  fault: "truncated" | "slow",
  answer: Response,
  outgoing: HttpBindings["outgoing"],
): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!(outgoing instanceof ServerResponse)) throw new Error("only HTTP/1 is served");
  outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), "content-length": String(bytes.length) });
  if (fault === "truncated") {
    outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.socket?.destroy());
    return RESPONSE_ALREADY_SENT;
  }
  for (const byte of bytes) {
    outgoing.write(Uint8Array.of(byte));
    await sleep(PACE);
  }
  outgoing.end();
  return RESPONSE_ALREADY_SENT;
}
