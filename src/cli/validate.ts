import type { Loaded } from "../load/roster.ts";
import { isError, type Problem, type Result, resultOf, sortProblems } from "../model/problem.ts";
import { annotations } from "../render/annotations.ts";
import { countText, hintOf, sentenceOf } from "../render/problem.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { VERSION } from "./version.ts";

type Format = "text" | "json" | "github" | "sarif";

interface ValidateFlags {
  readonly format: Format;
  readonly changedSince?: string;
}

/** `meibo validate`: all files, all problems, nothing else. */
export async function validate(context: Context, flags: ValidateFlags): Promise<Exit> {
  const { loadRoster } = await import("../load/roster.ts");
  const loaded = await judged(await loadRoster(context.root, context.configFile));
  const concerned = await onlyChanged(context, loaded.problems, flags.changedSince);
  if (!concerned.ok) {
    context.screen.problems(concerned.problems);
    return EXIT.error;
  }
  const format = context.flags.json === true ? "json" : flags.format;
  await REPORTS[format](context, concerned.value);
  if (format === "text" || format === "github") conclude(context, loaded, concerned.value);
  // An error blocks the plan wherever it stands: a renamed role breaks people in files that nobody touched.
  return loaded.ok ? EXIT.done : EXIT.error;
}

/** With what `policy` in `meibo.yaml` says of files that are valid; the guards say the same of a plan. */
async function judged(loaded: Result<Loaded>): Promise<Result<Loaded>> {
  if (!loaded.ok) return loaded;
  const found = await policyProblems(loaded.value);
  return found.length === 0 ? loaded : resultOf(loaded.value, sortProblems([...loaded.problems, ...found]));
}

export async function policyProblems({ settings, roster }: Loaded): Promise<readonly Problem[]> {
  const { ROSTER_GUARDS } = await import("../guard/guards.ts");
  return ROSTER_GUARDS.flatMap((guard) => guard({ settings, declared: roster.users }));
}

/** Everything is read, for people in one file depend on roles in another: of warnings only those in changed files are told. */
async function onlyChanged(
  { root, screen, words }: Context,
  problems: readonly Problem[],
  revision: string | undefined,
): Promise<Result<readonly Problem[]>> {
  if (revision === undefined) return { ok: true, value: problems, problems: [] };
  const { changedSince } = await import("./changed.ts");
  const changed = await changedSince(root, revision);
  if (!changed.ok) return changed;
  const told = problems.filter(
    (found) => isError(found) || found.place === undefined || changed.value.has(found.place.file),
  );
  const rest = problems.filter((found) => !told.includes(found));
  if (rest.length > 0) screen.note([[words.note.elsewhere(countText(rest, words), revision)]]);
  return { ok: true, value: told, problems: [] };
}

type Report = (context: Context, problems: readonly Problem[]) => void | Promise<void>;

const REPORTS: Readonly<Record<Format, Report>> = {
  text: ({ screen }, problems) => screen.problems(problems),
  json: ({ screen, words }, problems) =>
    screen.json(problems.map((found) => ({ ...found, message: sentenceOf(found, words), hint: hintOf(found, words) }))),
  github: ({ screen, words }, problems) => {
    screen.problems(problems);
    screen.text(annotations(problems, words));
  },
  sarif: async ({ screen, words }, problems) => {
    const { sarif } = await import("../render/sarif.ts");
    screen.json(sarif(problems, VERSION, words));
  },
};

function conclude(
  { screen, words }: Context,
  loaded: Result<{ roster: { users: readonly object[]; files: readonly string[] } }>,
  problems: readonly Problem[],
): void {
  if (!loaded.ok) {
    screen.note([[words.note.found(countText(loaded.problems, words))]]);
    return;
  }
  const { users, files } = loaded.value.roster;
  const found = problems.length === 0 ? words.note.noProblems : countText(problems, words);
  screen.result([[words.note.valid(users.length, files.length, found)]]);
}
