import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { csrf } from "hono/csrf";
import { stream } from "hono/streaming";
import type { ConsoleFile } from "../../model/console.ts";
import { ENCODINGS } from "../../model/encoding.ts";
import { HEADER_LANGUAGES } from "../../model/settings.ts";
import type { TenantUser } from "../../model/user.ts";
import { productsBit } from "../contract.ts";
import { bytesOf } from "../service/body.ts";
import type { Form, Tenant } from "../tenant.ts";
import { AUDIT_PAGE, auditPage, auditQueryOf } from "./audit-page.ts";
import { causeIn } from "./causes.ts";
import { CHANGES, type ChangeKind, changePage } from "./change-page.ts";
import { type Drafts, draftsOf } from "./drafts.ts";
import { importPage, importsPage, LATER, laterPart } from "./imports-page.ts";
import { type Html, messagePage, type Viewer } from "./page.ts";
import { homePage, signInPage } from "./sign-in-page.ts";
import { downloadPage, uploadPage } from "./upload-page.ts";
import { addPage, cellsOf, editPage, emptyCells, sentCells } from "./user-form.ts";
import { PAGE, queryOf, usersPage } from "./users-page.ts";
import { type Cookies, cookiesOf, csrfFor, formCookie, isCsrf, type Visit, visitOf } from "./visit.ts";

interface Surroundings {
  readonly tenant: Tenant;
  /** To be called when there is something for the jobs to do. */
  readonly wake: () => void;
  /** Is it reached over TLS, here or at a proxy? */
  readonly secure: boolean;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

interface Console {
  readonly Variables: { readonly visit: Visit };
}
type Asked = Context<Console>;

/** Who is signed in, of pages that nobody else sees. */
interface Admin {
  readonly viewer: Viewer;
  readonly user: TenantUser;
  readonly actor: string;
}

/** A request that leads to a page that says why it was not done. */
class Refused extends Error {
  readonly status: 400 | 403 | 404 | 413 | 415;
  readonly why: "notFound" | "refused" | "tooLarge";

  constructor(status: Refused["status"], why: Refused["why"]) {
    super(why);
    this.status = status;
    this.why = why;
  }
}

/** Checks of passwords at a time, each of which takes memory and a tenth of a second. */
const MOST_SIGNING_IN = 8;

/** The admin console: the pages of docs/miitel.md, "The way through the console". */
export function consoleOf({ tenant, wake, secure, now }: Surroundings): Hono<Console> {
  const app = new Hono<Console>();
  const cookies = cookiesOf({ secure });
  const drafts = draftsOf(now);
  addAssets(app);
  app.use(async (context, next) => {
    context.set("visit", visitOf(context, tenant, cookies));
    context.header("cache-control", "no-store");
    await next();
  });
  app.use(csrf());
  addSigningIn(app, tenant, cookies);
  app.use("/admin/*", async (context, next) => {
    if (context.var.visit.viewer.user === undefined) return context.redirect("/signin", 303);
    return await next();
  });
  addUsers(app, tenant);
  addChanges(app, tenant);
  for (const file of ["create", "update"] as const) addUploads(app, tenant, { file, drafts, wake });
  addRecords(app, tenant);
  app.all("*", (context) => refusalPage(context, new Refused(404, "notFound")));
  app.onError((error, context) => {
    if (error instanceof Refused) return refusalPage(context, error);
    const isOrigin = "status" in error && error.status === 403;
    if (!isOrigin) throw error;
    return refusalPage(context, new Refused(403, "refused"));
  });
  return app;
}

function addAssets(app: Hono<Console>): void {
  const style = readFileSync(new URL("console.css", import.meta.url), "utf8");
  const assets = { "/console.css": ["text/css; charset=utf-8", style], "/icon.svg": ["image/svg+xml", ICON] } as const;
  for (const [path, [type, text]] of Object.entries(assets)) {
    app.get(path, (context) => context.body(text, 200, { "content-type": type, "cache-control": "max-age=300" }));
  }
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f5f8b"/><path d="M9 10h14M9 16h14M9 22h8" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>`;

async function refusalPage(context: Context<Console>, { status, why }: Refused): Promise<Response> {
  const { viewer } = context.var.visit;
  const { words } = viewer;
  return await shown(context, messagePage(viewer, words[why], words[`${why}Text`]), status);
}

async function shown(context: Context, page: Html, status: 200 | 400 | 403 | 404 | 413 | 415 | 422 | 429 = 200) {
  return context.html(await page, status);
}

/** The boxes of a form of this session, and no other's. */
async function sentBy(context: Asked): Promise<Readonly<Record<string, string | File>>> {
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

function textIn(form: Readonly<Record<string, string | File>>, name: string): string {
  const value = form[name];
  return typeof value === "string" ? value : "";
}

function adminOf(context: Asked): Admin {
  const { viewer } = context.var.visit;
  const { user } = viewer;
  if (user === undefined) throw new Refused(403, "refused");
  return { viewer, user, actor: user.loginId };
}

function addSigningIn(app: Hono<Console>, tenant: Tenant, cookies: Cookies): void {
  let signingIn = 0;
  const signInAgain = async (context: Asked, loginId: string, failed?: string, status: 200 | 403 | 429 = 200) => {
    const csrfOfForm = csrfFor(formCookie(context, cookies));
    return await shown(context, signInPage({ ...context.var.visit.viewer, csrf: csrfOfForm }, loginId, failed), status);
  };
  app.get("/", (context) => {
    const { viewer } = context.var.visit;
    return viewer.user === undefined ? context.redirect("/signin", 303) : shown(context, homePage(viewer));
  });
  app.get("/signin", (context) => signInAgain(context, ""));
  app.post("/signin", async (context) => {
    const { words, user } = context.var.visit.viewer;
    if (user !== undefined) return context.redirect("/", 303);
    const form = await sentBy(context);
    const loginId = textIn(form, "loginId").slice(0, 200);
    if (signingIn >= MOST_SIGNING_IN) return await signInAgain(context, loginId, words.signInLocked(1), 429);
    signingIn += 1;
    const result = await tenant.signIn(loginId, textIn(form, "password").slice(0, 200)).finally(() => {
      signingIn -= 1;
    });
    switch (result.type) {
      case "signedIn":
        cookies.keep(context, "session", result.text);
        cookies.drop(context, "form");
        return context.redirect("/", 303);
      case "locked":
        return await signInAgain(context, loginId, words.signInLocked(Math.ceil(result.wait / 60_000)), 429);
      case "refused":
        return await signInAgain(context, loginId, words.signInFailed, 403);
      default:
        return result satisfies never;
    }
  });
  app.post("/signout", async (context) => {
    await sentBy(context);
    const { session } = context.var.visit;
    if (session !== undefined) tenant.signOut(session);
    cookies.drop(context, "session");
    return context.redirect("/signin", 303);
  });
}

function addUsers(app: Hono<Console>, tenant: Tenant): void {
  app.get("/admin/users", async (context) => {
    const { viewer } = adminOf(context);
    const url = new URL(context.req.url);
    const query = queryOf(url);
    const products = query.product === undefined ? 0 : productsBit(query.product);
    const found = tenant.found({ ...query, products }, PAGE, (query.page - 1) * PAGE);
    const said = Object.entries(viewer.words.said).find(([name]) => name === url.searchParams.get("said"))?.[1];
    return await shown(context, usersPage(viewer, query, found, tenant.gauges(), said));
  });
  app.get("/admin/users/download", (context) => shown(context, downloadPage(adminOf(context).viewer)));
  app.get("/admin/users/download/file", (context) => {
    const { encoding, language } = choicesIn(context);
    return csvFile(context, tenant.userList({ encoding, language }), "users");
  });
  app.get("/admin/users/new", async (context) => {
    const { viewer } = adminOf(context);
    const columns = tenant.formColumns("create");
    return await shown(context, addPage(viewer, { columns, cells: emptyCells(columns, viewer) }));
  });
  app.post("/admin/users/new", async (context) => {
    const { viewer, actor } = adminOf(context);
    const columns = tenant.formColumns("create");
    const cells = sentCells(columns, textsOf(await sentBy(context)));
    const result = tenant.add({ cells }, actor);
    if (result.ok) return context.redirect("/admin/users?said=added", 303);
    return await shown(
      context,
      addPage(viewer, { columns, cells, failed: causeIn(viewer.language, result.cause) }),
      422,
    );
  });
  app.get("/admin/users/:id/edit", async (context) => {
    const { viewer } = adminOf(context);
    const user = userIn(context, tenant);
    const columns = tenant.formColumns("update");
    return await shown(context, editPage(viewer, user, { columns, cells: cellsOf(columns, user) }));
  });
  app.post("/admin/users/:id/edit", async (context) => {
    const { viewer, actor } = adminOf(context);
    const user = userIn(context, tenant);
    const columns = tenant.formColumns("update");
    const cells = sentCells(columns, textsOf(await sentBy(context)));
    const form: Form = { cells, state: cells["active"] === "1" ? "active" : "inactive" };
    const result = tenant.edit(user.id ?? "", form, actor);
    if (result.ok) return context.redirect("/admin/users?said=saved", 303);
    const failed = causeIn(viewer.language, result.cause);
    return await shown(context, editPage(viewer, user, { columns, cells, failed }), 422);
  });
}

function userIn(context: Asked, tenant: Tenant): TenantUser {
  const user = tenant.byId(context.req.param("id") ?? "");
  if (user === undefined) throw new Refused(404, "notFound");
  return user;
}

function textsOf(form: Readonly<Record<string, string | File>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(form).map((name) => [name, textIn(form, name)]));
}

const SAID: Readonly<Record<ChangeKind, string>> = {
  activate: "activated",
  deactivate: "deactivated",
  delete: "deleted",
};

function addChanges(app: Hono<Console>, tenant: Tenant): void {
  for (const kind of CHANGES) {
    const path = `/admin/users/:id/${kind}`;
    app.get(path, (context) => shown(context, changePage(adminOf(context).viewer, kind, userIn(context, tenant))));
    app.post(path, async (context) => {
      const { viewer, actor } = adminOf(context);
      const user = userIn(context, tenant);
      const form = await sentBy(context);
      // Saved with the box as it was means: leave the user as they are.
      const wants = kind === "delete" || (textIn(form, "active") === "1") === (kind === "activate");
      const result = wants
        ? tenant[kind]({ id: user.id ?? "", loginId: textIn(form, "loginId") }, actor)
        : ({ ok: true } as const);
      if (result.ok) return context.redirect(`/admin/users${wants ? `?said=${SAID[kind]}` : ""}`, 303);
      return await shown(context, changePage(viewer, kind, user, causeIn(viewer.language, result.cause)), 422);
    });
  }
}

interface Uploads {
  readonly file: ConsoleFile;
  readonly drafts: Drafts;
  readonly wake: () => void;
}

function addUploads(app: Hono<Console>, tenant: Tenant, { file, drafts, wake }: Uploads): void {
  const path = file === "create" ? "/admin/users/new" : "/admin/users/update";
  app.get(file === "create" ? `${path}/multiple` : path, (context) =>
    shown(context, uploadPage(adminOf(context).viewer, file, {})),
  );
  app.get(`${path}/template`, (context) => {
    const rows = Math.min(100, Math.max(1, Math.trunc(Number(context.req.query("rows"))) || 1));
    const options = file === "create" ? { ...choicesIn(context), rows } : choicesIn(context);
    return csvFile(context, tenant.template(file, options), `${file}-users`);
  });
  app.post(`${path}/upload`, async (context) => {
    const { viewer, user } = adminOf(context);
    const { file: sent } = await sentBy(context);
    const again = (failed: string) => shown(context, uploadPage(viewer, file, { failed }), 422);
    if (!(sent instanceof File) || sent.size === 0) return await again(viewer.words.noFile);
    const bytes = new Uint8Array(await sent.arrayBuffer());
    const encoding = isUtf8(bytes) ? "utf-8" : "shift_jis";
    const preview = tenant.preview(file, bytes, encoding);
    if (!preview.ok) return await again(causeIn(viewer.language, preview.message));
    const { loginIds } = preview;
    const draft = drafts.keep({ name: sent.name, loginIds, file, bytes, encoding, user: user.id ?? "" });
    return await shown(context, uploadPage(viewer, file, { draft }));
  });
  app.post(`${path}/import`, async (context) => {
    const { viewer, user, actor } = adminOf(context);
    const form = await sentBy(context);
    const draft = drafts.take(textIn(form, "draft"), user.id ?? "", file);
    const again = (failed: string) => shown(context, uploadPage(viewer, file, { failed }), 422);
    if (draft === undefined) return await again(viewer.words.draftGone);
    const submission = tenant.submit(file, draft.bytes, { encoding: draft.encoding, actor });
    if (!submission.ok) return await again(causeIn(viewer.language, submission.message));
    wake();
    return context.redirect(`/admin/imports/${submission.job.id}`, 303);
  });
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function choicesIn(context: Asked) {
  const { encoding, language } = context.req.query();
  return {
    encoding: ENCODINGS.find((each) => each === encoding) ?? "utf-8",
    language: HEADER_LANGUAGES.find((each) => each === language) ?? "en",
  } as const;
}

function csvFile(context: Asked, bytes: Uint8Array, name: string): Response {
  return context.body(Uint8Array.from(bytes), 200, {
    "content-type": "text/csv",
    "content-disposition": `attachment; filename="${name}.csv"`,
  });
}

/** How many imports the list shows. */
const LAST_IMPORTS = 50;

function addRecords(app: Hono<Console>, tenant: Tenant): void {
  app.get("/admin", (context) => context.redirect("/admin/users", 303));
  app.get("/admin/imports", (context) =>
    shown(context, importsPage(adminOf(context).viewer, tenant.jobs(LAST_IMPORTS))),
  );
  app.get("/admin/imports/:id", async (context) => {
    const job = tenant.job(context.req.param("id"));
    if (job === undefined) throw new Refused(404, "notFound");
    const page = await importPage(adminOf(context).viewer, job);
    return job.ended === undefined ? followed(context, tenant, job.id, String(page)) : context.html(page);
  });
  app.get("/admin/audit", (context) => {
    const query = auditQueryOf(new URL(context.req.url));
    const entries = tenant.auditBefore(query.before, query.text, query.action, AUDIT_PAGE);
    return shown(context, auditPage(adminOf(context).viewer, query, entries));
  });
}

/** Milliseconds between two looks at an import, and how long one page follows it. */
const LOOKS = 200;
const FOLLOWS = 25_000;

/** The page as it is, and its end when the import has one: no script, and no page that reloads itself. */
function followed(context: Asked, tenant: Tenant, id: string, page: string): Response {
  const { viewer } = context.var.visit;
  const [first = "", last = ""] = page.split(LATER);
  context.header("content-type", "text/html; charset=UTF-8");
  return stream(context, async (out) => {
    await out.write(first);
    let job = tenant.job(id);
    for (let waited = 0; job?.ended === undefined && waited < FOLLOWS && !out.aborted; waited += LOOKS) {
      await out.sleep(LOOKS);
      job = tenant.job(id);
    }
    if (job !== undefined) await out.write(String(await laterPart(viewer, job)));
    await out.write(last);
  });
}
