import type { TokenScope } from "../records.ts";

/** Says whether the parts of a request are as the operation wants them, and fills in what has a default. */
export interface Check {
  (value: unknown): boolean;
  /** Of the last call; null when it found nothing. */
  readonly errors?: readonly Mistake[] | null;
}

export interface Mistake {
  /** A JSON pointer into the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type OperationId =
  | "listUsers"
  | "lookUpUsers"
  | "getUser"
  | "deleteUser"
  | "activateUser"
  | "deactivateUser"
  | "getContract"
  | "getTemplate"
  | "getUserList"
  | "submitImport"
  | "getImport"
  | "listExtensions"
  | "listAudit";

/** An operation of schemas/tenant-api.yaml. */
export interface Operation {
  readonly id: OperationId;
  readonly method: "GET" | "POST" | "DELETE";
  /** With parameters in braces. */
  readonly path: string;
  /** Any of these will do. */
  readonly scopes: readonly TokenScope[];
  /** The media type of the body; absent where none is taken. */
  readonly bodyType?: string;
  readonly query: Check;
  readonly inPath: Check;
  readonly header: Check;
  readonly body?: Check;
}

export declare const OPERATIONS: readonly Operation[];
