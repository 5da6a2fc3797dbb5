import type { Hono } from "hono";
import { stream } from "hono/streaming";
import type { Tenant } from "../tenant.ts";
import { type Asked, adminOf, type Console, Refused, shown } from "./asked.ts";
import { AUDIT_PAGE, auditPage, auditQueryOf } from "./audit-page.ts";
import { importPage, importsPage, LATER, laterPart } from "./imports-page.ts";

/** How many imports the list shows. */
const LAST_IMPORTS = 50;

export function addRecords(app: Hono<Console>, tenant: Tenant): void {
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
    const { viewer } = adminOf(context);
    const query = auditQueryOf(new URLSearchParams(viewer.query));
    const entries = tenant.auditBefore(query.before, query.text, query.action, AUDIT_PAGE);
    return shown(context, auditPage(viewer, query, entries));
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
