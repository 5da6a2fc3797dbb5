import type { Context } from "hono";
import { ENCODINGS } from "../../model/encoding.ts";
import { HEADER_LANGUAGES } from "../../model/settings.ts";
import type { TenantUser } from "../../model/user.ts";
import { bytesOf } from "../service/body.ts";
import type { Html, Viewer } from "./page.ts";
import { isCsrf, type Visit } from "./visit.ts";

export interface Console {
  readonly Variables: { readonly visit: Visit };
}
/** A request of the console. */
export type Asked = Context<Console>;

/** Who is signed in, of pages that nobody else sees. */
interface Admin {
  readonly viewer: Viewer;
  readonly user: TenantUser;
  readonly actor: string;
}

/** A request that leads to a page that says why it was not done. */
export class Refused extends Error {
  readonly status: 400 | 403 | 404 | 413 | 415;
  readonly why: "notFound" | "refused" | "tooLarge";

  constructor(status: Refused["status"], why: Refused["why"]) {
    super(why);
    this.status = status;
    this.why = why;
  }
}

export async function shown(
  context: Context,
  page: Html,
  status: 200 | 400 | 403 | 404 | 413 | 415 | 422 | 429 | 503 = 200,
) {
  return context.html(await page, status);
}

/** The boxes of a form of this session, and no other's. */
export async function sentBy(context: Asked): Promise<Readonly<Record<string, string | File>>> {
  const type = context.req.header("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw new Refused(415, "refused");
  const bytes = await bytesOf(context.req.raw);
  if (bytes === undefined) throw new Refused(413, "tooLarge");
  const sent = await new Response(bytes, { headers: { "content-type": type } }).formData().catch(() => {
    throw new Refused(400, "refused");
  });
  const form: Record<string, string | File> = Object.fromEntries(sent);
  if (!isCsrf(textIn(form, "csrf"), context.var.visit.viewer.csrf)) throw new Refused(403, "refused");
  return form;
}

export function textIn(form: Readonly<Record<string, string | File>>, name: string): string {
  const value = form[name];
  return typeof value === "string" ? value : "";
}

export function adminOf(context: Asked): Admin {
  const { viewer } = context.var.visit;
  const { user } = viewer;
  if (user === undefined) throw new Refused(403, "refused");
  return { viewer, user, actor: user.loginId };
}

export function choicesIn(context: Asked) {
  const { encoding, language } = context.req.query();
  return {
    encoding: ENCODINGS.find((each) => each === encoding) ?? "utf-8",
    language: HEADER_LANGUAGES.find((each) => each === language) ?? "en",
  } as const;
}

export function csvFile(context: Asked, bytes: Uint8Array, name: string): Response {
  return context.body(Uint8Array.from(bytes), 200, {
    "content-type": "text/csv",
    "content-disposition": `attachment; filename="${name}.csv"`,
  });
}
