import type { Hono } from "hono";
import type { Tenant } from "../tenant.ts";
import { type Asked, type Console, sentBy, shown, textIn } from "./asked.ts";
import { homePage, signInPage } from "./sign-in-page.ts";
import { type Cookies, csrfFor, formCookie } from "./visit.ts";

/** Checks of passwords at a time, each of which takes memory and a tenth of a second. */
const MOST_SIGNING_IN = 8;

export function addSigningIn(app: Hono<Console>, tenant: Tenant, cookies: Cookies): void {
  let signingIn = 0;
  const signInAgain = async (context: Asked, loginId: string, failed?: string, status: 200 | 403 | 429 | 503 = 200) => {
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
    if (signingIn >= MOST_SIGNING_IN) return await signInAgain(context, loginId, words.signInCrowded, 503);
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
