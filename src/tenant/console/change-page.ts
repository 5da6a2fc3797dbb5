import { html } from "hono/html";
import type { TenantUser } from "../../model/user.ts";
import { adminPage, alert, type Html, hidden, personName, type Viewer } from "./page.ts";
import type { Words } from "./words.ts";

export const CHANGES = ["activate", "deactivate", "delete"] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** What a change of state will cost, before it is made. */
export function changePage(viewer: Viewer, kind: ChangeKind, user: TenantUser, failed?: string): Html {
  const { words, csrf } = viewer;
  const { id = "" } = user;
  const { title, lead, costs, kept } = textsFor(words, kind, personName(user));
  return adminPage(viewer, {
    title,
    main: html`<section class="card confirm ${kind}">
      <h1>${title}</h1>
      ${failed === undefined ? "" : alert(words.notDone, failed)}
      <dl class="person">
        <div><dt>${words.loginId}</dt><dd>${user.loginId}</dd></div>
        <div><dt>${words.extension}</dt><dd>${user.values.extension ?? ""}</dd></div>
        <div><dt>${words.state}</dt><dd>${words.states[user.state ?? "active"]}</dd></div>
      </dl>
      <p>${lead}</p>
      <ul class="costs">
        ${costs.map((cost) => html`<li>${cost}</li>`)}
      </ul>
      ${kept === undefined ? "" : html`<p class="kept">${kept}</p>`}
      <form method="post" action="/admin/users/${id}/${kind}">
        ${hidden(csrf)} <input type="hidden" name="loginId" value="${user.loginId}" />
        ${kind === "delete" ? "" : stateBox(words, kind)}
        <div class="buttons end">
          <a class="button" href="/admin/users">${words.cancel}</a>
          <button class="${kind === "delete" ? "danger" : "primary"}">${kind === "delete" ? words.delete : words.save}</button>
        </div>
      </form>
    </section>`,
  });
}

/** The panel opens with the box as the menu meant it; nothing changes before it is saved. */
function stateBox(words: Words, kind: "activate" | "deactivate"): Html {
  const box =
    kind === "activate"
      ? html`<input type="checkbox" id="active" name="active" value="1" checked />`
      : html`<input type="checkbox" id="active" name="active" value="1" />`;
  return html`<div class="check">${box}<label for="active">${words.activateUser}</label></div>`;
}

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly costs: readonly string[];
  readonly kept?: string;
}

function textsFor(words: Words, kind: ChangeKind, name: string): Texts {
  switch (kind) {
    case "activate":
      return { title: words.activateTitle(name), lead: words.activateLead, costs: words.activateCosts };
    case "deactivate":
      return {
        title: words.deactivateTitle(name),
        lead: words.deactivateLead,
        costs: words.deactivateCosts,
        kept: words.deactivateKept,
      };
    case "delete":
      return {
        title: words.deleteTitle(name),
        lead: words.deleteLead,
        costs: words.deleteCosts,
        kept: words.deleteKept,
      };
    default:
      return kind satisfies never;
  }
}
