import { cutChunks } from "../model/chunks.ts";
import { orderExtensions, type RowGroup } from "../model/extensions.ts";
import type { Change, SeatCount, Step, StepKind, StepReason } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { loginKey } from "../model/user.ts";
import { freeSpares } from "./collisions.ts";
import type { Known } from "./known.ts";
import { updateRows } from "./rows.ts";
import { judgeSeats } from "./seat-problems.ts";
import { peopleOf } from "./standing.ts";
import { findWay, type Way } from "./way.ts";

export interface Ordered {
  /** The same, with the deletes marked that go first. */
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/** The one order in which changes are carried out: seats and numbers are free before they are taken. */
export function orderChanges(known: Known, changes: readonly Change[], seats: readonly SeatCount[]): Ordered {
  // Nobody knows when a person does what is left to people, so nothing can wait for it.
  const sendable = changes.filter(({ byHand }) => byHand !== true);
  const people = peopleOf(known, sendable);
  const way = findWay(people, seats, known);
  const { drafts, stuck } = draftSteps(sendable, way, freeSpares(known, changes));
  const needed = drafts.filter(({ groups }) => groups.some(({ users }) => users.length > 0));
  return {
    changes: way.first.size === 0 ? changes : changes.map((change) => marked(change, way)),
    steps: needed.map((draft, index) => numbered(draft, index + 1, known)),
    problems: [
      ...judgeSeats(seats, people, way, known),
      ...stuck.map((circle) => problem("extension-cycle", { users: circle.join(", ") })),
    ],
  };
}

function marked(change: Change, way: Way): Change {
  return change.kind === "delete" && way.first.has(loginKey(change.loginId)) ? { ...change, first: true } : change;
}

/** A step before it is numbered. */
interface Draft {
  readonly why: StepReason;
  readonly kind: StepKind;
  readonly groups: readonly RowGroup[];
  readonly spares?: readonly string[];
}

interface Drafts {
  readonly drafts: readonly Draft[];
  readonly stuck: readonly (readonly Change["loginId"][])[];
}

function draftSteps(changes: readonly Change[], way: Way, free: readonly string[]): Drafts {
  const of = (kind: Change["kind"], belongs: (change: Change) => boolean = () => true): readonly RowGroup[] => [
    { users: loginIdsOf(changes.filter((change) => change.kind === kind && belongs(change))) },
  ];
  const isLate = ({ loginId }: Change) => way.late.has(loginKey(loginId));
  const isFirst = ({ loginId }: Change) => way.first.has(loginKey(loginId));
  const startingLater = changes.filter((change) => change.kind === "create" && change.state === "inactive");
  const rows = updateRows(changes, way);
  const first = orderExtensions(rows.first, free);
  const main = orderExtensions(rows.main, first.spares);
  const drafts: readonly Draft[] = [
    // Products whose seats others need, and numbers that the tenant could give to new users by itself.
    { why: "makeRoom", kind: "update", groups: first.groups },
    // Frees the seats of a contract that counts active people alone; nobody who leaves waits for the others.
    { why: "leave", kind: "deactivate", groups: of("deactivate", (change) => !isLate(change)) },
    // Only where nothing gentler frees the seat.
    { why: "deleteFirst", kind: "delete", groups: of("delete", isFirst) },
    { why: "join", kind: "create", groups: of("create") },
    // A tenant may take its time; nothing can be done with a user whom it does not list.
    { why: "untilListed", kind: "wait", groups: of("create") },
    // All seats are free by now, and the numbers of new users are known.
    { why: "change", kind: "update", groups: main.groups, ...sparesFor(changes, main.spares) },
    // The tenant makes everybody active; this frees seats for those who are activated.
    { why: "joinLater", kind: "deactivate", groups: [{ users: loginIdsOf(startingLater) }] },
    // Switched on as they shall be, not as they were.
    { why: "return", kind: "activate", groups: of("activate") },
    // Admins stay until those who follow them are there; the state first, so that the row takes no seat.
    { why: "handOver", kind: "deactivate", groups: of("deactivate", isLate) },
    { why: "handOver", kind: "update", groups: orderExtensions(rows.last, []).groups },
    // Cannot be undone, so only after everything else went well.
    { why: "deleteLast", kind: "delete", groups: of("delete", (change) => !isFirst(change)) },
  ];
  return { drafts, stuck: [...first.stuck, ...main.stuck] };
}

function loginIdsOf(changes: readonly Change[]) {
  return changes.map(({ loginId }) => loginId);
}

/** For new users who hold each other's number, which shows only after the create. */
function sparesFor(changes: readonly Change[], free: readonly string[]): Pick<Draft, "spares"> {
  const created = changes.filter((change) => change.kind === "create");
  const isAlone = created.length < 2 || created.every(({ values }) => values.extension === undefined);
  return isAlone ? {} : { spares: free.slice(0, created.length) };
}

function numbered({ why, kind, groups, spares }: Draft, number: number, { situation }: Known): Step {
  if (kind === "wait") return { number, kind, why, chunks: [] };
  const size = Math.min(situation.can.batch[kind], situation.settings.connector.chunkSize);
  const chunks = cutChunks(groups, number, kind, size);
  const free = chunks.length > 1 && spares === undefined && groups.length === 1 && kind !== "delete";
  return {
    number,
    kind,
    why,
    chunks,
    ...(free ? { anyOrder: true } : {}),
    ...(spares === undefined ? {} : { spares }),
  };
}
