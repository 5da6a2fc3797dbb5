import type { UploadAnswer } from "../../model/upload.ts";

/** What the tenant API says, as schemas/tenant-api.yaml has it. */
interface WireUser {
  readonly id: string;
  readonly loginId: string;
  readonly state: "active" | "inactive";
  readonly values: Readonly<Record<string, string | boolean>>;
  readonly extra: Readonly<Record<string, string>>;
}

interface WirePage {
  readonly users: readonly WireUser[];
  readonly total: number;
  readonly revision: string;
  readonly next?: string;
}

interface WireContract {
  readonly subscriptions: readonly string[];
  readonly seats: Readonly<Record<string, number>>;
  readonly files: {
    readonly rowNumbers: "data" | "lines";
    readonly extraColumns: readonly string[];
    readonly late: boolean;
  };
}

interface WireJob {
  readonly id: string;
  readonly status: "queued" | "running" | "done" | "rejected";
  readonly result?: UploadAnswer;
}

interface WireProblem {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly code: string;
}

export type Is<T> = (value: unknown) => value is T;

export declare const is_listUsers: Is<WirePage>;
export declare const is_lookUpUsers: Is<{ readonly users: readonly WireUser[] }>;
export declare const is_getUser: Is<WireUser>;
export declare const is_getContract: Is<WireContract>;
export declare const is_submitImport: Is<WireJob>;
export declare const is_getImport: Is<WireJob>;
export declare const is_problem: Is<WireProblem>;
export type { WireContract, WireJob, WirePage, WireUser };
