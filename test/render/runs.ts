import type { Plan } from "../../src/model/plan.ts";
import type { ChunkStory, RunStory } from "../../src/model/runs.ts";

/** A run of this plan in which one row of the updates was refused, another is not shown yet, and deletes were not begun. */
export function partlyFailed(plan: Plan): RunStory {
  const chunks = plan.steps
    .filter(({ kind }) => kind !== "delete")
    .flatMap((step) => step.chunks)
    .map(
      ({ id, kind, users }, index): ChunkStory => ({
        chunk: id,
        kind,
        at: "2026-12-01T00:20:00.000Z",
        milliseconds: 1_200 + 2_300 * index,
        rows: users.map((loginId, row) => ({ loginId, row: row + 1, ...resultOf(kind, row) })),
      }),
    );
  const done = { create: 0, update: 0, activate: 0, deactivate: 0, delete: 0 };
  for (const { kind, rows } of chunks) done[kind] += rows.filter(({ result }) => result === "done").length;
  const failed = chunks.flatMap(({ rows }) => rows).filter(({ result }) => result !== "done").length;
  return {
    run: "2026-12-01T0020-3f9c2a7d",
    at: "2026-12-01T00:20:00.000Z",
    by: "ci@runner",
    tenant: plan.tenant,
    planHash: plan.hash,
    commit: "3f9c2a7d51e03f9c2a7d51e03f9c2a7d51e03f9c",
    allowed: [],
    end: "partly",
    done,
    failed,
    notDone: 1,
    requests: 6,
    retries: 1,
    milliseconds: 31_400,
    chunks,
  };
}

function resultOf(kind: ChunkStory["kind"], row: number) {
  if (kind === "update" && row === 0) return { result: "rejected", cause: "The extension is already in use" } as const;
  if (kind === "update" && row === 1) return { result: "pending", cause: "accepted, and not shown yet" } as const;
  return { result: "done" } as const;
}
