import type { ApprovalsContent, ConfigContent, FactsContent, RolesContent, UsersContent } from "./contents.ts";

/** What a validator found, in the words of JSON Schema. */
export interface Mistake {
  /** A JSON pointer into the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validator<T> {
  (value: unknown): value is T;
  /** Of the last call; null when it found nothing. */
  readonly errors?: readonly Mistake[] | null;
}

export declare const validateUsers: Validator<UsersContent>;
export declare const validateRoles: Validator<RolesContent>;
export declare const validateConfig: Validator<ConfigContent>;
export declare const validateApprovals: Validator<ApprovalsContent>;
export declare const validateFacts: Validator<FactsContent>;
