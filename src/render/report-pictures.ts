import { CHANGE_KINDS } from "../model/plan.ts";
import { html, type Markup } from "./markup.ts";
import type { Counts } from "./view.ts";

const WIDTH = 720;

/** All kinds of change as parts of one bar; the smallest can still be seen. */
export function kindsPicture(counts: Counts, label: string): Markup {
  const kinds = CHANGE_KINDS.filter((kind) => counts[kind] > 0);
  const all = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const weights = kinds.map((kind) => Math.max(counts[kind] / all, LEAST));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let x = 0;
  const parts = kinds.map((kind, index) => {
    const width = ((weights[index] ?? 0) / sum) * WIDTH;
    const part = html`<rect class="${kind}" x="${x.toFixed(1)}" y="0" width="${Math.max(1, width - 2).toFixed(1)}" height="14"></rect>`;
    x += width;
    return part;
  });
  return html`<svg class="kinds" viewBox="0 0 ${WIDTH} 14" role="img" aria-label="${label}" preserveAspectRatio="none">${parts}</svg>`;
}

const LEAST = 0.015;

export interface Bar {
  readonly name: string;
  /** One below the other. */
  readonly values: readonly { readonly value: number; readonly look: "now" | "after" | "bad" }[];
  readonly text: string;
}

/** Bars of one scale, each with its name and what it says in words. */
export function barsPicture(bars: readonly Bar[], caption: string): Markup {
  const most = Math.max(1, ...bars.flatMap(({ values }) => values.map(({ value }) => value)));
  const rows = bars.map(({ name, values, text }) => {
    const height = values.length * 9;
    const rects = values.map(({ value, look }, index) => {
      const width = ((value / most) * WIDTH).toFixed(1);
      return html`<rect class="${look}" x="0" y="${index * 9}" width="${width}" height="8"></rect>`;
    });
    return html`<tr><th scope="row">${name}<td class="gauge"><svg class="bars" viewBox="0 0 ${WIDTH} ${height}" aria-hidden="true" preserveAspectRatio="none">${rects}</svg><td class="n">${text}\n`;
  });
  return html`<div class="wide"><table aria-label="${caption}">${rows}</table></div>`;
}
