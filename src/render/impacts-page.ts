import type { WriteKind } from "../model/connector.ts";
import type { Evidence, Value, ValueKey } from "../model/fields.ts";
import type { CataloguedFact, Condition, Truth, UserList } from "../model/impact.ts";
import { IMPACT_FACTS } from "../model/impact-facts.ts";
import { SEVERITIES } from "./legend.ts";
import { en } from "./words/en.ts";

const CHAPTERS: Readonly<Record<WriteKind, string>> = {
  delete: "Deleting",
  deactivate: "Deactivating",
  activate: "Activating",
  create: "Creating",
  update: "Updating",
};

const INTRODUCTION = `# Impacts

What each action does to the person concerned, and what it leaves as it is. A plan names these facts by their ids, and an approval
of a delete acknowledges the critical ones; an id never changes its meaning. A new user who may administrate or take data out has
the impacts UPD-A01 and UPD-A05 too.

- A fact whose condition does not hold is left out. Where it *may* hold, the plan says so: *likely* is a judgement, *not known*
  lacks a fact that nobody wrote down. Files in \`facts/\` hold such facts; a list in them counts for everybody only with
  \`complete: true\`.
- Of what is affected, a plan tells ${symbolText("critical")} and ${symbolText("high")}, and counts the rest. An approval acknowledges
  what is critical and certain or likely.
- Sources S0 to S4 are pages of the vendor, listed in [miitel.md](miitel.md#sources-of-the-impacts).
`;

function symbolText(severity: "critical" | "high"): string {
  return `\`${SEVERITIES[severity].symbol}\` ${en.severities[severity]}`;
}

/** The page of all impacts, by action and in the order in which plans name them. */
export function impactsPage(): string {
  const facts = Map.groupBy(IMPACT_FACTS, ({ action }) => action);
  return [INTRODUCTION, ...[...facts].map(([action, own]) => chapter(CHAPTERS[action], own))].join("\n");
}

function chapter(title: string, facts: readonly CataloguedFact[]): string {
  const { affected = [], kept = [] } = Object.groupBy(facts, ({ polarity }) => polarity);
  const table = [
    "| id | what is affected | when | severity | can be undone | source |",
    "| --- | --- | --- | --- | --- | --- |",
    ...affected.map(affectedRow),
    "",
  ];
  const rest = ["| id | what is kept | when | source |", "| --- | --- | --- | --- |", ...kept.map(keptRow), ""];
  return [`## ${title}`, "", ...table, ...(kept.length === 0 ? [] : rest)].join("\n");
}

function affectedRow({ id, text, when, severity, reversible, evidence, source }: CataloguedFact): string {
  const undone = reversible === undefined ? "not known" : UNDONE[`${reversible}`];
  return row([id, text, conditionText(when), en.severities[severity], undone, sourceText(evidence, source)]);
}

const UNDONE = { true: "yes", false: "no" } as const;

function keptRow({ id, text, when, evidence, source }: CataloguedFact): string {
  return row([id, text, conditionText(when), sourceText(evidence, source)]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(" | ")} |`;
}

const MARKS: Readonly<Record<Evidence, string>> = {
  seed: "vendor's help page",
  public: "other public page",
  inferred: "judgement",
};

function sourceText(evidence: Evidence, source: string): string {
  return `${MARKS[evidence]}: ${source}`;
}

const LISTS: Readonly<Record<UserList, string>> = {
  incomingCallRuleTargets: "an incoming call rule calls the user",
  meetingHosts: "the user hosted meetings",
  meetingUploaders: "the user uploaded meetings",
  tableThemeOwners: "the user made table themes",
  integrations: "the user is connected to other services",
};

const TRUTH_WORDS: Readonly<Record<Truth, string>> = {
  true: "certain",
  likely: "likely",
  unknown: "not known",
  false: "not so",
};

/** When a fact holds, in words. */
function conditionText(when: Condition): string {
  switch (when.kind) {
    case "always":
      return "always";
    case "field":
      return `${fieldText(when.key, when.equals)}${otherwiseText(when)}`;
    case "listed":
      return `${LISTS[when.list]} (facts: ${when.list})`;
    case "changed":
      return `${when.key} changes`;
    case "changedTo":
      return `set: ${when.anyOf.map(({ key, to }) => fieldText(key, to)).join(", or ")}`;
    case "renamed":
      return "the Login ID changes";
    case "seatsExceeded":
      return "the users of the plan are more than the contract's seats";
    case "singleSignOn":
      return "single sign-on is in use (facts: ssoEnabled)";
    case "all":
      return when.conditions.map(conditionText).join(", and ");
    case "anyOf":
      return when.conditions.map(conditionText).join(", or ");
    default:
      return when satisfies never;
  }
}

function fieldText(key: ValueKey, value: Value): string {
  return `${key} is ${VALUE_WORDS[`${value}`] ?? value}`;
}

const VALUE_WORDS: Readonly<Record<string, string>> = { true: "on", false: "off" };

function otherwiseText({ otherwise, anySubscribed = [] }: Extract<Condition, { readonly kind: "field" }>): string {
  const other = otherwise === undefined ? "" : ` (${TRUTH_WORDS[otherwise.truth]} under ${otherwise.equals})`;
  return anySubscribed.length === 0 ? other : `${other}, with ${anySubscribed.join(" or ")} in the contract`;
}

/** Texts in a table may hold what Markdown would take for itself. */
function cell(text: string): string {
  return text.replace(/[\\|`*_[\]<>]/g, "\\$&");
}
