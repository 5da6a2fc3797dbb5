import { hash } from "node:crypto";
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type FieldChange,
  type Plan,
  type SeatCount,
} from "../model/plan.ts";
import { isError } from "../model/problem.ts";
import type { ChunkStory, RowStory, RunStory } from "../model/runs.ts";
import { type LoginKey, loginKey } from "../model/user.ts";
import { impactText } from "./impacts.ts";
import { KINDS, PENDING_SYMBOL, SEVERITIES } from "./legend.ts";
import { html, type Markup } from "./markup.ts";
import { phraseText } from "./phrase.ts";
import { approvalText, createFacts, laterText } from "./plan.ts";
import { hintOf, sentenceOf } from "./problem.ts";
import { type Bar, barsPicture, kindsPicture } from "./report-pictures.ts";
import { SCRIPT } from "./report-script.ts";
import { STYLE } from "./report-style.ts";
import { effortText, secondsText } from "./run.ts";
import { leftText, seatName } from "./seats.ts";
import { type Cost, costOf, type FileView, type KnownImpact, type PlanView, valuesInOrder, viewOf } from "./view.ts";
import { originText, reasonText, valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

export interface ReportWishes {
  readonly words: Words;
  readonly timeZone: string;
  /** Of meibo. */
  readonly version: string;
  /** What became of the plan, where it was applied. */
  readonly run?: RunStory;
}

/** One page that needs nothing else: no network, no file, no script but its own. In parts, for it may be long. */
export function* reportPage(plan: Plan, wishes: ReportWishes): Generator<string> {
  const view = viewOf(plan);
  const page = new Report(view, wishes);
  yield head(view, wishes);
  for (const part of page.parts()) yield part.text;
  yield `<script>${SCRIPT}</script>\n</html>\n`;
}

function policyHash(text: string): string {
  return `'sha256-${hash("sha256", text, "base64")}'`;
}

/** Nothing is loaded, and nothing is run but these two. */
const POLICY = `default-src 'none'; style-src ${policyHash(STYLE)}; script-src ${policyHash(SCRIPT)}; base-uri 'none'; form-action 'none'`;

function head({ plan }: PlanView, { words, run }: ReportWishes): string {
  const { report, locale } = words;
  const title = run === undefined ? report.title(plan.tenant) : report.runTitle(plan.tenant);
  const top = html`<!doctype html><!-- meibo -->
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
`;
  return `${top.text}<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n${html`<title>${title}</title>`.text}\n<style>${STYLE}</style>\n`;
}

/** One person's outcome in the run. */
type Outcome = RowStory["result"];

class Report {
  readonly #view: PlanView;
  readonly #plan: Plan;
  readonly #words: Words;
  readonly #wishes: ReportWishes;
  readonly #outcomes: ReadonlyMap<string, Outcome>;

  constructor(view: PlanView, wishes: ReportWishes) {
    this.#view = view;
    this.#plan = view.plan;
    this.#words = wishes.words;
    this.#wishes = wishes;
    this.#outcomes = outcomesIn(wishes.run);
  }

  *parts(): Generator<Markup> {
    const { report } = this.#words;
    yield html`<body>
<a class="skip" href="#changes">${report.skip}</a>
${this.#header()}
<main>
`;
    yield this.#refused();
    yield* this.#ran();
    yield this.#tiles();
    yield this.#attention();
    yield this.#departments();
    yield this.#seats();
    yield* this.#changes();
    yield this.#byProduct();
    yield this.#steps();
    yield this.#notes();
    yield* this.#appendix();
    yield this.#legend();
    yield html`</main>
</body>
`;
  }

  #header(): Markup {
    const { words, run, timeZone, version } = this.#wishes;
    const { tenant, readAt, totals, hash: planHash } = this.#plan;
    const title = run === undefined ? words.report.title(tenant) : words.report.runTitle(tenant);
    const read = words.report.asOf(words.moment(readAt, timeZone));
    const counted = words.plan.all(totals.users, totals.active);
    return html`<header>
<h1>${title}</h1>
<p class="mut">${read}${this.#words.aside(counted)} · ${words.plan.declared(totals.files, totals.declared)} · <code title="${planHash}">${words.report.plan(planHash.slice(0, 12))}</code> · meibo ${version}</p>
${this.#conditions()}
</header>
`;
  }

  #conditions(): Markup {
    const { only, due, asOf } = this.#plan;
    const { plan, comma } = this.#words;
    const chosen = [...(only ?? []), ...(due === true ? [plan.calendar] : [])];
    const texts = [
      ...(asOf === undefined ? [] : [`${plan.preview(asOf)}${plan.previewOnly}`]),
      ...(chosen.length === 0 ? [] : [`${plan.only(chosen.join(comma))}${plan.onlyThem}`]),
    ];
    return html`${texts.map((text) => html`<p class="note warn">${text}</p>\n`)}`;
  }

  #refused(): Markup {
    const errors = this.#plan.problems.filter(isError);
    if (errors.length === 0) return html``;
    const items = errors.map((found) => {
      const hint = hintOf(found, this.#words);
      return html`<li><code>${found.code}</code> ${sentenceOf(found, this.#words)}${hint === "" ? undefined : html`<br><span class="mut">${this.#words.problem.fix(hint)}</span>`}</li>`;
    });
    return html`<section class="note crit" aria-labelledby="refused"><h2 id="refused">${this.#words.report.refused}</h2><ul>${items}</ul></section>
`;
  }

  /** How the run went, in front of everything else. */
  *#ran(): Generator<Markup> {
    const { run, timeZone } = this.#wishes;
    if (run === undefined) return;
    const { report, log } = this.#words;
    const isDone = run.end === "done";
    yield html`<section aria-labelledby="run"><h2 id="run">${report.run(run.run, run.by, this.#words.moment(run.at, timeZone))}</h2>
<p class="note ${isDone ? "ok" : "crit"}"><b>${log.ends[run.end]}</b> · ${this.#sum(run)}</p>
${this.#failedRows(run)}${this.#durations(run)}</section>
`;
  }

  #sum(run: RunStory): string {
    const { comma, kinds, log, counted, nothing } = this.#words;
    const done = CHANGE_KINDS.flatMap((kind) => {
      const n = kind in run.done ? run.done[kind as keyof typeof run.done] : 0;
      return n === 0 ? [] : [counted(n, kinds[kind].done)];
    });
    const { requests, retries = 0, milliseconds = 0 } = run;
    return [
      done.length === 0 ? nothing : done.join(comma),
      ...(run.failed === 0 ? [] : [log.failed(run.failed)]),
      ...(run.notDone === undefined || run.notDone === 0 ? [] : [log.notBegun(run.notDone)]),
      ...(requests === undefined ? [] : [effortText({ requests, retries, milliseconds }, this.#words)]),
    ].join(comma);
  }

  #failedRows({ chunks }: RunStory): Markup {
    const { report, log } = this.#words;
    const rows = chunks.flatMap(({ chunk, rows: own }) =>
      own.filter(({ result }) => result !== "done").map((row) => ({ chunk, ...row })),
    );
    if (rows.length === 0) return html``;
    return html`<h3>${report.failedRows}</h3>
<div class="wide"><table><thead><tr><th>${report.chunk}<th class="n">${report.row}<th>${report.user}<th>${report.outcome}<th>${report.cause}</thead>
<tbody>${rows.map(({ chunk, row, loginId, result, cause = "" }) => html`<tr><td><code>${chunk}</code><td class="n">${row}<td class="id">${loginId}<td class="bad">${log.results[result]}<td>${phraseText(cause, this.#words)}\n`)}</tbody></table></div>
`;
  }

  #durations({ chunks }: RunStory): Markup {
    const timed = chunks.flatMap(({ chunk, milliseconds, rows }: ChunkStory): readonly Bar[] => {
      if (milliseconds === undefined) return [];
      const isBad = rows.some(({ result }) => result !== "done");
      return [
        {
          name: chunk,
          values: [{ value: milliseconds, look: isBad ? "bad" : "after" }],
          text: secondsText(milliseconds, this.#words),
        },
      ];
    });
    if (timed.length === 0) return html``;
    return html`<h3>${this.#words.report.durations}</h3>
${barsPicture(timed, this.#words.report.durations)}
`;
  }

  #tiles(): Markup {
    const { counts } = this.#view;
    const { kinds, report, number } = this.#words;
    const shown = CHANGE_KINDS.filter((kind) => counts[kind] > 0);
    if (shown.length === 0)
      return html`<p class="note ok">${this.#words.plan.noChanges}${this.#words.space}${this.#words.plan.asDeclared(this.#plan.totals.users, this.#view.unmanaged)}</p>\n`;
    const tiles = shown.map(
      (kind) =>
        html`<li class="${kind}"><span class="sym" aria-hidden="true">${KINDS[kind].symbol}</span> ${kinds[kind].word} <b>${number(counts[kind])}</b></li>\n`,
    );
    const text = shown.map((kind) => this.#words.counted(counts[kind], kinds[kind].todo)).join(this.#words.comma);
    return html`<section aria-label="${report.kinds}"><ul class="tiles">${tiles}</ul>
${kindsPicture(counts, `${report.picture}${this.#words.colon}${text}`)}</section>
`;
  }

  /** Everything grave, before the list of all. */
  #attention(): Markup {
    const { impacts, changes } = this.#plan;
    const grave = changes
      .map((change) => ({ change, cost: costOf(change, impacts) }))
      .filter(({ change, cost }) => change.kind === "delete" || cost.grave.length > 0);
    if (grave.length === 0) return html``;
    const isCritical = ({ fact }: KnownImpact) => fact.severity === "critical";
    const weight = ({ change, cost }: (typeof grave)[number]) =>
      change.kind === "delete" ? 0 : cost.grave.some(isCritical) ? 1 : 2;
    const sorted = grave.toSorted((a, b) => weight(a) - weight(b));
    return html`<section aria-labelledby="attention"><h2 id="attention">${this.#words.report.attention}</h2>
${sorted.slice(0, MOST_NOTES).map(({ change, cost }) => this.#note(change, cost, weight({ change, cost }) < 2))}${sorted.length > MOST_NOTES ? html`<p class="note warn">${this.#words.markdown.after(sorted.length - MOST_NOTES)}</p>` : undefined}</section>
`;
  }

  #note(change: Change, { grave }: Cost, isCritical: boolean): Markup {
    const undone = change.kind === "delete" ? html`<li>${this.#approval(change)}</li>` : undefined;
    return html`<div class="note ${isCritical ? "crit" : "warn"}">${this.#kind(change.kind)} ${this.#who(change)}<ul>${undone}${grave.map((impact) => html`<li>${this.#mark(impact)} ${impactText(impact, this.#words)} <code>${impact.id}</code></li>`)}</ul></div>
`;
  }

  /** How grave it is, read aloud as a word. */
  #mark({ fact: { severity } }: KnownImpact): Markup {
    return html`<abbr class="sym ${severity}" title="${this.#words.severities[severity]}">${SEVERITIES[severity].symbol}</abbr>`;
  }

  #approval(change: Extract<Change, { readonly kind: "delete" }>): string {
    return this.#words.plan.cannotBeUndone(approvalText(change.approval, this.#words));
  }

  #kind(kind: ChangeKind): Markup {
    return html`<span class="${kind}"><span class="sym">${KINDS[kind].symbol}</span> ${this.#words.kinds[kind].word}</span>`;
  }

  #who({ loginId, name }: Pick<Change, "loginId" | "name">): Markup {
    return html`<span class="id">${loginId}</span> ${name}`;
  }

  #departments(): Markup {
    const { report, number } = this.#words;
    const moved = this.#plan.totals.departments.filter(({ now, after }) => now !== after);
    if (moved.length === 0) return html``;
    const bars = moved.map(
      ({ name, now, after }): Bar => ({
        name: name === "" ? report.noDepartment : name,
        values: [
          { value: now, look: "now" },
          { value: after, look: "after" },
        ],
        text: `${number(now)} → ${number(after)}`,
      }),
    );
    return html`<section aria-labelledby="departments"><h2 id="departments">${report.departments}</h2>
${barsPicture(bars, report.departments)}</section>
`;
  }

  #seats(): Markup {
    const { seats: all } = this.#view;
    const { seats, report, number } = this.#words;
    if (all.length === 0) return html``;
    const row = (seat: SeatCount) => {
      const { now, after, limit = 0 } = seat;
      const name = seatName(seat, this.#words);
      const left = leftText(seat, this.#words);
      const label = `${name}${this.#words.colon}${number(after)} / ${number(limit)}`;
      return html`<tr><th scope="row">${name}<td class="n">${number(now)}<td class="n">${number(after)}<td class="n">${number(limit)}<td class="gauge"><meter min="0" max="${limit}" high="${Math.max(0, limit - 3)}" value="${Math.min(after, limit)}" aria-label="${label}"></meter><td class="${after > limit ? "bad" : "mut"}">${left}\n`;
    };
    return html`<section aria-labelledby="seats"><h2 id="seats">${report.seats}</h2>
<div class="wide"><table class="seats"><thead><tr><th>${seats.title}<th class="n">${seats.now}<th class="n">${seats.after}<th class="n">${seats.contract}<th class="gauge"><th></thead><tbody>${all.map(row)}</tbody></table></div></section>
`;
  }

  *#changes(): Generator<Markup> {
    const { changes } = this.#plan;
    if (changes.length === 0) return;
    const { report } = this.#words;
    yield html`<section aria-labelledby="changes"><h2 id="changes" tabindex="-1">${report.changes}</h2>
${this.#filters()}
`;
    for (const file of this.#view.files) yield* this.#file(file);
    yield html`</section>
`;
  }

  #filters(): Markup {
    const { report, kinds, log, number } = this.#words;
    const { counts, files } = this.#view;
    const option = (value: string, text: string) => html`<option value="${value}">${text}</option>`;
    const choice = (name: string, label: string, options: readonly Markup[]) =>
      html`<label>${label}<select name="${name}">${option("", report.any)}${options}</select></label>\n`;
    const results = [...new Set(this.#outcomes.values())];
    const total = this.#plan.changes.length;
    return html`<form class="filters" hidden role="search">
<label>${report.search}<input type="search" name="q" autocomplete="off"></label>
${choice(
  "kind",
  report.kind,
  CHANGE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => option(kind, kinds[kind].word)),
)}${choice(
  "file",
  report.file,
  files.map(({ file }, index) => option(String(index), file ?? this.#words.plan.takenOut)),
)}${choice("weight", report.weight, [option("grave", report.grave)])}${
  results.length === 0
    ? undefined
    : choice(
        "result",
        report.result,
        results.map((result) => option(result, log.results[result])),
      )
}<p id="count" role="status" class="mut" data-text="${report.shown("{n}", number(total))}"></p></form>
`;
  }

  *#file({ file, counts, changes }: FileView): Generator<Markup> {
    const index = this.#view.files.findIndex((one) => one.file === file);
    const numbers = CHANGE_KINDS.filter((kind) => counts[kind] > 0).map(
      (kind) => html`<span class="${kind} sym">${KINDS[kind].symbol}${counts[kind]}</span> `,
    );
    yield html`<section class="file" data-file="${index}"><h3><span class="id">${file ?? this.#words.plan.takenOut}</span> <span>${numbers}</span></h3>
`;
    yield* inParts(changes, PART, (change) => this.#change(change));
    yield html`</section>
`;
  }

  #change(change: Change): Markup {
    const cost = costOf(change, this.#plan.impacts);
    const outcome = this.#outcomes.get(outcomeKey(change.kind, loginKey(change.loginId)));
    const { place } = change;
    const where = place?.row === undefined ? place?.line : place.row;
    const word = place?.row === undefined ? this.#words.line : this.#words.row;
    const weight = cost.grave.length > 0 || change.kind === "delete" ? html` data-weight="grave"` : undefined;
    const result = outcome === undefined ? undefined : html` data-result="${outcome}"`;
    return html`<article data-kind="${change.kind}"${weight}${result}><p>${this.#kind(change.kind)} ${this.#who(change)}${outcome === undefined ? undefined : this.#outcome(outcome)}<span class="where">${change.byHand === true ? `${this.#words.plan.byHand} ` : ""}${where === undefined ? "" : word(where)}</span></p>
${this.#detail(change)}${this.#costs(cost)}</article>
`;
  }

  #outcome(outcome: Outcome): Markup {
    return html` <b class="${outcome === "done" ? "good" : "bad"}">${this.#words.log.results[outcome]}</b>`;
  }

  #detail(change: Change): Markup {
    const { plan } = this.#words;
    switch (change.kind) {
      case "create":
        return html`<table>${createFacts(change, this.#words).map(([word, text]) => html`<tr><th scope="row">${word}<td><ins>${text}</ins>\n`)}</table>`;
      case "update":
        return this.#fields(change.fields);
      case "activate":
      case "deactivate":
        return html`<p>${reasonText(change, this.#words)}</p>`;
      case "delete":
        return html`<p>${this.#approval(change)}</p>`;
      case "release":
        return html`<p>${plan.released}</p>`;
      case "manual":
        return html`<p>${plan.changeLoginId(change.previousLoginId ?? change.loginId)}</p>${change.afterwards.length === 0 ? undefined : html`<p>${plan.afterwards}</p>${this.#fields(change.afterwards)}`}`;
      default:
        return change satisfies never;
    }
  }

  #fields(fields: readonly FieldChange[]): Markup {
    return html`<table>${fields.map((field) => {
      const origin = originText(field, this.#words);
      return html`<tr><th scope="row"><code>${field.key}</code><td><del>${valueText(field.from, this.#words)}</del> → <ins>${valueText(field.to, this.#words)}</ins><td class="mut">${origin}\n`;
    })}</table>`;
  }

  #costs({ grave, affected, kept }: Cost): Markup {
    if (grave.length + affected.length + kept.length === 0) return html``;
    const lines = grave.map((impact) => this.#cost(impact));
    const rest =
      affected.length + kept.length === 0
        ? undefined
        : html`<li class="mut">${this.#words.report.rest(affected.length, kept.length)}: ${[...affected, ...kept].map(({ id }) => html`<a href="#${id}"><code>${id}</code></a> `)}</li>`;
    return html`<ul class="costs">${lines}${rest}</ul>`;
  }

  #cost(impact: KnownImpact): Markup {
    const { severity } = impact.fact;
    return html`<li><span class="${severity}"><span class="sym" aria-hidden="true">${SEVERITIES[severity].symbol}</span> ${this.#words.severities[severity]}</span> ${impactText(impact, this.#words)} <a href="#${impact.id}"><code>${impact.id}</code></a></li>`;
  }

  /** Each fact once, with how many people it is about. */
  #byProduct(): Markup {
    const { changes, impacts } = this.#plan;
    const people = new Map<string, number>();
    for (const { impacts: own } of changes) for (const { id } of own) people.set(id, (people.get(id) ?? 0) + 1);
    const known = Object.entries(impacts).filter(([id]) => people.has(id));
    if (known.length === 0) return html``;
    const { report, severities, number } = this.#words;
    const products = Map.groupBy(known, ([, { area }]) => productOf(area, report.areas));
    const rows = (own: typeof known) =>
      own.map(([id, fact]) => {
        const text = impactText({ id, truth: "true", fact }, this.#words);
        return html`<tr id="${id}"><td><code>${id}</code><td class="${fact.severity}">${severities[fact.severity]}<td>${text}<td class="n">${number(people.get(id) ?? 0)}\n`;
      });
    return html`<section aria-labelledby="impacts"><h2 id="impacts">${report.byProduct}</h2>
${[...products].map(([product, own]) => html`<h3>${product}</h3><div class="wide"><table>${rows(own)}</table></div>\n`)}</section>
`;
  }

  #steps(): Markup {
    const { steps } = this.#plan;
    if (steps.length === 0) return html``;
    const { report, why, number, users } = this.#words;
    const names = this.#words.steps;
    const item = (step: (typeof steps)[number]) => {
      const chunks = step.chunks.map(({ id, users: own }) => html`<code>${id}</code> ${users(own.length)} `);
      const all = step.chunks.reduce((sum, chunk) => sum + chunk.users.length, 0);
      const size = step.kind === "wait" ? "" : users(all);
      return html`<li><b>${number(step.number)} ${names[step.kind]}</b> ${size} <span class="mut">${why[step.why]}</span><br>${chunks.length > MOST_CHUNKS ? [...chunks.slice(0, MOST_CHUNKS), html`… `] : chunks}</li>\n`;
    };
    return html`<section aria-labelledby="steps"><h2 id="steps">${report.steps}</h2><ol class="steps">${steps.map(item)}</ol></section>
`;
  }

  #notes(): Markup {
    const { later, adopted, unmanaged } = this.#view;
    const { plan, report } = this.#words;
    const texts = [
      ...later.map((note) => `${PENDING_SYMBOL} ${laterText(note, plan)}`),
      ...(adopted === 0 ? [] : [plan.adopted(adopted)]),
      ...(unmanaged === 0 ? [] : [plan.unmanaged(unmanaged)]),
    ];
    if (texts.length === 0) return html``;
    return html`<section aria-labelledby="notes"><h2 id="notes">${report.notes}</h2><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul></section>
`;
  }

  /** What each changed user has once the plan was carried out. */
  *#appendix(): Generator<Markup> {
    const changed = new Set(this.#plan.changes.map(({ loginId }) => loginKey(loginId)));
    const entries = this.#plan.remember.filter(({ loginId }) => changed.has(loginKey(loginId)));
    if (entries.length === 0) return;
    const { report } = this.#words;
    yield html`<section id="all" aria-labelledby="appendix"><h2 id="appendix">${report.appendix}</h2>
`;
    yield* inParts(entries, 10 * PART, ({ loginId, values }) => {
      const all = valuesInOrder(values);
      const text = all.map(([key, value]) => `${key} ${valueText(value, this.#words)}`).join(" · ");
      return html`<details><summary><span class="id">${loginId}</span> <span class="mut">${report.values(all.length)}</span></summary><p class="values">${text}</p></details>
`;
    });
    yield html`</section>
`;
  }

  #legend(): Markup {
    const { severities, report } = this.#words;
    const marks = [
      ...CHANGE_KINDS.map((kind) => html`<li>${this.#kind(kind)}</li>`),
      ...(["critical", "high", "info"] as const).map(
        (severity) =>
          html`<li><span class="sym ${severity}">${SEVERITIES[severity].symbol}</span> ${severities[severity]}</li>`,
      ),
    ];
    return html`<section aria-labelledby="legend"><h2 id="legend">${report.legend}</h2><ul>${marks}</ul></section>
`;
  }
}

/** The rest is named by its number; the changes below name everybody. */
const MOST_NOTES = 200;
const MOST_CHUNKS = 60;

function productOf(area: string, areas: Words["report"]["areas"]): string {
  const [first = ""] = area.split(".");
  return isArea(first, areas) ? areas[first] : first;
}

function isArea(name: string, areas: Words["report"]["areas"]): name is keyof typeof areas {
  return Object.hasOwn(areas, name);
}

function outcomeKey(kind: string, key: LoginKey): string {
  return `${kind} ${key}`;
}

/** The last word on each change; somebody new whose extension is set afterwards has two. */
function outcomesIn(run: RunStory | undefined): ReadonlyMap<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { kind, rows } of run?.chunks ?? [])
    for (const { loginId, result } of rows) {
      const key = outcomeKey(kind, loginKey(loginId));
      const before = outcomes.get(key);
      if (before === undefined || before === "done") outcomes.set(key, result);
    }
  return outcomes;
}

/** Changes that are laid out together, once they come into sight: a browser asks that of each part at every frame. */
const PART = 10;

function* inParts<T>(items: readonly T[], size: number, show: (item: T) => Markup): Generator<Markup> {
  for (let at = 0; at < items.length; at += size)
    yield html`<div class="part">${items.slice(at, at + size).map(show)}</div>
`;
}
