import type { Place } from "../model/place.ts";
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type DeleteChange,
  type FieldChange,
  type Plan,
} from "../model/plan.ts";
import { isError, type Problem } from "../model/problem.ts";
import { impactText } from "./impacts.ts";
import { KINDS } from "./legend.ts";
import { block, code, inline, link } from "./markdown-text.ts";
import { approvalText, createFacts } from "./plan.ts";
import { sentenceOf } from "./problem.ts";
import { leftText, seatName } from "./seats.ts";
import { costOf, type FileView, type PlanView, viewOf } from "./view.ts";
import { originText, reasonText, valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

export interface MarkdownWishes {
  readonly words: Words;
  /** Bytes; what takes more is told in less detail. */
  readonly most: number;
  /** Where the files of the plan can be read, up to their path: `https://host/owner/name/blob/COMMIT`. */
  readonly files?: string;
  /** Where the report is. */
  readonly report?: string;
}

/** What a comment holds on every host that takes Markdown. */
export const COMMENT_BYTES = 60_000;
export const SUMMARY_BYTES = 900_000;

const encoder = new TextEncoder();

/** The plan for a pull request, in as much detail as there is room for; what cannot be undone is always named. */
export function planMarkdown(plan: Plan, wishes: MarkdownWishes): string {
  const view = viewOf(plan);
  const texts = LEVELS.values().map((level) => markdownAt(view, wishes, level));
  let text = "";
  for (text of texts) if (fits(text, wishes.most)) return text;
  return cutTo(text, wishes);
}

function fits(text: string, most: number): boolean {
  return encoder.encode(text).length <= most;
}

const LEVELS = ["impacts", "fields", "rows", "files", "counts"] as const;
/** How much is said of each change, from all to nothing. */
type Level = (typeof LEVELS)[number];

function markdownAt(view: PlanView, wishes: MarkdownWishes, level: Level): string {
  const { words } = wishes;
  const atLeast = (wanted: Level) => LEVELS.indexOf(level) <= LEVELS.indexOf(wanted);
  return [
    markText(view),
    `### ${titleText(view, words)}`,
    ...refusalBlock(view.plan.problems, words),
    ...cautionBlock(view, words),
    ...warningBlock(view, words, atLeast("rows")),
    ...(atLeast("rows") ? tableOf(view, wishes) : []),
    ...(level === "files" ? filesTable(view, words) : []),
    ...(level === "counts" ? [words.markdown.counted] : []),
    ...(atLeast("fields") ? fieldsDetails(view, words) : []),
    ...(atLeast("impacts") ? impactsDetails(view, words) : []),
    footerText(view, wishes),
  ]
    .filter((part) => part !== "")
    .map((part) => `${part}\n`)
    .join("\n");
}

/** For machines: which plan this comment is about. */
function markText({ plan: { tenant, hash, readAt }, counts }: PlanView): string {
  const numbers = CHANGE_KINDS.map((kind) => `${MARKS[kind]}=${counts[kind]}`).join(" ");
  return `<!-- meibo:plan tenant=${encodeURIComponent(tenant.toWellFormed()).replaceAll("-", "%2D")} hash=${hash} actual=${readAt} ${numbers} -->`;
}

const MARKS: Readonly<Record<ChangeKind, string>> = {
  create: "c",
  update: "u",
  activate: "a",
  deactivate: "d",
  delete: "x",
  release: "r",
  manual: "m",
};

function titleText({ plan, counts }: PlanView, words: Words): string {
  const parts = CHANGE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => {
    const text = words.counted(counts[kind], words.kinds[kind].todo);
    return kind === "delete" ? `**${text}**` : text;
  });
  const all = parts.length === 0 ? words.markdown.noChanges : parts.join(words.comma);
  return `${words.markdown.title(inline(plan.tenant))} · ${all}`;
}

function alert(kind: "CAUTION" | "WARNING", lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [[`> [!${kind}]`, ...lines.map((line) => `> ${line}`)].join("\n")];
}

function refusalBlock(problems: readonly Problem[], words: Words): readonly string[] {
  const errors = problems.filter(isError);
  if (errors.length === 0) return [];
  const lines = errors.map((found) => `- ${code(found.code)} ${inline(sentenceOf(found, words))}`);
  return alert("CAUTION", [words.markdown.refused(errors.length), ...lines]);
}

/** Who is deleted, each with what is lost for good. */
function cautionBlock({ plan }: PlanView, words: Words): readonly string[] {
  const deleted = plan.changes.filter((change) => change.kind === "delete");
  if (deleted.length === 0) return [];
  const lines = deleted.map((change) => `- ${whoText(change)}: ${lossText(change, plan, words)}`);
  return alert("CAUTION", [words.markdown.deleting(deleted.length), ...lines]);
}

function lossText(change: DeleteChange, plan: Plan, words: Words): string {
  const grave = costText(change, plan, words);
  const approval = words.markdown.approval(approvalText(change.approval, words, inline));
  return [...(grave === "" ? [] : [grave]), approval].join(words.semicolon);
}

function costText(change: Change, { impacts }: Plan, words: Words): string {
  return costOf(change, impacts)
    .grave.map((impact) => `${impactText(impact, words, inline)}${words.aside(inline(impact.id))}`)
    .join(words.semicolon);
}

/** Everybody else who loses or gains something grave, and products whose seats run out. */
function warningBlock({ plan, seats }: PlanView, words: Words, all: boolean): readonly string[] {
  const others = plan.changes.filter(({ kind }) => kind !== "delete");
  const weighed = others.map((change) => ({ change, weight: weightOf(change, plan) }));
  const named = weighed.filter(({ weight }) => weight === "critical" || (all && weight === "high"));
  const counted = weighed.filter(({ weight }) => weight === "high").length;
  const lines = named.map(
    ({ change }) => `- ${words.kinds[change.kind].word} ${whoText(change)}: ${costText(change, plan, words)}`,
  );
  const rest = all || counted === 0 ? [] : [`- ${words.markdown.after(counted)}`];
  const short = seats.filter(({ now, after, limit = 0 }) => after > limit || (after > now && limit - after <= NEAR));
  const seatTexts = short.map((seat) => {
    const { after, limit = 0 } = seat;
    const left = leftText(seat, words);
    return `- ${words.markdown.seats(seatName(seat, words), words.number(after), words.number(limit), left)}`;
  });
  return alert("WARNING", [...lines, ...rest, ...seatTexts]);
}

/** So few seats left are worth a word. */
const NEAR = 3;

/** An administrator is made or unmade, or something is lost for good: that is always named. */
function weightOf(change: Change, { impacts }: Plan): "critical" | "high" | "none" {
  const { grave } = costOf(change, impacts);
  const isAdmin = change.kind === "update" && change.fields.some(({ key }) => key === "admin");
  if (isAdmin || grave.some(({ fact }) => fact.severity === "critical")) return "critical";
  return grave.length > 0 ? "high" : "none";
}

function whoText({ loginId, name }: Pick<Change, "loginId" | "name">): string {
  return name === "" ? code(loginId) : `${code(loginId)} ${inline(name)}`;
}

function tableOf({ files }: PlanView, wishes: MarkdownWishes): readonly string[] {
  const { markdown } = wishes.words;
  const rows = files.flatMap(({ changes }) => changes.map((change) => rowOf(change, wishes)));
  if (rows.length === 0) return [];
  return [
    [
      `| ${markdown.what} | ${markdown.user} | ${markdown.details} | ${markdown.place} |`,
      "|---|---|---|---|",
      ...rows,
    ].join("\n"),
  ];
}

function rowOf(change: Change, wishes: MarkdownWishes): string {
  const { words } = wishes;
  const { symbol } = KINDS[change.kind];
  const word = words.kinds[change.kind].word;
  const hand = change.byHand === true ? words.aside(words.plan.byHand) : "";
  const what = `${code(symbol)} ${change.kind === "delete" ? `**${word}**` : word}${hand}`;
  return `| ${what} | ${whoText(change)} | ${summaryText(change, words)} | ${placeText(change.place, wishes)} |`;
}

/** One line of what changes. */
function summaryText(change: Change, words: Words): string {
  switch (change.kind) {
    case "create":
      return [
        change.roles.length === 0 ? "" : inline(change.roles.join(words.comma)),
        change.values.extension === undefined
          ? ""
          : `${words.plan.extension} ${inline(String(change.values.extension))}`,
      ]
        .filter((part) => part !== "")
        .join(words.comma);
    case "update":
      return fieldsText(change.fields, words);
    case "activate":
    case "deactivate":
      return reasonText(change, words, inline);
    case "delete":
      return approvalText(change.approval, words, inline);
    case "release":
      return words.plan.released;
    case "manual":
      return words.plan.changeLoginId(code(change.previousLoginId ?? change.loginId));
    default:
      return change satisfies never;
  }
}

function fieldsText(fields: readonly FieldChange[], words: Words): string {
  const [first] = fields;
  if (first === undefined) return "";
  const text = `${code(first.key)} ${changeText(first, words)}`;
  return fields.length === 1 ? text : `${text} ${words.markdown.moreFields(fields.length - 1)}`;
}

function changeText({ from, to }: FieldChange, words: Words): string {
  return `${inline(valueText(from, words))} → ${inline(valueText(to, words))}`;
}

function placeText(place: Place | undefined, { files }: MarkdownWishes): string {
  if (place === undefined) return "";
  const { file, line } = place;
  const text = line === undefined ? file : `${file}:${line}`;
  if (files === undefined) return code(text);
  return link(text, files, file.split("/"), line === undefined ? "" : `#L${line}`);
}

function filesTable({ files }: PlanView, words: Words): readonly string[] {
  const kinds = CHANGE_KINDS.filter((kind) => files.some(({ counts }) => counts[kind] > 0));
  const heads = kinds.map((kind) => `${code(KINDS[kind].symbol)} ${words.kinds[kind].word}`);
  const cells = ({ counts }: FileView) => kinds.map((kind) => (counts[kind] === 0 ? "" : words.number(counts[kind])));
  const rows = files.map((file) => `| ${[nameOf(file, words), ...cells(file)].join(" | ")} |`);
  return [
    words.markdown.perFile,
    [`| ${[words.markdown.place, ...heads].join(" | ")} |`, `|---|${kinds.map(() => "--:|").join("")}`, ...rows].join(
      "\n",
    ),
  ];
}

function nameOf({ file }: FileView, words: Words): string {
  return file === undefined ? words.plan.takenOut : code(file);
}

function details(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

function fieldsDetails({ files }: PlanView, words: Words): readonly string[] {
  const changed = files.flatMap(({ changes }) => changes).filter(({ kind }) => kind === "update" || kind === "create");
  if (changed.length === 0) return [];
  const lines = changed.flatMap((change) => [`# ${change.loginId} ${change.name}`, ...diffTexts(change, words)]);
  return [details(words.markdown.fields(changed.length), block("diff", lines))];
}

function diffTexts(change: Change, words: Words): readonly string[] {
  if (change.kind === "create") return createFacts(change, words).map(([word, text]) => `+ ${word}: ${text}`);
  if (change.kind !== "update") return [];
  return change.fields.map((field) => {
    const origin = originText(field, words);
    const aside = origin === "" ? "" : `  ${origin}`;
    return `! ${field.key}: ${valueText(field.from, words)} -> ${valueText(field.to, words)}${aside}`;
  });
}

function impactsDetails({ files, plan }: PlanView, words: Words): readonly string[] {
  const concerned = files
    .flatMap(({ changes }) => changes)
    .map((change) => ({ change, cost: costOf(change, plan.impacts) }))
    .filter(({ cost }) => cost.grave.length + cost.affected.length + cost.kept.length > 0);
  if (concerned.length === 0) return [];
  const texts = concerned.map(({ change, cost }) => {
    const of = (word: string, impacts: typeof cost.grave) =>
      impacts.map(
        (impact) => `  - ${word}${words.colon}${impactText(impact, words, inline)}${words.aside(inline(impact.id))}`,
      );
    return [
      `- ${words.kinds[change.kind].word} ${whoText(change)}`,
      ...[...cost.grave, ...cost.affected].flatMap((impact) => of(words.severities[impact.fact.severity], [impact])),
      ...of(words.severities.info, cost.kept),
    ].join("\n");
  });
  return [details(words.markdown.impacts(concerned.length), texts.join("\n"))];
}

function footerText({ plan }: PlanView, { words, report }: MarkdownWishes): string {
  const parts = [
    words.markdown.footer(code(plan.hash.slice(0, 12))),
    ...(report === undefined ? [] : [`[${words.markdown.report}](${report})`]),
    ...(plan.changes.length === 0 || plan.asOf !== undefined ? [] : [words.markdown.onMerge]),
  ];
  return parts.join(" · ");
}

/** Whole lines from the top, as many as there is room for, and the number of those that are missing. */
function cutTo(text: string, { most, words }: MarkdownWishes): string {
  const lines = text.split("\n");
  const end = `> ${words.markdown.cut(lines.length)}\n`;
  let room = most - encoder.encode(end).length - 16;
  const kept = lines.slice(
    0,
    lines.findIndex((line) => {
      room -= encoder.encode(line).length + 1;
      return room < 0;
    }),
  );
  return `${kept.join("\n")}\n${`> ${words.markdown.cut(lines.length - kept.length)}\n`}`;
}
