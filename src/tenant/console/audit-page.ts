import { html } from "hono/html";
import { WRITE_KINDS, type WriteKind } from "../../model/connector.ts";
import { codeOf, type FieldKey, fieldOf, isFieldKey, type Value } from "../../model/fields.ts";
import type { AuditChange, NumberedEntry } from "../tenant.ts";
import { adminPage, type Html, moment, type Viewer } from "./page.ts";

/** What the address of the log says. */
export interface AuditQuery {
  /** A part of the Login ID. */
  readonly text: string;
  readonly action?: WriteKind;
  /** Only what was done before the entry of this number. */
  readonly before: number;
}

export const AUDIT_PAGE = 50;

export function auditQueryOf(asked: URLSearchParams): AuditQuery {
  const action = WRITE_KINDS.find((kind) => kind === asked.get("operation"));
  const before = Number(asked.get("before"));
  return {
    text: (asked.get("q") ?? "").trim().slice(0, 100),
    ...(action === undefined ? {} : { action }),
    before: Number.isSafeInteger(before) && before > 0 ? before : Number.MAX_SAFE_INTEGER,
  };
}

/** Audit log, newest first. */
export function auditPage(viewer: Viewer, query: AuditQuery, entries: readonly NumberedEntry[]): Html {
  const { words } = viewer;
  return adminPage(viewer, {
    title: words.auditLog,
    main: html`<h1>${words.auditLog}</h1>
      ${filters(viewer, query)}
      ${entries.length === 0 ? html`<p class="empty">${words.nothingLogged}</p>` : tableOf(viewer, entries)}
      ${pager(viewer, query, entries)}`,
  });
}

function filters({ words }: Viewer, { text, action }: AuditQuery): Html {
  const options = WRITE_KINDS.map((kind) =>
    kind === action
      ? html`<option value="${kind}" selected>${words.operations[kind]}</option>`
      : html`<option value="${kind}">${words.operations[kind]}</option>`,
  );
  return html`<search>
    <form class="filters" method="get" action="/admin/audit">
      <input type="search" name="q" value="${text}" aria-label="${words.search}" placeholder="${words.loginId}" />
      <select name="operation" aria-label="${words.operation}">
        <option value="">${words.everyOperation}</option>
        ${options}
      </select>
      <button>${words.filter}</button>
      <a class="quiet" href="/admin/audit">${words.clear}</a>
    </form>
  </search>`;
}

function tableOf(viewer: Viewer, entries: readonly NumberedEntry[]): Html {
  const { words } = viewer;
  return html`<table class="audit">
    <thead>
      <tr>
        <th scope="col">${words.time}</th>
        <th scope="col">${words.operation}</th>
        <th scope="col">${words.target}</th>
        <th scope="col">${words.actor}</th>
        <th scope="col">${words.details}</th>
      </tr>
    </thead>
    <tbody>
      ${entries.map(
        ({ at, action, loginId, actor, changes }) =>
          html`<tr>
            <td data-label="${words.time}" class="time">${moment(viewer, at)}</td>
            <td data-label="${words.operation}">${words.operations[action]}</td>
            <th scope="row" data-label="${words.target}" class="id">${loginId}</th>
            <td data-label="${words.actor}">${actor}</td>
            <td data-label="${words.details}">${detailsOf(viewer, changes)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function detailsOf(viewer: Viewer, changes: readonly AuditChange[]): Html {
  const { words } = viewer;
  return html`<details>
    <summary>${words.changes(changes.length)}</summary>
    <ul class="changes">
      ${changes.map(
        ({ what, from, to }) =>
          html`<li>${labelOf(viewer, what)}: ${shownValue(viewer, what, from)} → ${shownValue(viewer, what, to)}</li>`,
      )}
    </ul>
  </details>`;
}

function labelOf({ words, language }: Viewer, what: string): string {
  if (what === "state") return words.state;
  if (what === "integrations") return words.integrations;
  return isFieldKey(what) ? fieldOf(what).header[language] : what;
}

function shownValue({ words }: Viewer, what: string, value: Value | undefined): string {
  if (value === undefined) return words.nothing;
  if (value === true) return words.on;
  if (value === false) return words.off;
  if (value === "active" || value === "inactive") return words.states[value];
  return isFieldKey(what) ? textOf(what, value) : value;
}

/** As the files write it where it is a code, since that is what whoever looks has before them. */
function textOf(key: FieldKey, value: string): string {
  const code = codeOf(key, value);
  return code === value ? value : `${value} (${code})`;
}

function pager({ words }: Viewer, { text, action, before }: AuditQuery, entries: readonly NumberedEntry[]): Html {
  const last = entries.length < AUDIT_PAGE ? undefined : entries.at(-1);
  const older =
    last && `/admin/audit?${new URLSearchParams({ q: text, operation: action ?? "", before: String(last.number) })}`;
  return html`<nav class="pager" aria-label="${words.auditLog}">
    ${before === Number.MAX_SAFE_INTEGER ? "" : html`<a class="button" href="/admin/audit">${words.newest}</a>`}
    ${older === undefined ? "" : html`<a class="button" rel="next" href="${older}">${words.older}</a>`}
  </nav>`;
}
