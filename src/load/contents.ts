import type { Encoding } from "../model/encoding.ts";
import type { Subscription, Value } from "../model/fields.ts";
import type { HrProfile } from "../model/hr.ts";
import type { SeatKind } from "../model/seats.ts";
import type {
  ConnectorKind,
  FilePolicy,
  GuardSettings,
  HeaderLanguage,
  Language,
  Settings,
  StoreKind,
} from "../model/settings.ts";
import type { State } from "../model/user.ts";

/** A product as one yes or no, or a map of its permissions. */
export type PermissionsContent = Readonly<Record<string, Value | Readonly<Record<string, Value>>>>;

export interface LeaveContent {
  readonly from: string;
  readonly until?: string;
  readonly reason?: string;
}

/** A user of a YAML file, of the right shape; whether the words make sense is not said. */
export interface UserContent {
  readonly loginId: string;
  readonly previousLoginIds?: readonly string[];
  readonly name: string;
  readonly employeeId?: string;
  readonly department?: string;
  readonly extension?: string;
  readonly locale?: string;
  readonly timeZone?: string;
  readonly state?: State;
  readonly startDate?: string;
  readonly endDate?: string;
  readonly leave?: LeaveContent;
  readonly role?: string;
  readonly roles?: readonly string[];
  readonly permissions?: PermissionsContent;
}

export interface DefaultsContent {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly role?: string;
  readonly roles?: readonly string[];
  readonly extensionPool?: string;
}

export interface UsersContent {
  readonly department?: string;
  readonly defaults?: DefaultsContent;
  readonly users?: readonly UserContent[];
  readonly user?: UserContent;
}

export interface RoleContent {
  readonly description?: string;
  readonly extends?: readonly string[];
  readonly permissions?: PermissionsContent;
}

export interface RolesContent {
  readonly roles: Readonly<Record<string, RoleContent>>;
}

export interface ApprovalContent {
  readonly loginId: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly expires: string;
  readonly acknowledges?: readonly string[];
  readonly overrideWaiting?: boolean;
  readonly deleteFirst?: boolean;
}

export interface ApprovalsContent {
  readonly deletes: readonly ApprovalContent[];
}

export type FactsContentList<T> = readonly T[] | { readonly complete?: boolean; readonly entries: readonly T[] };

export interface FactsContent {
  readonly incomingCallRuleTargets?: FactsContentList<{ readonly loginId: string; readonly rule: string }>;
  readonly meetingHosts?: FactsContentList<string>;
  readonly meetingUploaders?: FactsContentList<string>;
  readonly tableThemeOwners?: FactsContentList<string>;
  readonly integrations?: FactsContentList<{ readonly loginId: string; readonly services: readonly string[] }>;
  readonly groups?: FactsContentList<{
    readonly name: string;
    readonly number?: string;
    readonly members: readonly string[];
  }>;
  readonly ssoEnabled?: boolean;
}

/** `meibo.yaml` as it is written; what is missing has a default. */
export interface ConfigContent {
  readonly version: number;
  readonly tenant: string;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly connector?: {
    readonly kind?: ConnectorKind;
    readonly local?: { readonly database?: string };
    readonly http?: {
      readonly url: string;
      readonly tokenEnv?: string;
      readonly allowPrivate?: boolean;
      readonly proxy?: string;
    };
    readonly browser?: {
      readonly url: string;
      readonly userEnv?: string;
      readonly passwordEnv?: string;
      readonly language?: "auto" | HeaderLanguage;
    };
    readonly handoff?: {
      readonly encoding?: Encoding;
      readonly headerLanguage?: "auto" | HeaderLanguage;
      readonly actual?: string;
    };
    readonly chunkSize?: number;
  };
  readonly state?: {
    readonly kind?: StoreKind;
    readonly path?: string;
    readonly urlEnv?: string;
    readonly ref?: string;
  };
  readonly subscriptions?: readonly Subscription[];
  readonly seats?: Readonly<Partial<Record<SeatKind, number | null>>> & {
    readonly countInactive?: boolean;
    readonly warnWithin?: number;
  };
  readonly sources?: {
    readonly users?: readonly string[];
    readonly roles?: readonly string[];
    readonly facts?: readonly string[];
    readonly approvals?: string;
    readonly encoding?: Readonly<Record<string, Encoding>>;
    readonly limits?: { readonly fileSize?: string; readonly files?: number; readonly totalSize?: string };
  };
  readonly defaults?: Settings["defaults"];
  readonly allowed?: Settings["allowed"];
  readonly extensionPools?: Settings["extensionPools"];
  readonly hrProfiles?: Readonly<Record<string, Pick<HrProfile, "match" | "columns"> & Partial<HrProfile>>>;
  readonly headers?: Settings["headers"];
  readonly onRemoval?: Settings["onRemoval"];
  readonly unmanaged?: Settings["unmanaged"];
  readonly ignore?: readonly string[];
  readonly protect?: readonly string[];
  readonly ignoreFields?: readonly string[];
  readonly guards?: Partial<GuardSettings>;
  readonly policy?: {
    readonly files?: readonly (Pick<FilePolicy, "match"> & Partial<FilePolicy>)[];
    readonly roles?: Partial<Settings["policy"]["roles"]>;
  };
  readonly lifecycle?: { readonly createDaysBefore?: number; readonly deleteAfterDays?: number | null };
  readonly passwords?: Partial<Settings["passwords"]>;
  readonly apply?: {
    readonly concurrency?: number;
    readonly maxFailedRows?: number;
    readonly settle?: string;
    readonly onPlanChange?: Settings["apply"]["onPlanChange"];
    readonly waitForCreate?: string;
    readonly stopOnFirstFailedChunk?: boolean;
  };
  readonly output?: {
    readonly redact?: Settings["output"]["redact"];
    readonly comment?: Partial<Settings["output"]["comment"]>;
  };
  readonly notify?: {
    readonly slack?: { readonly webhookEnv: string; readonly on?: readonly string[]; readonly names?: boolean };
  };
}
