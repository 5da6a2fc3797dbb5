import type { TokenScope } from "../records.ts";
import type { Takes } from "./operations.generated.js";

export type OperationId = keyof Takes;

/** Says whether a part of a request is as the operation wants it, and fills in what has a default. */
export interface Check<Part> {
  (value: unknown): value is Part;
  /** Of the last call; null when it found nothing. */
  readonly errors?: readonly Mistake[] | null;
}

export interface Mistake {
  /** A JSON pointer into the value. */
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An operation of schemas/tenant-api.yaml. */
export interface Operation<Id extends OperationId> {
  readonly id: Id;
  readonly method: "GET" | "POST" | "DELETE";
  /** With parameters in braces. */
  readonly path: string;
  /** Any of these will do. */
  readonly scopes: readonly TokenScope[];
  /** Does it come with an `Idempotency-Key`? */
  readonly keyed: boolean;
  /** The media type of the body; absent where none is taken. */
  readonly bodyType?: string;
  readonly query: Check<Takes[Id]["query"]>;
  readonly inPath: Check<Takes[Id]["path"]>;
  readonly header: Check<Takes[Id]["header"]>;
  readonly body: Check<Takes[Id]["body"]>;
}
