import type { Effect, EffectResult } from "../model/effect.ts";

/** One question of the engine: it yields an effect and is handed that effect's result. */
export type Asking<T> = Generator<Effect, T, EffectResult>;

type ResultOf<T extends Effect["type"]> = Extract<EffectResult, { readonly type: T }>;

/** Yields the effect; a driver that answers another question is a bug of meibo. */
export function* ask<E extends Effect>(effect: E): Asking<ResultOf<E["type"]>> {
  const result: EffectResult = yield effect;
  if (answers(result, effect)) return result;
  throw new Error(`asked for ${effect.type}, was handed something else`);
}

function answers<E extends Effect>(result: EffectResult, effect: E): result is ResultOf<E["type"]> {
  return result.type === effect.type;
}
