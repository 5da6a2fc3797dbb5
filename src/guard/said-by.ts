import type { Place } from "../model/place.ts";
import type { Layer, Origin } from "../model/roster.ts";

const SPEAKERS = {
  baseline: "by nobody, so it is off",
  default: "by the defaults",
  role: "by role",
  file: "for the whole file",
  user: undefined,
} as const satisfies Record<Layer, string | undefined>;

/** Who said a value, if it was not the person's own entry: `, said by role sales (roles/sales.yaml:4)`. */
export function saidBy(origin: Origin | undefined): string {
  const speaker = origin === undefined ? undefined : SPEAKERS[origin.layer];
  if (origin === undefined || speaker === undefined) return "";
  const name = origin.role === undefined ? "" : ` ${origin.role}`;
  const where = origin.place === undefined ? "" : ` (${placeText(origin.place)})`;
  return `, said ${speaker}${name}${where}`;
}

/** `approvals.yaml:3` */
export function placeText({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** As people say a value: yes and no. */
export function valueText(value: string | boolean): string {
  if (typeof value === "string") return value;
  return value ? "yes" : "no";
}
