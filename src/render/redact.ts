import type { Change, Note, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { asLoginId, type LoginId, loginKey } from "../model/user.ts";

/** The plan without what `output.redact` keeps back: names of people, or Login IDs as well. Numbers stay. */
export function redacted(plan: Plan, redact: Settings["output"]["redact"]): Plan {
  if (redact === "none") return plan;
  const mask = redact === "all" ? numbered() : (loginId: LoginId) => loginId;
  return {
    ...plan,
    changes: plan.changes.map((change) => hidden(change, mask)),
    notes: plan.notes.map((note): Note => ({ ...note, loginId: mask(note.loginId), name: "" })),
    steps: plan.steps.map((step) => ({
      ...step,
      chunks: step.chunks.map(({ sets: _, ...chunk }) => ({ ...chunk, users: chunk.users.map(mask) })),
    })),
    remember: [],
    forget: plan.forget.map(mask),
    problems: plan.problems.map((found) => masked(found, redact === "all")),
  };
}

/** Equal people have equal numbers within one plan. */
function numbered(): (loginId: LoginId) => LoginId {
  const numbers = new Map<string, number>();
  return (loginId) => {
    const key = loginKey(loginId);
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1);
    return asLoginId(`user-${numbers.get(key)}`);
  };
}

const HIDDEN = "…";

function hidden(change: Change, mask: (loginId: LoginId) => LoginId): Change {
  const own = { loginId: mask(change.loginId), name: "" };
  switch (change.kind) {
    case "create": {
      const { resembles: _, ...rest } = change;
      return { ...rest, ...own, values: { ...change.values, name: HIDDEN } };
    }
    case "update":
      return { ...change, ...own, fields: change.fields.map(withoutName) };
    case "manual": {
      const { previousLoginId } = change;
      const before = previousLoginId === undefined ? {} : { previousLoginId: mask(previousLoginId) };
      return { ...change, ...own, ...before, afterwards: change.afterwards.map(withoutName) };
    }
    default:
      return { ...change, ...own };
  }
}

function withoutName<T extends { readonly key: string; readonly to: string | boolean }>(field: T): T {
  return field.key === "name" ? { ...field, from: HIDDEN, to: HIDDEN, last: HIDDEN } : field;
}

/** What a problem says of somebody. */
const PERSONAL = ["name", "value", "who", "other", "users", "others"];

function masked(found: Problem, all: boolean): Problem {
  const words = all ? [...PERSONAL, "loginId", "match", "account"] : PERSONAL;
  const { excerpt: _, ...rest } = found;
  const args = Object.fromEntries(
    Object.entries(found.args).map(([word, value]) => [word, words.includes(word) ? HIDDEN : value]),
  );
  return { ...rest, args };
}
