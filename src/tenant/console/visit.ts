import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { HEADER_LANGUAGES, type HeaderLanguage } from "../../model/settings.ts";
import type { TenantUser } from "../../model/user.ts";
import type { Tenant } from "../tenant.ts";
import type { Viewer } from "./page.ts";
import { WORDS } from "./words.ts";

/** What is known of whoever asks for a page. */
export interface Visit {
  readonly viewer: Viewer;
  /** Of the session, if there is one. */
  readonly session?: string;
}

export interface CookieOptions {
  /** Only over TLS. */
  readonly secure: boolean;
}

/** Cookies last as long as the browser is open; the tenant knows how long a session does. */
export function cookiesOf({ secure }: CookieOptions) {
  const common = { path: "/", httpOnly: true, sameSite: "Strict", secure } as const;
  // A name that begins so is taken from this host and over TLS alone.
  const prefix = secure ? "__Host-" : "";
  const names = { session: `${prefix}meibo-session`, form: `${prefix}meibo-form`, language: `${prefix}meibo-language` };
  return {
    read: (context: Context, name: keyof typeof names) => getCookie(context, names[name]),
    keep: (context: Context, name: keyof typeof names, text: string) => setCookie(context, names[name], text, common),
    drop: (context: Context, name: keyof typeof names) => deleteCookie(context, names[name], common),
  };
}

export type Cookies = ReturnType<typeof cookiesOf>;

export function visitOf(context: Context, tenant: Tenant, cookies: Cookies): Visit {
  const session = cookies.read(context, "session");
  const user = session === undefined ? undefined : tenant.signedIn(session);
  const language = languageOf(context, cookies, user);
  const [, query = ""] = /\?([^#]*)/.exec(context.req.url) ?? [];
  const anybody = { language, words: WORDS[language], here: context.req.path, query };
  if (session === undefined || user === undefined) {
    return { viewer: { ...anybody, csrf: csrfFor(cookies.read(context, "form") ?? "") } };
  }
  return { session, viewer: { ...anybody, user, csrf: csrfFor(session) } };
}

/** The one chosen last, then the user's own, then the browser's. */
function languageOf(context: Context, cookies: Cookies, user: TenantUser | undefined): HeaderLanguage {
  const chosen = oneOf(context.req.query("lang"));
  if (chosen !== undefined) cookies.keep(context, "language", chosen);
  const wished = chosen ?? oneOf(cookies.read(context, "language")) ?? oneOf(user?.values.locale);
  return wished ?? oneOf(browserLanguage(context)) ?? "en";
}

function browserLanguage(context: Context): string {
  return accepts(context, { header: "Accept-Language", supports: [...HEADER_LANGUAGES], default: "en" });
}

function oneOf(text: unknown): HeaderLanguage | undefined {
  return HEADER_LANGUAGES.find((language) => language === text);
}

/** Before somebody signed in, forms belong to a cookie of their own. */
export function formCookie(context: Context, cookies: Cookies): string {
  const held = cookies.read(context, "form");
  if (held !== undefined && held.length === 43) return held;
  const text = randomBytes(32).toString("base64url");
  cookies.keep(context, "form", text);
  return text;
}

/** What only somebody can know who was shown a page of this session. */
export function csrfFor(secret: string): string {
  return secret === "" ? "" : hash("sha256", `form of ${secret}`);
}

export function isCsrf(given: string | undefined, wanted: string): boolean {
  const [one, other] = [Buffer.from(given ?? ""), Buffer.from(wanted)];
  return wanted !== "" && one.length === other.length && timingSafeEqual(one, other);
}
