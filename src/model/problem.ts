import type { Place } from "./place.ts";
import { comparePlaces, compareText } from "./place.ts";
import { PROBLEMS, type ProblemArgs, type ProblemName } from "./problems.ts";

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface SourceLine {
  readonly line: number;
  readonly text: string;
}

/** A mistake of a person, or something a person should know. Plain data; `render/problem.ts` makes the sentence. */
export interface Problem {
  readonly name: ProblemName;
  readonly code: string;
  readonly severity: Severity;
  /** Absent where no file is to blame. */
  readonly place?: Place;
  readonly args: Readonly<Record<string, string | number>>;
  /** Other places that belong to it, such as the first of two declarations. */
  readonly related?: readonly Place[];
  /** The lines around the place, as they stand in the file. */
  readonly excerpt?: readonly SourceLine[];
}

/** A value, or why there is none. Problems beside a value are warnings and notes. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface Where {
  readonly place?: Place | undefined;
  readonly related?: readonly Place[];
}

/** A problem by its name in the table; the compiler asks for exactly the words its sentence needs. */
export function problem<N extends ProblemName>(name: N, args: ProblemArgs<N>, where: Where = {}): Problem {
  const { code, severity } = PROBLEMS[name];
  return {
    name,
    code,
    severity,
    ...(where.place === undefined ? {} : { place: where.place }),
    args,
    ...(where.related === undefined || where.related.length === 0 ? {} : { related: where.related }),
  };
}

export function isError(found: Problem): boolean {
  return found.severity === "error";
}

/** A value if nothing is an error. */
export function resultOf<T>(value: T, problems: readonly Problem[]): Result<T> {
  return problems.some(isError) ? { ok: false, problems } : { ok: true, value, problems };
}

/** By place, then by code: the order in which people mend files. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) =>
      comparePlaces(a.place, b.place) ||
      compareText(a.code, b.code) ||
      compareText(JSON.stringify(a.args), JSON.stringify(b.args)),
  );
}
