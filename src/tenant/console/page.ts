import { html } from "hono/html";
import type { HeaderLanguage } from "../../model/settings.ts";
import type { TenantUser } from "../../model/user.ts";
import type { Words } from "./words.ts";

export type Html = ReturnType<typeof html>;

/** Who looks at a page, and in which words. */
export interface Viewer {
  readonly language: HeaderLanguage;
  readonly words: Words;
  /** Absent before somebody signed in. */
  readonly user?: TenantUser;
  /** What every form of this session carries; empty before somebody signed in. */
  readonly csrf: string;
  /** Path of the page itself. */
  readonly here: string;
  /** What its address says behind the question mark; empty where it says nothing. */
  readonly query: string;
}

interface Page {
  readonly title: string;
  readonly main: Html;
}

/** A page of MiiTel Admin: menu at the side, content beside it. */
export function adminPage(viewer: Viewer, { title, main }: Page): Html {
  const { words } = viewer;
  const parts = [
    {
      title: words.user,
      links: [["/admin/users", words.userList] as const, ["/admin/imports", words.imports] as const],
    },
    { title: words.security, links: [["/admin/audit", words.auditLog] as const] },
  ];
  const nav = html`<nav class="side" aria-label="${words.menu}">
    ${parts.map(
      (part) => html`<h2>${part.title}</h2>
        <ul>
          ${part.links.map(([href, text]) => html`<li>${navLink(viewer, href, text)}</li>`)}
        </ul>`,
    )}
  </nav>`;
  return shell(viewer, { title, main: html`${nav}<main id="content">${main}</main>`, layout: "admin" });
}

function navLink({ here }: Viewer, href: string, text: string): Html {
  return here.startsWith(href)
    ? html`<a href="${href}" aria-current="page">${text}</a>`
    : html`<a href="${href}">${text}</a>`;
}

/** A page without a menu. */
export function plainPage(viewer: Viewer, { title, main }: Page): Html {
  return shell(viewer, { title, main: html`<main id="content">${main}</main>`, layout: "plain" });
}

interface Shell {
  readonly title: string;
  readonly main: Html;
  readonly layout: "admin" | "plain";
}

function shell(viewer: Viewer, { title, main, layout }: Shell): Html {
  const { language, words, user, csrf } = viewer;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${words.product}</title>
        <link rel="stylesheet" href="/console.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body class="${layout}">
        <a class="skip" href="#content">${words.skip}</a>
        <header>
          <a class="brand" href="${user === undefined ? "/signin" : "/"}">${words.product}</a>
          <span class="stamp">${words.rehearsal}</span>
          <span class="space"></span>
          ${
            layout === "plain" && user !== undefined
              ? html`<a class="button primary" href="/admin/users"><span aria-hidden="true">⚙</span> ${words.openAdmin}</a>`
              : ""
          }
          <a class="quiet" href="${otherLanguage(viewer)}" lang="${language === "en" ? "ja" : "en"}"
            >${words.otherLanguage}</a
          >
          ${
            user === undefined
              ? ""
              : html`<span class="who" title="${user.loginId}">${user.values.name ?? user.loginId}</span>
                  <form method="post" action="/signout">
                    ${hidden(csrf)}<button class="quiet">${words.signOut}</button>
                  </form>`
          }
        </header>
        ${main}
      </body>
    </html>`;
}

/** The page itself: a query alone cannot lead to another place, however the path begins. */
function otherLanguage({ query, language }: Viewer): string {
  const asked = new URLSearchParams(query);
  asked.set("lang", language === "en" ? "ja" : "en");
  return `?${asked}`;
}

export function hidden(csrf: string): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

/** Something that went wrong, where readers of screens hear of it. */
export function alert(title: string, text: string): Html {
  return html`<div class="alert" role="alert"><strong>${title}</strong> ${text}</div>`;
}

/** A page that says one thing only. */
export function messagePage(viewer: Viewer, title: string, text: string): Html {
  const back = viewer.user === undefined ? "/signin" : "/admin/users";
  const page = {
    title,
    main: html`<section class="card narrow">
      <h1>${title}</h1>
      <p>${text}</p>
      <p><a href="${back}">${viewer.user === undefined ? viewer.words.signIn : viewer.words.backToList}</a></p>
    </section>`,
  };
  return viewer.user === undefined ? plainPage(viewer, page) : adminPage(viewer, page);
}

/** In the time zone of whoever looks. */
export function moment({ language, user }: Viewer, at: string): string {
  const zone = user?.values.timeZone;
  return new Intl.DateTimeFormat(language === "ja" ? "ja-JP" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: typeof zone === "string" ? zone : "Asia/Tokyo",
  }).format(Date.parse(at));
}

/** What a user is called on a page. */
export function personName({ values, loginId }: TenantUser): string {
  return typeof values.name === "string" && values.name !== "" ? values.name : loginId;
}
