import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { approve } from "../../src/guard/approve.ts";
import type { Change } from "../../src/model/plan.ts";
import { approval, entry, planOf, settings, shown, user, values } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;

const SENTENCES = join(import.meta.dirname, "people.txt");
const TODAY = "2026-12-01";
const admin = { values: { admin: true } } as const;
const inactive = { state: "inactive" } as const;
const absent = { declared: [user({ state: "absent" })] } as const;
const LONG_AGO = "2026-06-01T00:00:00.000Z";
const LATELY = "2026-11-20T00:00:00.000Z";
const FORMER = "former@aoba.example";

/** What the files say of Hanako, in words, and as parts of a situation. */
const FILES: Readonly<Record<string, Parts>> = {
  "stands in no file": {},
  "is declared": { declared: [user()] },
  "is declared as an admin": { declared: [user(admin)] },
  "is declared inactive": { declared: [user(inactive)] },
  "is declared active": { declared: [user({ state: "active" })] },
  "starts tomorrow": { declared: [user({ startDate: "2026-12-02" })] },
  "started yesterday": { declared: [user({ startDate: "2026-11-30" })] },
  "is on leave": { declared: [user({ leave: { from: "2026-11-01", until: "2026-12-31" } })] },
  "is back from leave": { declared: [user({ leave: { from: "2026-11-01", until: "2026-11-30" } })] },
  "has her last day today": { declared: [user({ endDate: TODAY })] },
  "had her last day yesterday": { declared: [user({ endDate: "2026-11-30" })] },
  "shall be absent": absent,
  "shall be absent, approved": { ...absent, approvals: [approval()] },
  "shall be absent, approved until yesterday": { ...absent, approvals: [approval({ expires: "2026-11-30" })] },
  "shall be absent, approved without waiting": { ...absent, approvals: [approval({ overrideWaiting: true })] },
  "shall be absent, approved, and is protected": {
    ...absent,
    approvals: [approval()],
    settings: { protect: ["hanako@aoba.example"] },
  },
  "is protected and stands in no file": { settings: { protect: ["hanako@aoba.example"] } },
  "is declared under a new Login ID": { declared: [user({ previousLoginIds: [user({ loginId: FORMER }).loginId] })] },
};

/** Whom the tenant shows. */
const TENANT: Readonly<Record<string, Parts>> = {
  nobody: { actual: [] },
  "her active": { actual: [shown()] },
  "her inactive": { actual: [shown(inactive)] },
  "her active as an admin": { actual: [shown(admin)] },
  "her active under the former Login ID": { actual: [shown({ loginId: FORMER })] },
};

/** What meibo remembers. */
const MEMORY: Readonly<Record<string, Parts>> = {
  nothing: { remembered: [] },
  her: { remembered: [entry()] },
  "her as an admin": { remembered: [entry({ values: values(admin.values) })] },
  "her inactive for long": { remembered: [entry({ ...inactive, inactiveSince: LONG_AGO })] },
  "her inactive since lately": { remembered: [entry({ ...inactive, inactiveSince: LATELY })] },
  "her as taken out": { remembered: [entry({ ...inactive, inactiveSince: LONG_AGO, removed: true })] },
};

const SENTENCE = /^Hanako (.+?); the tenant shows (.+?); meibo remembers (.+?): (.+)\.$/;

/** `deactivate (removed)`; after the changes the notes, then who refuses. */
function outcomeOf(parts: Parts): string {
  const plan = planOf(parts);
  const policy = { settings: settings(parts.settings), declared: parts.declared ?? [], today: TODAY };
  const refusals = approve(plan, policy).problems.filter(({ severity }) => severity !== "info");
  const words = [
    ...plan.changes.map((change) => `${change.kind}${detailOf(change)}`),
    ...plan.notes.map((note) => `(${note.kind}${"from" in note ? ` ${note.from}` : ""})`),
    ...[...new Set(refusals.map(({ name, severity }) => (severity === "error" ? `NO: ${name}` : `mind: ${name}`)))],
  ];
  return words.length === 0 ? "nothing" : words.join(", ");
}

function detailOf(change: Change): string {
  switch (change.kind) {
    case "create":
      return change.state === "inactive" ? " inactive" : "";
    case "update":
      return ` ${change.fields.map(({ key, to, cause }) => `${key} to ${to} as ${cause}`).join(" and ")}`;
    case "activate":
    case "deactivate":
      return ` as ${change.reason}`;
    case "manual":
      return ` from ${change.previousLoginId}`;
    default:
      return "";
  }
}

/** Two admins whom nothing happens to, so that Hanako's fate is all a plan tells. */
const COLLEAGUES = ["ann@aoba.example", "bob@aoba.example"].map((loginId) => ({
  loginId,
  values: { ...admin.values, name: loginId },
}));

function partsOf(files: string, tenant: string, memory: string): Parts {
  const [declared, actual, remembered] = [FILES[files], TENANT[tenant], MEMORY[memory]];
  if (!declared || !actual || !remembered) throw new Error(`no such words: ${files}; ${tenant}; ${memory}`);
  return {
    ...declared,
    declared: [...COLLEAGUES.map((one) => user(one)), ...(declared.declared ?? [])],
    actual: [...COLLEAGUES.map((one) => shown(one)), ...(actual.actual ?? [])],
    remembered: [
      ...COLLEAGUES.map((one) => entry({ ...one, values: values(one.values), file: "users/all.yaml" })),
      ...(remembered.remembered ?? []),
    ],
  };
}

/** A former Login ID only says something of a person who has one, and a date only of a person who shall be deleted. */
function isTelling(files: string, tenant: string, memory: string): boolean {
  if (tenant.includes("former") && !files.includes("new Login ID")) return false;
  return !memory.includes("since lately") || files.includes("absent");
}

if (process.env["MEIBO_RECORD"] !== undefined) {
  const groups = Object.keys(FILES).map((files) =>
    Object.keys(TENANT).flatMap((tenant) =>
      Object.keys(MEMORY)
        .filter((memory) => isTelling(files, tenant, memory))
        .map((memory) => {
          const outcome = outcomeOf(partsOf(files, tenant, memory));
          return `Hanako ${files}; the tenant shows ${tenant}; meibo remembers ${memory}: ${outcome}.`;
        }),
    ),
  );
  writeFileSync(SENTENCES, `${groups.map((lines) => lines.join("\n")).join("\n\n")}\n`);
}

const sentences = readFileSync(SENTENCES, "utf8")
  .split("\n")
  .filter((line) => line !== "");

test("every way in which files, tenant and memory meet is written down", () => {
  expect(sentences.length).toBeGreaterThanOrEqual(150);
  expect(new Set(sentences).size).toBe(sentences.length);
});

test.each(sentences)("%s", (sentence) => {
  const [, files = "", tenant = "", memory = "", outcome] = SENTENCE.exec(sentence) ?? [];
  expect(outcomeOf(partsOf(files, tenant, memory))).toBe(outcome);
});

test("a plan leaves out what it does not know, so that it is the same once it was saved", () => {
  for (const sentence of sentences) {
    const [, files = "", tenant = "", memory = ""] = SENTENCE.exec(sentence) ?? [];
    const plan = planOf(partsOf(files, tenant, memory));
    expect(JSON.parse(JSON.stringify(plan)), sentence).toStrictEqual(plan);
  }
});
