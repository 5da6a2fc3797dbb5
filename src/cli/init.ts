import { lstat, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { TIME_ZONES } from "../model/fields.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import { LANGUAGES } from "../model/settings.ts";
import type { Line } from "../render/line.ts";
import { type Words, wordsIn } from "../render/words/words.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { git } from "./git.ts";
import { type Answers, OWNER_FORM, TENANT_FORM, USUAL } from "./init/answers.ts";
import type { Given } from "./init/questions.ts";
import { visibilityOf } from "./visibility.ts";

interface InitFlags {
  readonly yes?: boolean;
  readonly from?: string;
  readonly tenant?: string;
  readonly codeowners?: string;
}

/** `meibo init`: everything a folder needs to become a roster. What exists already is kept. */
export async function init(context: Context, flags: InitFlags): Promise<Exit> {
  const proposed = await propose(context, flags);
  if (proposed === undefined) return EXIT.error;
  if (flags.yes === true) return await write(context, flags, proposed);
  if (await isThere(context)) context.screen.note([[context.words.init.configKept(context.configFile)]]);
  const { listenForStop } = await import("./signals.ts");
  // Held until the end, so that no signal falls between two files.
  const stopping = listenForStop(() => {});
  try {
    const { askAll } = await import("./init/wizard.ts");
    const answers = await askAll(proposed, context.words, givenBy(context, flags), stopping.stop);
    if (answers !== undefined && !stopping.stop.aborted) return await write(context, flags, answers);
    context.screen.note([[context.words.init.stopped]]);
    return EXIT.signalled;
  } finally {
    stopping.close();
  }
}

/** What `--yes` takes and the questions propose; undefined where something stands in the way, which is told. */
async function propose(context: Context, flags: InitFlags): Promise<Answers | undefined> {
  const { screen, words, cwd } = context;
  const wrong = misuseOf(context, flags);
  if (wrong.length > 0) {
    screen.problems(wrong);
    return undefined;
  }
  const answers = { ...(flags.yes === true ? USUAL : usualHere(words)), ...flagAnswers(context, flags) };
  if (flags.from === undefined) return answers;
  const { answersFrom, readDownload } = await import("./init/download.ts");
  const read = await readDownload(cwd, flags.from);
  screen.problems(read.problems);
  if (!read.ok) return undefined;
  const { users, encoding, headerLanguage, columns, unknownColumns } = read.value;
  const header = headerLanguage ?? words.note.mixedHeader;
  const how = words.note.readFile(encoding, header, columns.length, unknownColumns.length);
  screen.note([[words.note.readUsers(users.length, how)]]);
  return answersFrom(read.value, answers);
}

function misuseOf({ ask }: Context, { yes, tenant, codeowners }: InitFlags): readonly Problem[] {
  const found: Problem[] = [];
  if (yes !== true && ask === undefined) found.push(problem("init-unasked", {}));
  if (tenant !== undefined && !TENANT_FORM.test(tenant)) {
    const expected = say("small letters, digits and -");
    const hint = say("such as {example}", { example: "aoba" });
    found.push(problem("wrong-shape", { key: "--tenant", expected, got: tenant, hint }));
  }
  if (codeowners !== undefined && !OWNER_FORM.test(codeowners)) {
    const expected = say("a team, a user or a mail address");
    const hint = say("such as {example}", { example: "@aoba-denki/it-help" });
    found.push(problem("wrong-shape", { key: "--codeowners", expected, got: codeowners, hint }));
  }
  return found;
}

function flagAnswers({ flags: { lang: language } }: Context, { tenant, codeowners: owners }: InitFlags) {
  return {
    ...(language === undefined ? {} : { language }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(owners === undefined ? {} : { owners }),
  };
}

function givenBy({ flags: { lang } }: Context, { tenant, codeowners }: InitFlags): Given {
  return new Set([
    ...(lang === undefined ? [] : (["language"] as const)),
    ...(tenant === undefined ? [] : (["tenant"] as const)),
    ...(codeowners === undefined ? [] : (["owners"] as const)),
  ]);
}

/** Proposed to somebody who sits here: their language, and the time zone of their machine where MiiTel has it. */
function usualHere({ locale }: Words): Answers {
  const language = LANGUAGES.find((known) => known === locale) ?? "en";
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timeZone = TIME_ZONES.find((known) => known === here) ?? USUAL.timeZone;
  return { ...USUAL, language, timeZone, locale: language === "ja" ? "ja" : "en" };
}

async function write(context: Context, flags: InitFlags, answers: Answers): Promise<Exit> {
  const { root, configFile, screen } = context;
  const words = answers.language === undefined ? context.words : await wordsIn(answers.language);
  const { filesOf } = await import("./init/files.ts");
  const { writeAll } = await import("./init/write.ts");
  const written = await writeAll(root, filesOf(answers, configFile, words));
  if (!written.ok) {
    screen.problems([written.problem]);
    return EXIT.error;
  }
  const { wrote, kept } = written;
  const warnings = await warningsAbout(root);
  screen.problems(warnings.problems);
  if (context.flags.json === true) {
    screen.json({ wrote, kept });
    return EXIT.done;
  }
  screen.result([
    ...[...wrote.map((file) => words.note.wrote(file)), ...kept.map((file) => words.note.kept(file))].map(
      (text): Line => [text],
    ),
    [],
    ...(await nextSteps(root, flags, answers, words)).map((text): Line => [text]),
    ...(warnings.isUnknown ? [[words.init.keepPrivate]] : []),
  ]);
  return EXIT.done;
}

/** What would show people's data to others. */
async function warningsAbout(root: string) {
  const visibility = await visibilityOf(root, process.env);
  return {
    isUnknown: visibility === undefined,
    problems: [
      ...((await ignoresState(root)) ? [] : [problem("state-not-ignored", {})]),
      ...(visibility === "public" ? [problem("repository-public", {})] : []),
    ],
  };
}

async function nextSteps(
  root: string,
  { from }: InitFlags,
  { workflows, owners }: Answers,
  { init, note }: Words,
): Promise<readonly string[]> {
  return [
    from === undefined ? note.afterInit : init.thenImport(from),
    ...((workflows || owners !== "") && !(await isTop(root)) ? [init.notTop] : []),
    ...(workflows && !(await hasMeibo(root)) ? [init.install] : []),
    ...(workflows && owners === "" ? [init.noOwners] : []),
  ];
}

async function isThere({ root, configFile }: Context): Promise<boolean> {
  return await lstat(resolve(root, configFile)).then(
    () => true,
    () => false,
  );
}

/** GitHub looks at the top of a repository only. A folder in no repository may become one. */
async function isTop(root: string): Promise<boolean> {
  const below = await git(root, "rev-parse", "--show-prefix").catch(() => "");
  return below.toString().trim() === "";
}

/** The workflows run the meibo that the folder's `package.json` names. */
async function hasMeibo(root: string): Promise<boolean> {
  const text = await readFile(resolve(root, "package.json"), "utf8").catch(() => "");
  return /"meibo"\s*:/.test(text);
}

/** `.meibo/` holds people's data; it must not be offered to git. */
async function ignoresState(root: string): Promise<boolean> {
  const text = await readFile(resolve(root, ".gitignore"), "utf8");
  return /^\/?\.meibo\/?\s*$/m.test(text);
}
