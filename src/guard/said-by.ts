import { say, type Told } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import type { Origin } from "../model/roster.ts";

/** Who said a value: `by role sales (roles/sales.yaml:4)`; undefined where it was the person's own entry. */
export function speakerOf(origin: Origin | undefined): Told | undefined {
  if (origin === undefined) return undefined;
  const { layer, role = "" } = origin;
  const place = origin.place === undefined ? undefined : placeText(origin.place);
  switch (layer) {
    case "baseline":
      return say("by nobody, so it is off");
    case "default":
      return place === undefined ? say("by the defaults") : say("by the defaults ({place})", { place });
    case "role":
      return place === undefined ? say("by role {role}", { role }) : say("by role {role} ({place})", { role, place });
    case "file":
      return place === undefined ? say("for the whole file") : say("for the whole file ({place})", { place });
    case "user":
      return undefined;
    /* v8 ignore next 2 -- @preserve a layer that the compiler does not know */
    default:
      return layer satisfies never;
  }
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
