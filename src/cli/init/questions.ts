import { addressOf } from "../../connectors/http/address.ts";
import { SUBSCRIPTIONS, TIME_ZONES } from "../../model/fields.ts";
import { LANGUAGES } from "../../model/settings.ts";
import { phraseText } from "../../render/phrase.ts";
import type { Words } from "../../render/words/words.ts";
import { type Answers, DOMAIN_FORM, domainsIn, OFFERED, OWNER_FORM, TENANT_FORM } from "./answers.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** One question, and what its answer makes of the answers until then. */
export type Question =
  | {
      readonly kind: "one";
      readonly message: string;
      readonly options: readonly Option[];
      readonly initial: string;
      readonly take: (value: string) => Answers;
    }
  | {
      readonly kind: "many";
      readonly message: string;
      readonly options: readonly Option[];
      readonly initial: readonly string[];
      readonly take: (values: readonly string[]) => Answers;
    }
  | {
      readonly kind: "text";
      readonly message: string;
      readonly initial: string;
      /** What is wrong with it; undefined where nothing is. */
      readonly check: (text: string) => string | undefined;
      readonly take: (text: string) => Answers;
    }
  | {
      readonly kind: "yes";
      readonly message: string;
      readonly initial: boolean;
      readonly take: (yes: boolean) => Answers;
    };

/** What a flag has answered already. */
export type Given = ReadonlySet<"language" | "tenant" | "owners">;

/** Undefined where there is nothing to ask. The answers until then are also what each question proposes. */
type Asking = (draft: Answers, words: Words, given: Given) => Question | undefined;

/** In the order in which they are asked. */
export const QUESTIONS: readonly Asking[] = [
  language,
  tenant,
  connector,
  url,
  subscriptions,
  timeZone,
  domains,
  workflows,
  owners,
];

/** In their own language, whichever one is read now. */
const LANGUAGE_NAMES = { en: "English", ja: "日本語", id: "Bahasa Indonesia" } as const;

function language(draft: Answers, { init }: Words, given: Given): Question | undefined {
  if (given.has("language")) return undefined;
  return {
    kind: "one",
    message: init.questions.language,
    options: LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
    initial: draft.language ?? "en",
    take: (value) => {
      const language = LANGUAGES.find((known) => known === value) ?? "en";
      return { ...draft, language };
    },
  };
}

function tenant(draft: Answers, { init }: Words, given: Given): Question | undefined {
  if (given.has("tenant")) return undefined;
  return {
    kind: "text",
    message: init.questions.tenant,
    initial: draft.tenant,
    check: (text) => (TENANT_FORM.test(text.trim()) ? undefined : init.wrong.tenant),
    take: (text) => ({ ...draft, tenant: text.trim() }),
  };
}

function connector(draft: Answers, { init }: Words): Question {
  return {
    kind: "one",
    message: init.questions.connector,
    options: OFFERED.map((value) => ({ value, label: init.connectors[value] })),
    initial: draft.connector,
    take: (value) => ({ ...draft, connector: OFFERED.find((known) => known === value) ?? draft.connector }),
  };
}

function url(draft: Answers, words: Words): Question | undefined {
  if (draft.connector !== "http") return undefined;
  return {
    kind: "text",
    message: words.init.questions.url,
    initial: draft.url,
    check: (text) => urlFault(text.trim(), words),
    take: (text) => ({ ...draft, url: text.trim() }),
  };
}

function urlFault(text: string, words: Words): string | undefined {
  try {
    addressOf(text);
    return undefined;
  } catch (error) {
    return phraseText(error instanceof Error ? error.message : String(error), words);
  }
}

function subscriptions(draft: Answers, { init }: Words): Question {
  return {
    kind: "many",
    message: init.questions.subscriptions,
    options: SUBSCRIPTIONS.map((value) => ({ value, label: init.subscriptions[value] })),
    initial: draft.subscriptions,
    take: (values) => ({ ...draft, subscriptions: SUBSCRIPTIONS.filter((name) => values.includes(name)) }),
  };
}

function timeZone(draft: Answers, { init }: Words): Question {
  return {
    kind: "one",
    message: init.questions.timeZone,
    options: TIME_ZONES.map((value) => ({ value, label: value })),
    initial: draft.timeZone,
    take: (value) => ({ ...draft, timeZone: value }),
  };
}

function domains(draft: Answers, { init }: Words): Question {
  return {
    kind: "text",
    message: init.questions.domains,
    initial: draft.loginIdDomains.join(", "),
    check: (text) => {
      const wrong = domainsIn(text).find((domain) => !DOMAIN_FORM.test(domain));
      return wrong === undefined ? undefined : init.wrong.domain(wrong);
    },
    take: (text) => ({ ...draft, loginIdDomains: domainsIn(text) }),
  };
}

function workflows(draft: Answers, { init }: Words): Question {
  return {
    kind: "yes",
    message: init.questions.workflows,
    initial: draft.workflows,
    take: (workflows) => ({ ...draft, workflows }),
  };
}

function owners(draft: Answers, { init }: Words, given: Given): Question | undefined {
  if (given.has("owners")) return undefined;
  return {
    kind: "text",
    message: init.questions.owners,
    initial: draft.owners,
    check: (text) => (text.trim() === "" || OWNER_FORM.test(text.trim()) ? undefined : init.wrong.owners),
    take: (text) => ({ ...draft, owners: text.trim() }),
  };
}
