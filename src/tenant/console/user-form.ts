import { html } from "hono/html";
import type { ConsoleColumn } from "../../model/console.ts";
import {
  choicesOf,
  codeOf,
  type FieldKey,
  fieldOf,
  RANGES,
  TIME_ZONE_TEXTS,
  type ValueKey,
} from "../../model/fields.ts";
import type { TenantUser } from "../../model/user.ts";
import { boxName } from "../edit.ts";
import { adminPage, alert, type Html, hidden, personName, type Viewer } from "./page.ts";
import { addTabs } from "./upload-page.ts";

/** What the boxes of a form hold: codes, by the name of the column. */
export type Cells = Readonly<Record<string, string>>;

interface FormPage {
  readonly columns: readonly ConsoleColumn[];
  readonly cells: Cells;
  readonly failed?: string;
}

/** Add new user: one. */
export function addPage(viewer: Viewer, { columns, cells, failed }: FormPage): Html {
  const { words, csrf } = viewer;
  return adminPage(viewer, {
    title: words.addUser,
    main: html`<h1>${words.addUser}</h1>
      ${addTabs(viewer, "one")} ${failed === undefined ? "" : alert(words.notDone, failed)}
      <form method="post" action="/admin/users/new" class="user card" autocomplete="off">
        ${hidden(csrf)} ${groupsOf(viewer, columns, cells)} ${buttons(viewer)}
      </form>`,
  });
}

/** Edit: everything of one user, with the state. */
export function editPage(viewer: Viewer, user: TenantUser, { columns, cells, failed }: FormPage): Html {
  const { words, csrf } = viewer;
  const { id = "" } = user;
  const active = checkbox("active", words.activateUser, (cells["active"] ?? "") === "1");
  return adminPage(viewer, {
    title: `${words.edit}: ${personName(user)}`,
    main: html`<h1>${words.edit}: ${personName(user)}</h1>
      ${failed === undefined ? "" : alert(words.notDone, failed)}
      <form method="post" action="/admin/users/${id}/edit" class="user card" autocomplete="off">
        ${hidden(csrf)}
        <div class="switch">${active}</div>
        <details class="uuid">
          <summary>${words.showId}</summary>
          <code>${id}</code>
        </details>
        ${groupsOf(viewer, columns, cells)} ${buttons(viewer)}
      </form>`,
  });
}

/** The cells of a user as they are. */
export function cellsOf(columns: readonly ConsoleColumn[], { loginId, state, values }: TenantUser): Cells {
  const cells = columns.flatMap((column): (readonly [string, string])[] => {
    if (column.kind !== "field") return [];
    const value = column.key === "loginId" ? loginId : values[column.key];
    return value === undefined ? [] : [[column.key, codeOf(column.key, value)]];
  });
  return { ...Object.fromEntries(cells), active: state === "inactive" ? "0" : "1" };
}

function buttons({ words }: Viewer): Html {
  return html`<div class="buttons end">
    <a class="button" href="/admin/users">${words.cancel}</a>
    <button class="primary">${words.save}</button>
  </div>`;
}

/** Boxes that belong together stand together: who, what role, and each service by itself. */
function groupsOf(viewer: Viewer, columns: readonly ConsoleColumn[], cells: Cells): readonly Html[] {
  const groups = Map.groupBy(columns, (column) => groupOf(viewer, column));
  return [...groups].map(
    ([title, own]) => html`<fieldset>
      <legend>${title}</legend>
      <div class="fields">${own.map((column) => boxOf(viewer, column, cells))}</div>
    </fieldset>`,
  );
}

const BASICS: ReadonlySet<FieldKey> = new Set(["loginId", "name", "extension", "locale", "timeZone"]);
const SERVICES: Readonly<Record<string, string>> = {
  analytics: "MiiTel Analytics",
  phone: "MiiTel Phone",
  phoneMobile: "MiiTel Phone",
  callCenter: "MiiTel Call Center",
  meetings: "MiiTel Meetings",
  recPod: "MiiTel RecPod",
  salesforce: "Salesforce",
  incomingWebhook: "Incoming Webhook",
};

function groupOf({ words }: Viewer, column: ConsoleColumn): string {
  if (column.kind !== "field" || BASICS.has(column.key)) return words.basics;
  return SERVICES[column.key.split(".")[0] ?? ""] ?? words.role;
}

function boxOf(viewer: Viewer, column: ConsoleColumn, cells: Cells): Html {
  const name = boxName(column);
  const cell = cells[name] ?? "";
  if (column.kind !== "field") return textBox(name, viewer.words.temporaryPassword, cell, "off");
  const { type, header } = fieldOf(column.key);
  const label = header[viewer.language];
  switch (type) {
    case "bool":
      return checkbox(name, label, cell === "1");
    case "range":
    case "locale":
    case "timeZone":
      return choice(viewer, column.key, label, cell);
    case "loginId":
    case "name":
    case "extension":
      return textBox(name, label, cell, "off");
    default:
      return type satisfies never;
  }
}

function textBox(name: string, label: string, cell: string, autocomplete: string): Html {
  return html`<div class="field">
    <label for="f-${name}">${label}</label>
    <input id="f-${name}" name="${name}" value="${cell}" autocomplete="${autocomplete}" required maxlength="200" />
  </div>`;
}

function checkbox(name: string, label: string, on: boolean): Html {
  const box = on
    ? html`<input type="checkbox" id="f-${name}" name="${name}" value="1" checked />`
    : html`<input type="checkbox" id="f-${name}" name="${name}" value="1" />`;
  return html`<div class="check">${box}<label for="f-${name}">${label}</label></div>`;
}

function choice(viewer: Viewer, key: FieldKey, label: string, cell: string): Html {
  const options = (choicesOf(fieldOf(key).type) ?? []).map((value) => {
    const code = codeOf(key, value);
    const text = optionText(viewer, String(value));
    return code === cell
      ? html`<option value="${code}" selected>${text}</option>`
      : html`<option value="${code}">${text}</option>`;
  });
  const none = cell === "" ? html`<option value="">${viewer.words.optionNone}</option>` : "";
  return html`<div class="field">
    <label for="f-${key}">${label}</label>
    <select id="f-${key}" name="${key}" required>${none}${options}</select>
  </div>`;
}

function optionText({ words }: Viewer, value: string): string {
  const range = RANGES.find((each) => each === value);
  if (range !== undefined) return words.ranges[range];
  if (value === "ja" || value === "en") return words.locales[value];
  const zones: Readonly<Record<string, string>> = TIME_ZONE_TEXTS;
  return zones[value] ?? value;
}

/** What a sent form means: a box that is not checked is not sent at all. */
export function sentCells(columns: readonly ConsoleColumn[], sent: Cells): Cells {
  const cells = columns.map((column) => {
    const name = boxName(column);
    const isBox = column.kind === "field" && fieldOf(column.key).type === "bool";
    return [name, isBox ? boxCode(sent[name]) : (sent[name] ?? "")] as const;
  });
  return { ...Object.fromEntries(cells), active: boxCode(sent["active"]) };
}

function boxCode(sent: string | undefined): string {
  return sent === "1" ? "1" : "0";
}

/** What a new form begins with: everything off, in the language and the time zone of whoever looks. */
export function emptyCells(columns: readonly ConsoleColumn[], { user }: Viewer): Cells {
  const cells = columns.flatMap((column): (readonly [string, string])[] => {
    if (column.kind !== "field" || column.key === "loginId") return [];
    const { type } = fieldOf(column.key);
    if (type === "bool") return [[column.key, "0"]];
    if (type === "range") return [[column.key, codeOf(column.key, "none")]];
    const own = type === "locale" || type === "timeZone" ? user?.values[column.key satisfies ValueKey] : undefined;
    return own === undefined ? [] : [[column.key, codeOf(column.key, own)]];
  });
  return Object.fromEntries(cells);
}
