// Made by scripts/api.ts from schemas/tenant-api.yaml.
import type { Operation } from "./operation.ts";

/** What each operation takes. */
export interface Takes {
  readonly listUsers: {
    readonly query: { readonly cursor?: string; readonly limit: number; readonly state?: "active" | "inactive" };
    readonly path: object;
    readonly header: { readonly "if-none-match"?: string };
    readonly body: undefined;
  };
  readonly lookUpUsers: {
    readonly query: object;
    readonly path: object;
    readonly header: object;
    readonly body: { readonly loginIds: ReadonlyArray<string> };
  };
  readonly getUser: {
    readonly query: object;
    readonly path: { readonly id: string };
    readonly header: { readonly "if-none-match"?: string };
    readonly body: undefined;
  };
  readonly deleteUser: {
    readonly query: { readonly loginId?: string };
    readonly path: { readonly id: string };
    readonly header: { readonly "idempotency-key": string; readonly "if-match"?: string };
    readonly body: undefined;
  };
  readonly activateUser: {
    readonly query: { readonly loginId?: string };
    readonly path: { readonly id: string };
    readonly header: { readonly "idempotency-key": string; readonly "if-match"?: string };
    readonly body: undefined;
  };
  readonly deactivateUser: {
    readonly query: { readonly loginId?: string };
    readonly path: { readonly id: string };
    readonly header: { readonly "idempotency-key": string; readonly "if-match"?: string };
    readonly body: undefined;
  };
  readonly getContract: {
    readonly query: object;
    readonly path: object;
    readonly header: object;
    readonly body: undefined;
  };
  readonly getTemplate: {
    readonly query: { readonly encoding: "utf-8" | "utf-8-bom" | "shift_jis"; readonly language?: "en" | "ja"; readonly rows?: number };
    readonly path: { readonly file: "create" | "update" };
    readonly header: object;
    readonly body: undefined;
  };
  readonly getUserList: {
    readonly query: { readonly encoding: "utf-8" | "utf-8-bom" | "shift_jis"; readonly language?: "en" | "ja" };
    readonly path: object;
    readonly header: object;
    readonly body: undefined;
  };
  readonly submitImport: {
    readonly query: { readonly file: "create" | "update"; readonly encoding: "utf-8" | "utf-8-bom" | "shift_jis" };
    readonly path: object;
    readonly header: { readonly "idempotency-key": string };
    readonly body: Uint8Array;
  };
  readonly getImport: {
    readonly query: object;
    readonly path: { readonly id: string };
    readonly header: object;
    readonly body: undefined;
  };
  readonly listExtensions: {
    readonly query: object;
    readonly path: object;
    readonly header: object;
    readonly body: undefined;
  };
  readonly listAudit: {
    readonly query: { readonly cursor?: string; readonly limit: number };
    readonly path: object;
    readonly header: object;
    readonly body: undefined;
  };
}

export declare const OPERATIONS: readonly { [Id in keyof Takes]: Operation<Id> }[keyof Takes][];
