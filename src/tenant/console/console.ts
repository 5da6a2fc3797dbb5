import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { csrf } from "hono/csrf";
import type { Tenant } from "../tenant.ts";
import { type Console, Refused, shown } from "./asked.ts";
import { draftsOf } from "./drafts.ts";
import { messagePage } from "./page.ts";
import { addRecords } from "./records-routes.ts";
import { addSigningIn } from "./sign-in-routes.ts";
import { addUploads } from "./upload-routes.ts";
import { addChanges, addUsers } from "./users-routes.ts";
import { cookiesOf, visitOf } from "./visit.ts";

interface Surroundings {
  readonly tenant: Tenant;
  /** To be called when there is something for the jobs to do. */
  readonly wake: () => void;
  /** Is it reached over TLS, here or at a proxy? */
  readonly secure: boolean;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

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
  app.use(csrf({ origin: (origin, { req }) => origin === ownOrigin(req.header("host"), secure) }));
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

/** As browsers name it, who see TLS where something before the console speaks it. */
function ownOrigin(host: string | undefined, secure: boolean): string | undefined {
  return URL.parse(`${secure ? "https" : "http"}://${host}`)?.origin;
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
