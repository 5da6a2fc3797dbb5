import type { TenantContext } from "./context.ts";

/** A request that must not take effect twice. */
export interface Request {
  /** Made up by the sender for this one request. */
  readonly key: string;
  /** What tells it from every other request: who sent it, what it asks for, and with which words. */
  readonly fingerprint: string;
}

/** To be called within a write: the effect and the answer are kept together or not at all. */
export function once(
  { store, at }: TenantContext,
  { key, fingerprint }: Request,
  work: () => string,
): string | undefined {
  const kept = store.answer(key);
  if (kept !== undefined) return kept.request === fingerprint ? kept.answer : undefined;
  store.forgetAnswers(new Date(Date.parse(at) - KEPT).toISOString());
  const answer = work();
  store.keepAnswer(key, fingerprint, answer, at);
  return answer;
}

/** Milliseconds that an answer is kept. */
const KEPT = 24 * 60 * 60 * 1000;
