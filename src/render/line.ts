export const STYLES = ["plain", "bold", "dim", "red", "green", "yellow", "blue", "cyan"] as const;
/** Only ever added to what the words say already. */
export type Style = (typeof STYLES)[number];

export interface Span {
  readonly text: string;
  readonly style: Style;
}

/** One line of output. Texts in it may come from anywhere: only the safe writer turns them into bytes. */
export type Line = readonly (string | Span)[];

export function styled(style: Style, text: string): Span {
  return { text, style };
}
