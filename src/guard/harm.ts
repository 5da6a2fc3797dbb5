import { say, type Told } from "../model/phrases.ts";
import type { Change, ChangeKind } from "../model/plan.ts";

const LOSSES = {
  create: undefined,
  update: undefined,
  activate: undefined,
  deactivate: say("this plan would deactivate the user"),
  delete: say("this plan would delete the user"),
  release: say("this plan would release the user"),
  manual: undefined,
} as const satisfies Record<ChangeKind, Told | undefined>;

/** What a change takes away from somebody, in words; undefined when they keep access, admin and meibo's care. */
export function harmOf(change: Change): Told | undefined {
  return takesAdmin(change) ? say("this plan would take admin away") : LOSSES[change.kind];
}

export function takesAdmin(change: Change): boolean {
  return change.kind === "update" && change.fields.some(({ key, to }) => key === "admin" && to === false);
}
