import type { Encoding } from "../../model/encoding.ts";
import type { LOCALES, Subscription } from "../../model/fields.ts";
import type { ConnectorKind, HeaderLanguage, Language } from "../../model/settings.ts";

/** What a new folder is made of. Every question of `meibo init` changes one of these; `filesOf` needs nothing else. */
export interface Answers {
  /** Absent: whatever the reader's machine says. */
  readonly language?: Language;
  readonly tenant: string;
  readonly connector: OfferedConnector;
  /** Of the connector `http`. */
  readonly url: string;
  readonly subscriptions: readonly Subscription[];
  readonly timeZone: string;
  readonly locale: (typeof LOCALES)[number];
  /** None: any. */
  readonly loginIdDomains: readonly string[];
  readonly workflows: boolean;
  /** Who has to agree to changes, as GitHub names them; empty: nobody in particular. */
  readonly owners: string;
  /** How the console writes its files, where one was shown. */
  readonly console?: { readonly encoding: Encoding; readonly headerLanguage?: HeaderLanguage };
}

/** The connectors that can be chosen: those that exist. A part that brings another one adds it here. */
export const OFFERED = ["local", "http"] as const satisfies readonly ConnectorKind[];
export type OfferedConnector = (typeof OFFERED)[number];

/** What `--yes` takes. */
export const USUAL: Answers = {
  tenant: "main",
  connector: "local",
  url: "",
  subscriptions: ["phoneMobile", "callCenter", "meetings", "salesforce"],
  timeZone: "Asia/Tokyo",
  locale: "ja",
  loginIdDomains: [],
  workflows: true,
  owners: "",
};

export const TENANT_FORM = /^[a-z0-9][a-z0-9-]*$/;
/** `@user`, `@organisation/team`, or a mail address, as CODEOWNERS has them. */
export const OWNER_FORM = /^(@[A-Za-z0-9][A-Za-z0-9-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)?|[^\s@#]+@[^\s@#]+\.[^\s@#]+)$/;
/** At least one dot, so that YAML takes it for nothing but a text. */
export const DOMAIN_FORM = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.[a-z][a-z0-9-]*[a-z0-9]$/;

/** Of a text with commas or spaces between them, in small letters, each once. */
export function domainsIn(text: string): readonly string[] {
  const found = text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s,、，]+/);
  return [...new Set(found.map((domain) => domain.replace(/^@/, "")).filter((domain) => domain !== ""))];
}
