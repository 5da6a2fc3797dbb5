import type { Can, WriteKind } from "../model/connector.ts";
import type { Change, Chunk, CreateChange, Step, StepKind, UpdateChange } from "../model/plan.ts";
import type { LoginId, Values } from "../model/user.ts";
import { type Move, orderExtensions } from "./extensions.ts";

export interface Ordered {
  readonly steps: readonly Step[];
  /** People who swap extensions while no spare number is free. */
  readonly stuck: readonly (readonly LoginId[])[];
}

/** One step before it is numbered: people who may go together stand in one group, groups go one after the other. */
interface Draft {
  readonly kind: StepKind;
  readonly groups: readonly Group[];
}

interface Group {
  readonly users: readonly LoginId[];
  readonly sets?: Readonly<Record<LoginId, Values>>;
}

/**
 * Switch people off, create, wait until the new are listed, update, switch people on, delete last: so seats and numbers
 * are free before they are taken, and nothing is destroyed unless everything else went well.
 */
export function orderChanges(
  changes: readonly Change[],
  can: Can,
  chunkSize: number,
  spares: readonly string[],
): Ordered {
  const of = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).map(({ loginId }) => loginId);
  const created = changes.filter((change) => change.kind === "create");
  const createdInactive = created.filter(({ state }) => state === "inactive").map(({ loginId }) => loginId);
  const moves = orderExtensions(changes.flatMap(moveOf), spares);
  const drafts: readonly Draft[] = [
    { kind: "deactivate", groups: [{ users: of("deactivate") }] },
    { kind: "create", groups: [{ users: of("create") }] },
    { kind: "wait", groups: [{ users: of("create") }] },
    { kind: "update", groups: moves.groups },
    { kind: "deactivate", groups: [{ users: createdInactive }] },
    { kind: "activate", groups: [{ users: of("activate") }] },
    { kind: "delete", groups: [{ users: of("delete") }] },
  ];
  const needed = drafts.filter(({ groups }) => groups.some(({ users }) => users.length > 0));
  return { steps: needed.map((draft, index) => numbered(draft, index + 1, can, chunkSize)), stuck: moves.stuck };
}

/** Everybody with a row in the update step: changed users, and new users whose extension the create file cannot carry. */
function moveOf(change: Change): readonly Move[] {
  if (change.kind === "update") return [updateMove(change)];
  if (change.kind === "create" && change.values.extension !== undefined) return [createMove(change)];
  return [];
}

function updateMove({ loginId, fields }: UpdateChange): Move {
  const extension = fields.find(({ key }) => key === "extension");
  if (extension === undefined) return { loginId };
  return {
    loginId,
    ...(extension.from === undefined ? {} : { from: String(extension.from) }),
    to: String(extension.to),
  };
}

function createMove({ loginId, values }: CreateChange): Move {
  return { loginId, to: String(values.extension) };
}

function numbered(draft: Draft, number: number, can: Can, chunkSize: number): Step {
  const { kind } = draft;
  if (kind === "wait") return { number, kind, chunks: [] };
  const size = Math.min(can.batch[kind], chunkSize);
  const cut = draft.groups.flatMap((group) => cutGroup(group, size));
  return { number, kind, chunks: cut.map((group, index) => chunkOf(group, number, kind, index + 1)) };
}

function chunkOf({ users, sets }: Group, step: number, kind: WriteKind, index: number): Chunk {
  const id = `${step}-${kind}-${String(index).padStart(3, "0")}`;
  return { id, kind, users, ...(sets === undefined ? {} : { sets }) };
}

function cutGroup({ users, sets }: Group, size: number): readonly Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < users.length; at += size) {
    groups.push({ users: users.slice(at, at + size), ...(sets === undefined ? {} : { sets }) });
  }
  return groups;
}
