import type { Impact, ImpactFact, Truth } from "../model/impact.ts";
import { IMPACT_FACTS } from "../model/impact-facts.ts";
import { CHANGE_KINDS, type Change, type Plan } from "../model/plan.ts";
import { pad } from "./columns.ts";
import { KINDS, SEVERITIES } from "./legend.ts";
import { type Line, styled } from "./line.ts";

/** Equal for everybody whom a kind of change concerns, so they are told once: signing in and seats. */
const COMMON: ReadonlySet<string> = new Set(
  IMPACT_FACTS.filter(
    ({ area, when }) =>
      /^(.*\.)?signIn$|^seats$/.test(area) && (when.kind === "always" || when.kind === "singleSignOn"),
  ).map(({ id }) => id),
);

/** A fact together with how far it holds for somebody. */
type Told = Impact & { readonly fact: ImpactFact };

/** What a change costs the person: the grave effects in words, the worst first, the rest as numbers. */
export function impactLines({ impacts }: Change, facts: Plan["impacts"]): readonly Line[] {
  const own = told(impacts, facts).filter(({ id }) => !COMMON.has(id));
  const affected = own.filter(({ fact }) => fact.polarity === "affected");
  const of = (severity: "critical" | "high") => affected.filter(({ fact }) => fact.severity === severity);
  const grave = [...of("critical"), ...of("high")];
  return [...grave.map(graveLine), ...restLine(affected.length - grave.length, own.length - affected.length)];
}

function told(impacts: readonly Impact[], facts: Plan["impacts"]): readonly Told[] {
  return impacts.flatMap((impact) => {
    const fact = facts[impact.id];
    return fact === undefined ? [] : [{ ...impact, fact }];
  });
}

function graveLine(impact: Told): Line {
  const { symbol, style } = SEVERITIES[impact.fact.severity];
  return ["        ", styled(style, pad(symbol, 2)), ` ${impactText(impact)}`];
}

function restLine(affected: number, kept: number): readonly Line[] {
  const parts = [...(affected === 0 ? [] : [`+${affected} affected`]), ...(kept === 0 ? [] : [`+${kept} kept`])];
  return parts.length === 0 ? [] : [[styled("dim", `        ${parts.join(", ")}`)]];
}

const DOUBT: Readonly<Record<Exclude<Truth, "false">, string>> = {
  true: "",
  likely: "may apply (likely): ",
  unknown: "may apply (not known): ",
};

function impactText({ id, truth, about = [], fact }: Told): string {
  const names = about.length === 0 ? "" : ` (${about.join(", ")})`;
  return `${DOUBT[truth]}${fact.text.replace(/\.$/, "")}${names}  ${id}`;
}

/** What holds for everybody alike, one line for each kind of change. */
export function commonLines({ changes, impacts }: Plan): readonly Line[] {
  const lines = CHANGE_KINDS.flatMap((kind): readonly Line[] => {
    const first = changes.find((change) => change.kind === kind);
    const common = told(first?.impacts ?? [], impacts).filter(({ id }) => COMMON.has(id));
    const { symbol, word, style } = KINDS[kind];
    const texts = common.map(impactText).join("; ");
    return common.length === 0 ? [] : [["  ", styled(style, symbol), ` ${pad(word, 11)} ${texts}`]];
  });
  return lines.length === 0 ? [] : [[], ["For everybody concerned"], ...lines];
}
