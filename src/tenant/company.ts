import type { Subscription } from "../model/fields.ts";
import type { TenantState, Values } from "../model/user.ts";

/** The made-up company: Aoba Denki (青葉電機), with offices in Tokyo, Osaka, Nagoya and Jakarta. */
export const COMPANY_DOMAIN = "aoba-denki.example";

export const COMPANY_SUBSCRIPTIONS: readonly Subscription[] = ["phoneMobile", "callCenter", "meetings", "salesforce"];

const base = {
  "meetings.editAccessPermission": "hostOnly",
  "meetings.createExternalLink": "none",
  "meetings.downloadFiles": "none",
} as const satisfies Values;

const salesAgent = {
  ...base,
  "phone.enabled": true,
  "salesforce.enabled": true,
  "meetings.enabled": true,
  "meetings.downloadFiles": "hostOnly",
} as const satisfies Values;

const supportAgent = { ...base, "phone.enabled": true, "callCenter.enabled": true } as const satisfies Values;

/** What each role of the company allows, with what it inherits; everything else is off. */
export const ROLE_VALUES = {
  "sales-agent": salesAgent,
  "sales-lead": { ...salesAgent, monitoring: true, "analytics.downloadRecordings": true },
  "support-agent": supportAgent,
  "support-lead": {
    ...supportAgent,
    monitoring: true,
    "callCenter.admin": true,
    "analytics.downloadRecordings": true,
    "analytics.exportCallHistory": true,
  },
  "it-admin": { ...base, admin: true },
  viewer: base,
} as const satisfies Record<string, Values>;
export type CompanyRole = keyof typeof ROLE_VALUES;

/** The size of the company that `share` and the other numbers of this file are meant for. */
export const USUAL_SIZE = 138;

export interface Department {
  readonly name: string;
  readonly abroad: boolean;
  /** People of `USUAL_SIZE`. */
  readonly share: number;
  readonly roles: readonly (readonly [role: CompanyRole, share: number])[];
  /** Numbers are given upwards from the first; when the pool is used up, the wider one follows. */
  readonly extensions: {
    readonly first: number;
    readonly last: number;
    readonly wider: { readonly first: number; readonly last: number };
  };
}

export const DEPARTMENTS = [
  {
    name: "tokyo-sales",
    abroad: false,
    share: 31,
    roles: [
      ["sales-agent", 27],
      ["sales-lead", 4],
    ],
    extensions: { first: 2101, last: 2199, wider: { first: 200_000, last: 299_999 } },
  },
  {
    name: "support",
    abroad: false,
    share: 23,
    roles: [
      ["support-agent", 20],
      ["support-lead", 3],
    ],
    extensions: { first: 2301, last: 2399, wider: { first: 300_000, last: 399_999 } },
  },
  {
    name: "osaka",
    abroad: false,
    share: 10,
    roles: [
      ["sales-agent", 5],
      ["support-agent", 5],
    ],
    extensions: { first: 2601, last: 2699, wider: { first: 600_000, last: 699_999 } },
  },
  {
    name: "nagoya",
    abroad: false,
    share: 8,
    roles: [
      ["sales-agent", 7],
      ["sales-lead", 1],
    ],
    extensions: { first: 2701, last: 2799, wider: { first: 700_000, last: 799_999 } },
  },
  {
    name: "jakarta-sales",
    abroad: true,
    share: 14,
    roles: [
      ["sales-agent", 13],
      ["sales-lead", 1],
    ],
    extensions: { first: 3101, last: 3199, wider: { first: 400_000, last: 499_999 } },
  },
  {
    name: "it",
    abroad: false,
    share: 8,
    roles: [
      ["it-admin", 5],
      ["viewer", 3],
    ],
    extensions: { first: 1101, last: 1129, wider: { first: 100_000, last: 119_999 } },
  },
  {
    name: "back-office",
    abroad: false,
    share: 44,
    roles: [["viewer", 44]],
    extensions: { first: 1131, last: 1199, wider: { first: 120_000, last: 199_999 } },
  },
] as const satisfies readonly Department[];
type DepartmentName = (typeof DEPARTMENTS)[number]["name"];

/** Somebody the documents tell of, as they are before anything of the documents' plans is carried out. */
export interface KnownPerson {
  readonly login: string;
  readonly name: string;
  readonly department: DepartmentName;
  readonly role: CompanyRole;
  readonly state?: TenantState;
  /** As a number; the next of the department when absent. */
  readonly extension?: number;
  /** What differs from the role. */
  readonly exceptions?: Values;
  readonly integrations?: readonly string[];
}

const tokyo = { department: "tokyo-sales", role: "sales-agent" } as const;
const support = { department: "support", role: "support-agent" } as const;
const jakarta = { department: "jakarta-sales", role: "sales-agent" } as const;

/** The most needed first: a small company has only the first ones of each department. */
export const KNOWN_PEOPLE: readonly KnownPerson[] = [
  { login: "it-admin", name: "IT 管理者", department: "it", role: "it-admin", extension: 1101 },
  { login: "taro.yamamoto", name: "山本 太郎", department: "it", role: "it-admin", extension: 1102 },
  { login: "hanako.sato", name: "佐藤 花子", ...tokyo, extension: 2101, integrations: ["zoom"] },
  { login: "ichiro.takahashi", name: "髙橋 一郎", ...tokyo, extension: 2102 },
  { login: "ken.mori", name: "森 健", ...tokyo, extension: 2103, state: "inactive" },
  { login: "yui.nakamura", name: "中村 結衣", ...tokyo, extension: 2105 },
  {
    login: "jun.hayashi",
    name: "林 純",
    ...tokyo,
    extension: 2107,
    exceptions: { "phoneMobile.enabled": true, "meetings.downloadFiles": "all" },
  },
  { login: "rei.suzuki", name: "鈴木 玲", ...tokyo, state: "inactive" },
  { login: "hiroki.mori", name: "森 大樹", ...tokyo },
  {
    login: "sakura.ito",
    name: "伊藤 さくら",
    department: "support",
    role: "support-lead",
    extension: 2301,
    exceptions: { "analytics.exportCallHistory": false },
  },
  { login: "aoi.mizuno", name: "水野 葵", ...support, extension: 2302 },
  { login: "yuki.tanabe", name: "田辺 由紀", ...support, extension: 2303, state: "inactive" },
  {
    login: "rei.yamada",
    name: "山田 玲",
    department: "osaka",
    role: "support-agent",
    extension: 2601,
    state: "inactive",
  },
  { login: "makoto.tanaka", name: "田中 誠", department: "osaka", role: "sales-agent", extension: 2602 },
  { login: "takumi.ono", name: "小野 匠", department: "nagoya", role: "sales-agent", extension: 2701 },
  {
    login: "nanami.abe",
    name: "阿部 七海",
    department: "nagoya",
    role: "sales-lead",
    extension: 2702,
    exceptions: { "phoneMobile.enabled": true },
  },
  { login: "siti.nuraini", name: "Siti Nuraini", ...jakarta, extension: 3101, integrations: ["google-meet"] },
  { login: "budi.santoso", name: "Budi Santoso", ...jakarta, extension: 3102 },
  { login: "dewi.lestari", name: "Dewi Lestari", ...jakarta, extension: 3109 },
  { login: "makoto.tanaka2", name: "田中 誠", department: "back-office", role: "viewer" },
  {
    login: "kaito.endo",
    name: "遠藤 海斗",
    department: "back-office",
    role: "viewer",
    exceptions: { monitoring: true },
  },
];

/** People the documents add or rename to: nobody may have their Login IDs yet. */
export const FUTURE_LOGINS: readonly string[] = [
  "mai.kobayashi",
  "rina.wulandari",
  "yui.kato",
  "naoki.fujita",
  "emi.okada",
  "taro.kudo",
  "new.user",
];

/** How many of `USUAL_SIZE`, the people above among them. */
export const QUOTAS = { inactive: 7, phoneMobile: 19, viewersWithPhone: 10, agentsWithRecordings: 3 } as const;
