import type { JournalRecord } from "../../src/model/journal.ts";
import type { TenantUser } from "../../src/model/user.ts";
import type { Machine } from "./machine.ts";
import type { Request } from "./witness.ts";

interface Line {
  readonly at: number;
  readonly text: string;
}

/** Everything that happened, in the order of time, for whoever wants to know why. */
export function traceOf(machine: Machine): readonly string[] {
  const { witness, fired, tenant } = machine;
  const lines: readonly Line[] = [
    ...fired.map(({ at, kind, during, step, what }) => ({
      at,
      text: `! ${kind} ${what ?? ""} at ${step} (${during})`,
    })),
    ...witness.noted.map(({ at, life, record }) => ({ at, text: `${life.run} journal ${recordText(record)}` })),
    ...witness.remembered.map(({ at, life, put }) => ({
      at,
      text: `${life.run} ledger ${put.map(({ loginId }) => loginId).join(" ")}`,
    })),
    ...witness.requests.map((request) => ({ at: request.sentAt, text: requestText(request) })),
    ...[...tenant.past].flatMap(([key, versions]) =>
      versions
        .filter(({ at }) => at > 0)
        .map(({ at, shownFrom, user, request, byAdmin }) => ({
          at,
          text: `  tenant ${byAdmin ? "by hand" : `by request ${request}`}, shown from ${shownFrom}: ${key} ${userText(user)}`,
        })),
    ),
  ];
  return lines.toSorted((a, b) => a.at - b.at).map(({ at, text }) => `${String(at).padStart(9)} ${text}`);
}

function recordText(record: JournalRecord): string {
  switch (record.type) {
    case "intent":
      return `intent ${record.chunk} ${record.kind} ${record.users.join(" ")} ${record.sealed ?? ""}`;
    case "outcome": {
      const rows = record.rows.map(({ loginId, result, said }) => `${loginId}=${result}/${said ?? ""}`);
      return `outcome of ${record.run} ${record.chunk} ${record.kind} ${rows.join(" ")}`;
    }
    case "ended":
      return `ended ${record.end}`;
    default:
      return record.type;
  }
}

function requestText({ number, life, chunk, write, arrivals, lookedAt, lookedOld }: Request): string {
  const rows = write.rows.map((row) => `${row.loginId}${"values" in row ? ` ${JSON.stringify(row.values)}` : ""}`);
  const looked = `looked at ${lookedAt}${lookedOld > 0 ? `, ${lookedOld} old` : ""}`;
  const arrives = arrivals.length === 0 ? "never arrives" : `arrives at ${arrivals.join(" and ")}`;
  return `${life.run} request ${number}: ${chunk} ${write.kind} (${looked}, ${arrives}) ${rows.join(" ")}`;
}

function userText(user: TenantUser | undefined): string {
  return user === undefined ? "gone" : `${user.id} ${user.state} ${JSON.stringify(user.values)}`;
}
