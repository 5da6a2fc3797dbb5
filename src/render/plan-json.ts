import type { Plan } from "../model/plan.ts";
import { safeJson } from "./safe.ts";

/** A plan as JSON, a change a line, in parts: the whole text of a long one is never held. */
export function* planJson(plan: Plan): Generator<string> {
  const entries = Object.entries(plan).filter(([, value]) => value !== undefined);
  yield "{\n";
  for (const [index, [key, value]] of entries.entries()) {
    const end = index === entries.length - 1 ? "\n" : ",\n";
    if (Array.isArray(value) && value.length > 0) yield* arrayJson(key, value, end);
    else yield `  ${safeJson(key)}: ${safeJson(value)}${end}`;
  }
  yield "}\n";
}

function* arrayJson(key: string, values: readonly unknown[], end: string): Generator<string> {
  yield `  ${safeJson(key)}: [\n`;
  for (const [index, value] of values.entries())
    yield `    ${safeJson(value)}${index === values.length - 1 ? "\n" : ",\n"}`;
  yield `  ]${end}`;
}
