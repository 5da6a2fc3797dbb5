import type { Tenant } from "../tenant.ts";

/** Longest wait for a job that is due later, in milliseconds; the clock of the tenant may be another one than ours. */
const LONGEST = 250;

/** Carries out the jobs of a tenant as they become due. */
export function workOff(tenant: Tenant): { readonly wake: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const step = () => {
    timer = undefined;
    const advance = tenant.advance();
    if (advance.type === "moved") again(0);
    if (advance.type === "waits") again(Math.min(LONGEST, Math.max(1, advance.wait)));
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
