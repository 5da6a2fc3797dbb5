import type { Hono } from "hono";
import type { TenantUser } from "../../model/user.ts";
import { productsBit } from "../contract.ts";
import type { Form, Tenant } from "../tenant.ts";
import { type Asked, adminOf, type Console, choicesIn, csvFile, Refused, sentBy, shown, textIn } from "./asked.ts";
import { causeIn } from "./causes.ts";
import { CHANGES, type ChangeKind, changePage } from "./change-page.ts";
import { downloadPage } from "./upload-page.ts";
import { addPage, cellsOf, editPage, emptyCells, sentCells } from "./user-form.ts";
import { PAGE, queryOf, usersPage } from "./users-page.ts";

export function addUsers(app: Hono<Console>, tenant: Tenant): void {
  app.get("/admin/users", async (context) => {
    const { viewer } = adminOf(context);
    const asked = new URLSearchParams(viewer.query);
    const query = queryOf(asked);
    const products = query.product === undefined ? 0 : productsBit(query.product);
    const found = tenant.found({ ...query, products }, PAGE, (query.page - 1) * PAGE);
    const said = Object.entries(viewer.words.said).find(([name]) => name === asked.get("said"))?.[1];
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
    return await shown(
      context,
      editPage(viewer, user, { columns, cells: cellsOf(columns, tenant.toEdit(user.id ?? "") ?? user) }),
    );
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

export function addChanges(app: Hono<Console>, tenant: Tenant): void {
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
