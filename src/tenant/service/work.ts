import type { Tenant } from "../tenant.ts";
import type { Tell } from "./problem.ts";

/** Longest wait for a job that is due later, in milliseconds; the clock of the tenant may be another one than ours. */
const LONGEST = 250;

/** After a failure, and after many in a row, in milliseconds. */
const AGAIN = 1_000;
const AGAIN_AT_LAST = 30_000;

/** Carries out the jobs of a tenant as they become due. A step that fails changed nothing: it is told and tried again. */
export function workOff(tenant: Tenant, tell: Tell): { readonly wake: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failed = 0;
  const step = () => {
    timer = undefined;
    try {
      const advance = tenant.advance();
      failed = 0;
      if (advance.type === "moved") again(0);
      if (advance.type === "waits") again(Math.min(LONGEST, Math.max(1, advance.wait)));
    } catch (error) {
      tell(error);
      again(Math.min(AGAIN_AT_LAST, AGAIN * 2 ** failed));
      failed += 1;
    }
  };
  const again = (wait: number) => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(step, wait);
  };
  return {
    wake: () => again(0),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
