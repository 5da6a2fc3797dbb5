import type { Hono } from "hono";
import type { ConsoleFile } from "../../model/console.ts";
import type { Tenant } from "../tenant.ts";
import { adminOf, type Console, choicesIn, csvFile, sentBy, shown, textIn } from "./asked.ts";
import { causeIn } from "./causes.ts";
import type { Drafts } from "./drafts.ts";
import { uploadPage } from "./upload-page.ts";

interface Uploads {
  readonly file: ConsoleFile;
  readonly drafts: Drafts;
  readonly wake: () => void;
}

export function addUploads(app: Hono<Console>, tenant: Tenant, { file, drafts, wake }: Uploads): void {
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
