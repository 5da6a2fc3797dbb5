import { html, raw } from "hono/html";
import type { ImportResult, Job } from "../tenant.ts";
import { causeIn } from "./causes.ts";
import { adminPage, type Html, moment, type Viewer } from "./page.ts";

/** Where the page of an import that is under way is cut: what comes behind it is sent when the import has ended. */
export const LATER = "<!-- later -->";

/** What became of one uploaded file. */
export function importPage(viewer: Viewer, job: Job): Html {
  const { words } = viewer;
  const title = words.importOf(job.rows, job.file);
  return adminPage(viewer, {
    title,
    main: html`<h1>${title}</h1>
      <section class="card" aria-live="polite">
        ${job.result === undefined ? [running(viewer, job), raw(LATER)] : ended(viewer, job, job.result)}
        <p><a href="/admin/users">${words.backToList}</a></p>
      </section>`,
  });
}

function running(viewer: Viewer, job: Job): Html {
  const { words } = viewer;
  return html`<div class="running">
    ${statusOf(viewer, job, job.submitted)}
    <progress class="room" aria-label="${words.jobStates[job.status]}"></progress>
    <p>${words.importWaits}</p>
  </div>`;
}

/** What is put in the place of `running`. */
export function laterPart(viewer: Viewer, job: Job): Html {
  if (job.result !== undefined) return ended(viewer, job, job.result);
  return html`<div class="ended"><p><a class="button" href="/admin/imports/${job.id}">${viewer.words.lookAgain}</a></p></div>`;
}

function ended(viewer: Viewer, job: Job, result: ImportResult): Html {
  return html`<div class="ended">${statusOf(viewer, job, job.ended ?? job.submitted)} ${resultOf(viewer, result)}</div>`;
}

function statusOf(viewer: Viewer, { status }: Job, at: string): Html {
  return html`<p><span class="job ${status}">${viewer.words.jobStates[status]}</span> ${moment(viewer, at)}</p>`;
}

function resultOf(viewer: Viewer, result: ImportResult): Html {
  const { words, language } = viewer;
  if (result.type === "rejected") {
    return html`<p>${words.importRefused}</p>
      <p class="refusal">${result.rows.length === 0 ? causeIn(language, result.message) : words.someData}</p>
      ${failedRows(viewer, result.rows)}`;
  }
  const rejected = result.rows.filter((row) => row.result === "rejected");
  return html`<p>${words.importDone(result.rows.length - rejected.length, rejected.length)}</p>
    ${rejected.length === 0 ? "" : html`<p class="refusal">${words.someData}</p>`} ${failedRows(viewer, rejected)}`;
}

interface FailedRow {
  readonly row: number;
  readonly loginId?: string;
  readonly cause?: string;
}

function failedRows(viewer: Viewer, rows: readonly FailedRow[]): Html | string {
  const { words } = viewer;
  if (rows.length === 0) return "";
  // Not every kind of refusal says whose row it was.
  const isNamed = rows.some(({ loginId }) => loginId !== undefined);
  return html`<table>
    <caption>
      ${words.failedRows}
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.row}</th>
        ${isNamed ? html`<th scope="col">${words.loginId}</th>` : ""}
        <th scope="col">${words.cause}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => failedRow(viewer, row, isNamed))}
    </tbody>
  </table>`;
}

function failedRow({ words, language }: Viewer, { row, loginId = "", cause = "" }: FailedRow, isNamed: boolean): Html {
  return html`<tr>
    <th scope="row" data-label="${words.row}" class="number">${row}</th>
    ${isNamed ? html`<td data-label="${words.loginId}" class="id">${loginId}</td>` : ""}
    <td data-label="${words.cause}">${causeIn(language, cause)}</td>
  </tr>`;
}

/** The files that were uploaded last. */
export function importsPage(viewer: Viewer, jobs: readonly Job[]): Html {
  const { words } = viewer;
  return adminPage(viewer, {
    title: words.imports,
    main: html`<h1>${words.imports}</h1>
      ${jobs.length === 0 ? html`<p class="empty">${words.noImports}</p>` : tableOf(viewer, jobs)}`,
  });
}

function tableOf(viewer: Viewer, jobs: readonly Job[]): Html {
  const { words } = viewer;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${words.file}</th>
        <th scope="col">${words.submitted}</th>
        <th scope="col">${words.state}</th>
      </tr>
    </thead>
    <tbody>
      ${jobs.map(
        (job) =>
          html`<tr>
            <th scope="row" data-label="${words.file}"><a href="/admin/imports/${job.id}">${words.importOf(job.rows, job.file)}</a></th>
            <td data-label="${words.submitted}">${moment(viewer, job.submitted)}</td>
            <td data-label="${words.state}"><span class="job ${job.status}">${words.jobStates[job.status]}</span></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
