import { html } from "hono/html";
import type { ConsoleFile } from "../../model/console.ts";
import { ENCODINGS } from "../../model/encoding.ts";
import { adminPage, alert, type Html, hidden, type Viewer } from "./page.ts";
import type { Words } from "./words.ts";

/** A file that was uploaded and not confirmed yet. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly loginIds: readonly string[];
}

interface UploadPage {
  readonly draft?: Draft;
  readonly failed?: string;
}

const PATHS: Readonly<Record<ConsoleFile, string>> = { create: "/admin/users/new", update: "/admin/users/update" };

/** Add multiple users, or Update multiple users: template, file, confirmation. */
export function uploadPage(viewer: Viewer, file: ConsoleFile, { draft, failed }: UploadPage): Html {
  const { words } = viewer;
  const title = file === "create" ? words.addMany : words.updateMany;
  return adminPage(viewer, {
    title,
    main: html`<h1>${file === "create" ? words.addUser : title}</h1>
      ${file === "create" ? addTabs(viewer, "many") : ""} ${failed === undefined ? "" : alert(words.notDone, failed)}
      ${draft === undefined ? steps(viewer, file) : confirmation(viewer, file, draft, title)}`,
  });
}

export function addTabs({ words }: Viewer, here: "one" | "many"): Html {
  const tab = (name: "one" | "many", href: string, text: string) =>
    name === here ? html`<a href="${href}" aria-current="page">${text}</a>` : html`<a href="${href}">${text}</a>`;
  return html`<nav class="tabs" aria-label="${words.addUser}">
    ${tab("one", "/admin/users/new", words.addOne)} ${tab("many", "/admin/users/new/multiple", words.addMany)}
  </nav>`;
}

function steps({ words, csrf, language }: Viewer, file: ConsoleFile): Html {
  const path = PATHS[file];
  return html`<div class="steps">
    <section class="card">
      <h2>${words.stepTemplate}</h2>
      <p>${file === "create" ? words.templateForNew : words.templateForUpdate}</p>
      <form method="get" action="${path}/template" class="stack">
        ${encodingBox(words)} ${file === "create" ? rowsBox(words) : ""}
        <input type="hidden" name="language" value="${language}" />
        <button>${file === "create" ? words.createAndDownload : words.download}</button>
      </form>
    </section>
    <section class="card">
      <h2>${words.stepUpload}</h2>
      <p>${words.uploadHint}</p>
      <form method="post" action="${path}/upload" enctype="multipart/form-data" class="stack">
        ${hidden(csrf)}
        <label for="file">${words.selectFile}</label>
        <input id="file" name="file" type="file" accept=".csv,text/csv" required />
        <button>${words.upload}</button>
      </form>
    </section>
  </div>`;
}

function encodingBox(words: Words): Html {
  return html`<label for="encoding">${words.encoding}</label>
    <select id="encoding" name="encoding">
      ${ENCODINGS.map((each) => html`<option value="${each}">${words.encodings[each]}</option>`)}
    </select>`;
}

function rowsBox(words: Words): Html {
  return html`<label for="rows">${words.numberOfRows}</label>
    <input id="rows" name="rows" type="number" min="1" max="100" value="10" required />`;
}

function confirmation({ words, csrf }: Viewer, file: ConsoleFile, { id, name, loginIds }: Draft, title: string): Html {
  const path = PATHS[file];
  return html`<section class="card">
    <h2>${words.stepConfirm}</h2>
    <p>${words.fileHolds(name, loginIds.length)}</p>
    <ol class="ids">
      ${loginIds.map((loginId) => html`<li>${loginId}</li>`)}
    </ol>
    <form method="post" action="${path}/import" class="buttons end">
      ${hidden(csrf)}
      <input type="hidden" name="draft" value="${id}" />
      <a class="button" href="${file === "create" ? `${path}/multiple` : path}">${words.otherFile}</a>
      <button class="primary">${title}</button>
    </form>
  </section>`;
}

/** CSV download of the user list. */
export function downloadPage(viewer: Viewer): Html {
  const { words, language } = viewer;
  return adminPage(viewer, {
    title: words.csvDownload,
    main: html`<h1>${words.csvDownload}</h1>
      <section class="card narrow left">
        <p>${words.listHint}</p>
        <form method="get" action="/admin/users/download/file" class="stack">
          ${encodingBox(words)}
          <input type="hidden" name="language" value="${language}" />
          <button class="primary">${words.download}</button>
        </form>
      </section>`,
  });
}
