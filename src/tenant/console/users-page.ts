import { html } from "hono/html";
import { SEAT_FIELDS, SEAT_PRODUCTS, type SeatKind, type SeatProduct } from "../../model/seats.ts";
import { TENANT_STATES, type TenantUser } from "../../model/user.ts";
import { SORTS } from "../records.ts";
import type { Found, Gauge } from "../tenant.ts";
import { adminPage, type Html, personName, type Viewer } from "./page.ts";
import type { Words } from "./words.ts";

/** What the address of the list says. */
export interface Query {
  readonly text: string;
  readonly state?: (typeof TENANT_STATES)[number];
  readonly product?: SeatProduct;
  readonly sort: (typeof SORTS)[number];
  /** Counted from 1. */
  readonly page: number;
}

export const PAGE = 50;

export function queryOf(asked: URLSearchParams): Query {
  const one = (name: string) => asked.get(name) ?? "";
  const state = TENANT_STATES.find((each) => each === one("state"));
  const product = SEAT_PRODUCTS.find((each) => each === one("product"));
  return {
    text: one("q").trim().slice(0, 100),
    ...(state === undefined ? {} : { state }),
    ...(product === undefined ? {} : { product }),
    sort: SORTS.find((each) => each === one("sort")) ?? "loginId",
    page: Math.min(100_000, Math.max(1, Math.trunc(Number(one("page"))) || 1)),
  };
}

/** User List. `said`: what was done a moment ago. */
export function usersPage(
  viewer: Viewer,
  query: Query,
  { users, total }: Found,
  gauges: readonly Gauge[],
  said?: string,
): Html {
  const { words } = viewer;
  return adminPage(viewer, {
    title: words.userList,
    main: html`<div class="head">
        <h1>${words.userList}</h1>
        <div class="buttons">
          <a class="button primary" href="/admin/users/new">${words.addUser}</a>
          <button type="button" class="button" popovertarget="many">${words.updateMany}</button>
          <div class="menu" popover id="many">
            <a href="/admin/users/update">${words.updateMany}</a>
          </div>
          <a class="button" href="/admin/users/download">${words.csvDownload}</a>
        </div>
      </div>
      ${said === undefined ? "" : html`<p class="said" role="status">${said}</p>`} ${gaugesOf(words, gauges)}
      ${filters(words, query)}
      ${users.length === 0 ? html`<p class="empty">${words.nobodyFound}</p>` : tableOf(words, users)}
      ${pager(words, query, users.length, total)}`,
  });
}

function gaugesOf(words: Words, gauges: readonly Gauge[]): Html {
  return html`<section aria-label="${words.seats}">
    <ul class="gauges">
      ${gauges.map(({ of, used, limit }) => {
        const id = `seats-${of}`;
        const text = limit === undefined ? String(used) : words.ofSeats(used, limit);
        const bar =
          limit === undefined
            ? ""
            : html`<progress aria-labelledby="${id}" class="${fullness(used, limit)}" max="${limit}" value="${used}"></progress>`;
        return html`<li><span id="${id}">${words.seatKinds[of]}</span> <strong>${text}</strong>${bar}</li>`;
      })}
    </ul>
  </section>`;
}

function fullness(used: number, limit: number): string {
  if (used >= limit) return "full";
  return used >= limit * 0.95 ? "near" : "room";
}

function filters(words: Words, { text, state, product, sort }: Query): Html {
  const option = (value: string, chosen: boolean, label: string) =>
    chosen
      ? html`<option value="${value}" selected>${label}</option>`
      : html`<option value="${value}">${label}</option>`;
  const sorts = { loginId: words.loginId, name: words.userName, extension: words.extension };
  return html`<search>
    <form class="filters" method="get" action="/admin/users">
      <input type="search" name="q" value="${text}" aria-label="${words.search}" placeholder="${words.searchFor}" />
      <select name="state" aria-label="${words.state}">
        ${option("", state === undefined, words.everyState)}
        ${TENANT_STATES.map((each) => option(each, each === state, words.states[each]))}
      </select>
      <select name="product" aria-label="${words.products}">
        ${option("", product === undefined, words.everyProduct)}
        ${SEAT_PRODUCTS.map((each) => option(each, each === product, words.seatKinds[each]))}
      </select>
      <select name="sort" aria-label="${words.sortBy}">
        ${SORTS.map((each) => option(each, each === sort, `${words.sortBy}: ${sorts[each]}`))}
      </select>
      <button>${words.filter}</button>
      <a class="quiet" href="/admin/users">${words.clear}</a>
    </form>
  </search>`;
}

function tableOf(words: Words, users: readonly TenantUser[]): Html {
  return html`<table class="users">
    <thead>
      <tr>
        <th scope="col">${words.userName}</th>
        <th scope="col">${words.loginId}</th>
        <th scope="col">${words.extension}</th>
        <th scope="col">${words.state}</th>
        <th scope="col">${words.products}</th>
        <th scope="col">${words.admin}</th>
        <th scope="col"><span class="unseen">${words.actions}</span></th>
      </tr>
    </thead>
    <tbody>
      ${users.map((user) => rowOf(words, user))}
    </tbody>
  </table>`;
}

function rowOf(words: Words, user: TenantUser): Html {
  const { id = "", loginId, state = "active", values } = user;
  const products = SEAT_PRODUCTS.filter((each) => values[SEAT_FIELDS[each]] === true);
  const change = state === "active" ? "deactivate" : "activate";
  return html`<tr class="${state}">
    <th scope="row" data-label="${words.userName}">${personName(user)}</th>
    <td data-label="${words.loginId}" class="id">${loginId}</td>
    <td data-label="${words.extension}" class="number">${values.extension ?? ""}</td>
    <td data-label="${words.state}"><span class="state ${state}">${words.states[state]}</span></td>
    <td data-label="${words.products}" >${products.length === 0 ? "" : html`<span class="badges">${products.map((each) => badge(words, each))}</span>`}</td>
    <td data-label="${words.admin}">${values.admin === true ? words.admin : ""}</td>
    <td class="more">
      <button type="button" class="dots" popovertarget="m-${id}" aria-label="${words.actionsFor(personName(user))}">⋮</button>
      <div class="menu" popover id="m-${id}">
        <a href="/admin/users/${id}/edit">${words.edit}</a>
        <a href="/admin/users/${id}/${change}">${words[change]}</a>
        <a class="danger" href="/admin/users/${id}/delete">${words.delete}</a>
      </div>
    </td>
  </tr>`;
}

function badge(words: Words, product: Exclude<SeatKind, "total">): Html {
  return html`<span class="badge">${words.seatKinds[product]}</span>`;
}

function pager(words: Words, query: Query, here: number, total: number): Html {
  const from = (query.page - 1) * PAGE;
  if (here === 0) return html``;
  const last = Math.ceil(total / PAGE);
  return html`<nav class="pager" aria-label="${words.userList}">
    <span>${words.shown(from + 1, from + here, total)}</span>
    ${query.page > 1 ? html`<a class="button" rel="prev" href="${addressOf(query, query.page - 1)}">${words.previous}</a>` : ""}
    ${query.page < last ? html`<a class="button" rel="next" href="${addressOf(query, query.page + 1)}">${words.next}</a>` : ""}
  </nav>`;
}

function addressOf({ text, state, product, sort }: Query, page: number): string {
  return `/admin/users?${new URLSearchParams({ q: text, state: state ?? "", product: product ?? "", sort, page: String(page) })}`;
}
