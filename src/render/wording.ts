import type { Value } from "../model/fields.ts";
import type { FieldChange, StateChange } from "../model/plan.ts";
import { placeText } from "./problem.ts";
import type { Words } from "./words/words.ts";

/** What a view makes of text that is not its own, so that it is seen and does nothing. */
export type Shown = (foreign: string) => string;

export function asIs(foreign: string): string {
  return foreign;
}

/** As people say it: yes and no; a value that is not known is a question mark. */
export function valueText(value: Value | undefined, { yes, no }: Pick<Words, "yes" | "no">): string {
  if (value === undefined) return "?";
  if (typeof value === "string") return value;
  return value ? yes : no;
}

/** Why a person is switched on or off. */
export function reasonText(
  { reason, day = "" }: Pick<StateChange, "reason" | "day">,
  { reasons }: Words,
  shown: Shown = asIs,
): string {
  return reasons[reason].replace("{day}", () => shown(day));
}

/** Who said the new value when it was not the person's own entry, and what was applied before if the console changed it. */
export function originText({ cause, last, origin }: FieldChange, words: Words): string {
  const drift = driftText(cause, last, words);
  if (origin === undefined || origin.layer === "user" || origin.layer === "baseline") return drift;
  const who = origin.role === undefined ? words.explain.layers[origin.layer] : words.ofRole(origin.role);
  const place = origin.place === undefined ? [] : [placeText(origin.place, words)];
  const said = words.aside([who, ...place].join(words.comma)).trim();
  return drift === "" ? said : `${said}  ${drift}`;
}

function driftText(cause: FieldChange["cause"], last: FieldChange["last"], words: Words): string {
  if (cause === "drift") return words.setBack;
  return cause === "conflict" ? words.filesWin(valueText(last, words)) : "";
}
