import { html } from "hono/html";
import { alert, type Html, hidden, plainPage, type Viewer } from "./page.ts";

/** `failed`: what went wrong with the last attempt. */
export function signInPage(viewer: Viewer, loginId: string, failed?: string): Html {
  const { words, csrf } = viewer;
  return plainPage(viewer, {
    title: words.signIn,
    main: html`<section class="card narrow">
      <h1>${words.signIn}</h1>
      ${failed === undefined ? "" : alert(words.notDone, failed)}
      <form method="post" action="/signin" class="stack">
        ${hidden(csrf)}
        <label for="loginId">${words.loginId}</label>
        <input id="loginId" name="loginId" autocomplete="username" required maxlength="200" value="${loginId}" />
        <label for="password">${words.password}</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength="200"
        />
        <button class="primary">${words.signIn}</button>
      </form>
    </section>`,
  });
}

/** Where signing in leads: MiiTel Analytics, from where MiiTel Admin is opened. */
export function homePage(viewer: Viewer): Html {
  const { words } = viewer;
  return plainPage(viewer, {
    title: words.analytics,
    main: html`<section class="card narrow">
      <h1>${words.analytics}</h1>
      <p>${words.welcome}</p>
    </section>`,
  });
}
