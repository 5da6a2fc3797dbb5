/**
 * The one table of what a user is. JSON Schemas, CSV columns, references and pages are made from it.
 * Source: docs/miitel.md, "Columns".
 */

export const SUBSCRIPTIONS = [
  "phoneMobile",
  "callCenter",
  "meetings",
  "meetingsBot",
  "recPod",
  "salesforce",
  "incomingWebhook",
] as const;
/** A part of the contract that decides which columns the tenant's files have. */
export type Subscription = (typeof SUBSCRIPTIONS)[number];

export const LOCALES = ["ja", "en"] as const;

/** Code 0 is the widest, unlike yes and no where 0 is off. */
export const RANGES = ["all", "hostOnly", "none"] as const;

/** IANA names in the order of the console's codes 0 to 13, with the text the console shows. */
export const TIME_ZONE_TEXTS = {
  "Asia/Tokyo": "(GMT+9:00) Tokyo",
  "Asia/Jayapura": "(GMT+9:00) Jayapura",
  "Asia/Singapore": "(GMT+8:00) Singapore",
  "Asia/Manila": "(GMT+8:00) Manilla",
  "Asia/Makassar": "(GMT+8:00) Makassar",
  "Asia/Pontianak": "(GMT+7:00) Pontianak",
  "Asia/Jakarta": "(GMT+7:00) Jakarta",
  "America/New_York": "(GMT-5:00/-4:00) New York [EST/EDT]",
  "America/Chicago": "(GMT-6:00/-5:00) Chicago [CST/CDT]",
  "America/Phoenix": "(GMT-7:00) Phoenix [MST]",
  "America/Denver": "(GMT-7:00/-6:00) Denver [MST/MDT]",
  "America/Los_Angeles": "(GMT-8:00/-7:00) Los Angeles [PST/PDT]",
  "America/Anchorage": "(GMT-9:00/-8:00) Anchorage [AKST/AKDT]",
  "Pacific/Honolulu": "(GMT-10:00) Honolulu [HAST]",
} as const;
export const TIME_ZONES: readonly string[] = Object.keys(TIME_ZONE_TEXTS);

export const FIELD_KEYS = [
  "loginId",
  "name",
  "extension",
  "locale",
  "timeZone",
  "admin",
  "monitoring",
  "analytics.downloadRecordings",
  "analytics.exportCallHistory",
  "analytics.exportContacts",
  "phone.enabled",
  "phoneMobile.enabled",
  "callCenter.enabled",
  "callCenter.admin",
  "callCenter.editPredictiveDialer",
  "meetings.enabled",
  "meetings.useBot",
  "meetings.editAccessPermission",
  "meetings.createExternalLink",
  "meetings.downloadFiles",
  "meetings.exportHistory",
  "recPod.enabled",
  "salesforce.enabled",
  "incomingWebhook.enabled",
] as const;
export type FieldKey = (typeof FIELD_KEYS)[number];
/** Every field but the Login ID, which names the user and is no value of the user. */
export type ValueKey = Exclude<FieldKey, "loginId">;

export type FieldType = "loginId" | "name" | "extension" | "locale" | "timeZone" | "bool" | "range";
export type Value = string | boolean;

export const EVIDENCE = ["seed", "public", "inferred"] as const;
/** How sure a rule is: the vendor's documents, other public pages, or a judgement. */
export type Evidence = (typeof EVIDENCE)[number];

/** While this field is on, `key` must be on too. */
export interface Need {
  readonly key: ValueKey;
  readonly severity: "error" | "warning";
  readonly evidence: Evidence;
}

export interface Field {
  readonly key: FieldKey;
  readonly type: FieldType;
  /** The console's item name; Japanese texts that no page shows are ours and not verified. */
  readonly header: { readonly en: string; readonly ja: string; readonly verified: boolean };
  /** Position in the create file, 1 is first; absent where the file has no such column. */
  readonly create?: number;
  readonly update?: number;
  /** The column exists when one of these is subscribed; an empty list is always. */
  readonly anyOf: readonly Subscription[];
  readonly needs: readonly Need[];
  readonly description: string;
}

const always = { anyOf: [], needs: [] } as const;
const column = (position: number) => ({ create: position, update: position });

export const FIELDS: readonly Field[] = [
  {
    key: "loginId",
    type: "loginId",
    header: { en: "Login ID", ja: "ログイン ID", verified: true },
    ...column(1),
    ...always,
    description: "The ID used to sign in, in the form of an e-mail address. Unique, compared without regard to case.",
  },
  {
    key: "name",
    type: "name",
    header: { en: "User name", ja: "ユーザー名", verified: true },
    ...column(2),
    ...always,
    description: "Display name, at most 30 characters: dashboard, call history, MiiTel Phone.",
  },
  {
    key: "extension",
    type: "extension",
    header: { en: "Extension number", ja: "内線番号", verified: true },
    update: 3,
    ...always,
    description: "3 to 6 digits, in use by nobody else. Quote it in YAML.",
  },
  {
    key: "locale",
    type: "locale",
    header: { en: "Locale", ja: "言語", verified: false },
    ...column(4),
    ...always,
    description: "Language of all MiiTel screens: ja (0) or en (1).",
  },
  {
    key: "timeZone",
    type: "timeZone",
    header: { en: "Time zone", ja: "タイムゾーン", verified: false },
    ...column(5),
    ...always,
    description: "Affects incoming calls and response times; an IANA name, codes 0 to 13 in the console.",
  },
  {
    key: "admin",
    type: "bool",
    header: { en: "Administrative privileges", ja: "管理者権限", verified: true },
    ...column(6),
    ...always,
    description: "Access to MiiTel Admin: can create, change and delete users.",
  },
  {
    key: "monitoring",
    type: "bool",
    header: { en: "Monitoring privileges", ja: "モニタリング権限", verified: false },
    ...column(7),
    anyOf: [],
    needs: [{ key: "phone.enabled", severity: "warning", evidence: "public" }],
    description: "May listen in on calls. Needs phone.",
  },
  {
    key: "analytics.downloadRecordings",
    type: "bool",
    header: {
      en: "MiiTel Analytics Download recorded audio files",
      ja: "MiiTel Analytics 音声ファイルのダウンロード",
      verified: false,
    },
    ...column(8),
    ...always,
    description: "May download the audio of the call history.",
  },
  {
    key: "analytics.exportCallHistory",
    type: "bool",
    header: {
      en: "MiiTel Analytics Export call history as CSV",
      ja: "MiiTel Analytics 応対履歴の CSV エクスポート",
      verified: false,
    },
    ...column(9),
    ...always,
    description: "May export the call history as CSV.",
  },
  {
    key: "analytics.exportContacts",
    type: "bool",
    header: {
      en: "MiiTel Analytics Export contact data as CSV",
      ja: "MiiTel Analytics 連絡先データの CSV エクスポート",
      verified: false,
    },
    ...column(10),
    ...always,
    description: "May export contacts as CSV.",
  },
  {
    key: "phone.enabled",
    type: "bool",
    header: { en: "MiiTel Phone Enable", ja: "MiiTel Phone 有効", verified: false },
    ...column(11),
    ...always,
    description: "May use MiiTel Phone; takes a Phone seat.",
  },
  {
    key: "phoneMobile.enabled",
    type: "bool",
    header: { en: "MiiTel Phone Mobile Enable", ja: "MiiTel Phone Mobile 有効", verified: false },
    ...column(12),
    anyOf: ["phoneMobile"],
    needs: [{ key: "phone.enabled", severity: "error", evidence: "seed" }],
    description: "May use MiiTel Phone Mobile; takes a seat of its own. Needs phone.",
  },
  {
    key: "callCenter.enabled",
    type: "bool",
    header: { en: "MiiTel Call Center Enable", ja: "MiiTel Call Center 有効", verified: false },
    ...column(13),
    anyOf: ["callCenter"],
    needs: [],
    description: "May use MiiTel Call Center.",
  },
  {
    key: "callCenter.admin",
    type: "bool",
    header: {
      en: "MiiTel Call Center CC Administrative privileges",
      ja: "MiiTel Call Center CC 管理者権限",
      verified: false,
    },
    ...column(14),
    anyOf: ["callCenter"],
    needs: [{ key: "callCenter.enabled", severity: "error", evidence: "seed" }],
    description: "Administers MiiTel Call Center. Needs callCenter.",
  },
  {
    key: "callCenter.editPredictiveDialer",
    type: "bool",
    header: {
      en: "MiiTel Call Center Edit predictive dialer settings",
      ja: "MiiTel Call Center プレディクティブダイヤラー設定の編集",
      verified: false,
    },
    ...column(15),
    anyOf: ["callCenter"],
    needs: [{ key: "callCenter.enabled", severity: "warning", evidence: "inferred" }],
    description: "May edit the predictive dialer's settings.",
  },
  {
    key: "meetings.enabled",
    type: "bool",
    header: { en: "MiiTel Meetings Enable", ja: "MiiTel Meetings 有効", verified: false },
    ...column(16),
    anyOf: ["meetings"],
    needs: [],
    description: "May use MiiTel Meetings.",
  },
  {
    key: "meetings.useBot",
    type: "bool",
    header: { en: "MiiTel Meetings Use bot", ja: "MiiTel Meetings ボットの利用", verified: false },
    ...column(17),
    anyOf: ["meetingsBot"],
    needs: [{ key: "meetings.enabled", severity: "error", evidence: "seed" }],
    description: "May send the bot to meetings. Needs meetings and the bot option.",
  },
  {
    key: "meetings.editAccessPermission",
    type: "range",
    header: {
      en: "MiiTel Meetings Edit meeting access permission",
      ja: "MiiTel Meetings 会議履歴単位の閲覧制限設定",
      verified: false,
    },
    ...column(18),
    anyOf: ["meetings"],
    needs: [],
    description: "Which meeting histories the user may restrict; decides what a delete makes inaccessible.",
  },
  {
    key: "meetings.createExternalLink",
    type: "range",
    header: {
      en: "MiiTel Meetings Create external shared link",
      ja: "MiiTel Meetings 外部共有リンクの作成",
      verified: false,
    },
    ...column(19),
    anyOf: ["meetings", "recPod"],
    needs: [],
    description: "Which meeting histories the user may share outside by link.",
  },
  {
    key: "meetings.downloadFiles",
    type: "range",
    header: {
      en: "MiiTel Meetings Download files",
      ja: "MiiTel Meetings ファイルのダウンロード",
      verified: false,
    },
    ...column(20),
    anyOf: ["meetings"],
    needs: [],
    description: "Which meeting histories the user may download.",
  },
  {
    key: "meetings.exportHistory",
    type: "bool",
    header: {
      en: "MiiTel Meetings Export video history as CSV",
      ja: "MiiTel Meetings 会議履歴の CSV エクスポート",
      verified: false,
    },
    ...column(21),
    anyOf: ["meetings", "recPod"],
    needs: [],
    description: "May export the meeting history as CSV.",
  },
  {
    key: "recPod.enabled",
    type: "bool",
    header: { en: "MiiTel RecPod Enable", ja: "MiiTel RecPod 有効", verified: false },
    ...column(22),
    anyOf: ["recPod"],
    needs: [],
    description: "May use MiiTel RecPod.",
  },
  {
    key: "salesforce.enabled",
    type: "bool",
    header: { en: "Salesforce AppExchange Enable", ja: "Salesforce AppExchange 有効", verified: false },
    ...column(23),
    anyOf: ["salesforce"],
    needs: [],
    description: "May use MiiTel for Salesforce.",
  },
  {
    key: "incomingWebhook.enabled",
    type: "bool",
    header: { en: "Incoming Webhook Enable", ja: "Incoming Webhook 有効", verified: false },
    ...column(24),
    anyOf: ["incomingWebhook"],
    needs: [],
    description: "May use the Incoming Webhook.",
  },
];

/** Only the create file has it, and no file of a roster ever does. */
export const PASSWORD_COLUMN = {
  header: { en: "Password", ja: "パスワード", verified: true },
  create: 3,
} as const;

const byKey = new Map<string, Field>(FIELDS.map((field) => [field.key, field]));

/** The field of that key; every `FieldKey` has one. */
export function fieldOf(key: FieldKey): Field {
  const field = byKey.get(key);
  if (field === undefined) throw new Error(`no field ${key} in the table of fields`);
  return field;
}

export function isFieldKey(text: string): text is FieldKey {
  return byKey.has(text);
}

export const VALUE_KEYS: readonly ValueKey[] = FIELD_KEYS.filter((key) => key !== "loginId");
/** The fields a role may set: what people may do, not where they are. */
export const PERMISSION_KEYS: readonly ValueKey[] = VALUE_KEYS.filter((key) => {
  const { type } = fieldOf(key);
  return type === "bool" || type === "range";
});

/** Does the tenant have this column under these subscriptions? */
export function isSubscribed(key: FieldKey, subscriptions: ReadonlySet<Subscription>): boolean {
  const { anyOf } = fieldOf(key);
  return anyOf.length === 0 || anyOf.some((name) => subscriptions.has(name));
}

const CODES = {
  bool: [false, true],
  range: RANGES,
  locale: LOCALES,
  timeZone: TIME_ZONES,
} as const satisfies Partial<Record<FieldType, readonly Value[]>>;

/** The values of a coded field in the order of their codes; undefined for free text. */
export function choicesOf(type: FieldType): readonly Value[] | undefined {
  switch (type) {
    case "bool":
    case "range":
    case "locale":
    case "timeZone":
      return CODES[type];
    case "loginId":
    case "name":
    case "extension":
      return undefined;
    default:
      return type satisfies never;
  }
}

/** What the console's files hold for a value: `true` is `1`, `hostOnly` is `1`, `Asia/Jakarta` is `6`. */
export function codeOf(key: FieldKey, value: Value): string {
  const choices = choicesOf(fieldOf(key).type);
  return choices === undefined ? String(value) : String(choices.indexOf(value));
}

/** The value behind a cell of the console's files; undefined for a code that is not in the table. */
export function valueOfCode(key: FieldKey, code: string): Value | undefined {
  const choices = choicesOf(fieldOf(key).type);
  if (choices === undefined) return code;
  return /^\d{1,2}$/.test(code) ? choices[Number(code)] : undefined;
}

/** The value that allows nothing: off, or `none`. */
export function baselineOf(key: ValueKey): Value | undefined {
  const { type } = fieldOf(key);
  if (type === "bool") return false;
  return type === "range" ? "none" : undefined;
}

/** Is anything switched on by this value? A range is on unless it is `none`. */
export function isOn(value: Value | undefined): boolean {
  return value === true || (typeof value === "string" && value !== "none");
}
