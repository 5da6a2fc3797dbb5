import { matchesGlob } from "node:path";
import type { Content } from "../../load/files.ts";
import type { ConsoleColumn } from "../../model/console.ts";
import type { Encoding } from "../../model/encoding.ts";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { isError, type Problem } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import { type Check, error, ok, problematic, type Site, skipped, warning, withSettings } from "./check.ts";

export const FILES: readonly Check[] = [
  { theme: "files", name: "roster", look: withSettings(roster) },
  { theme: "files", name: "encodings", look: withSettings(encodings) },
  { theme: "files", name: "templates", look: withSettings(templates) },
];

async function roster({ context: { root, configFile } }: Site): Promise<Finding> {
  const { loadRoster } = await import("../../load/roster.ts");
  const { ok: isValid, problems } = await loadRoster(root, configFile);
  const errors = problems.filter(isError).length;
  const mend = say("meibo validate shows each of them with its place and its way out");
  if (!isValid) return error(say("files of the roster have errors: {errors}", { errors }), mend);
  const warnings = problems.length;
  return warnings === 0
    ? ok(say("all files of the roster are valid"))
    : warning(say("the files of the roster are valid, and have warnings: {warnings}", { warnings }), mend);
}

/** What each file is written in, beside what is declared. */
async function encodings({ context: { root }, config }: Site, settings: Settings): Promise<readonly Finding[]> {
  const { openSources } = await import("../../load/sources.ts");
  const { users, roles, facts, approvals } = openSources(root, settings, config);
  const declared = settings.sources.encoding;
  const tables = users.filter(({ file }) => isTable(file));
  const found = [
    ...(await Promise.all(tables.map((content) => ofTable(content, declared)))).flat(),
    ...(await ofDocuments([...users.filter(({ file }) => !isTable(file)), ...roles, ...facts, ...approvals])),
    ...declared.flatMap(([glob]) => (tables.some(({ file }) => matchesGlob(file, glob)) ? [] : [unused(glob)])),
  ];
  if (found.length > 0) return found;
  const files = users.length + roles.length + facts.length + approvals.length;
  return [files === 0 ? skipped(say("there are no files of the roster yet")) : ok(encodingsClear(files))];
}

function encodingsClear(files: number) {
  return say("the encoding of every file is certain (files: {files})", { files });
}

function isTable(file: string): boolean {
  return /\.(csv|tsv)$/i.test(file);
}

async function ofTable(content: Content, declared: Settings["sources"]["encoding"]): Promise<readonly Finding[]> {
  const { decodeCsv } = await import("../../load/decode.ts");
  const { file } = content;
  const wanted = declared.find(([glob]) => matchesGlob(file, glob))?.[1];
  const decoded = decodeCsv(content, wanted);
  if (!decoded.ok) return [unreadable(file, decoded.problem)];
  if (wanted === undefined) return decoded.encoding === "shift_jis" ? [undeclared(file, decoded.encoding)] : [];
  // Japanese in UTF-8 is something else in Shift_JIS, and seldom nothing at all.
  const likely = decodeCsv(content);
  if (!likely.ok || likely.encoding === wanted) return [];
  if (likely.text !== decoded.text) return [other(error, file, wanted, likely.encoding)];
  return wanted === "shift_jis" ? [] : [other(warning, file, wanted, likely.encoding)];
}

async function ofDocuments(contents: readonly Content[]): Promise<readonly Finding[]> {
  const { decodeYaml } = await import("../../load/decode.ts");
  return contents.flatMap((content) => {
    const decoded = decodeYaml(content);
    return decoded.ok ? [] : [unreadable(content.file, decoded.problem)];
  });
}

function unreadable(file: string, found: Problem): Finding {
  return problematic(say("the encoding of {file} is not what it has to be", { file }), [found]);
}

/** Told from its bytes today; a file that is cut or joined tomorrow may be told wrongly. */
function undeclared(file: string, encoding: Encoding): Finding {
  const line = `${JSON.stringify(file)}: ${encoding}`;
  return warning(
    say("{file} is Shift_JIS, and nothing declares it", { file }),
    say("write below sources, encoding in meibo.yaml: {line}; or save the file as UTF-8", { line }),
  );
}

function other(grave: typeof warning, file: string, declared: Encoding, encoding: Encoding): Finding {
  return grave(
    say("{file} is declared as {declared} and is written as {encoding}", { file, declared, encoding }),
    say("declare {encoding} below sources, encoding in meibo.yaml, or save the file as {declared}", {
      encoding,
      declared,
    }),
  );
}

function unused(pattern: string): Finding {
  return warning(
    say("sources.encoding names {pattern}, which is no file of users in CSV", { pattern }),
    say("correct the path, or take the line out"),
  );
}

/** The console's own files in the repository: their columns are those of the contract when they were downloaded. */
async function templates({ context: { root }, config }: Site, settings: Settings): Promise<readonly Finding[]> {
  const { openSources } = await import("../../load/sources.ts");
  const files = openSources(root, settings, config).users.filter(({ file }) => /\.console\.csv$/i.test(file));
  if (files.length === 0) return [skipped(say("no file of the console, *.console.csv, is among the files of users"))];
  const found = (await Promise.all(files.map((content) => ofTemplate(content, settings)))).flat();
  return found.length > 0 ? found : [ok(say("the columns of the console's files are those of subscriptions"))];
}

async function ofTemplate(content: Content, settings: Settings): Promise<readonly Finding[]> {
  const { openCsv } = await import("../../load/open.ts");
  const { readTable } = await import("../../load/table.ts");
  const { headerReader } = await import("../../model/console.ts");
  const { file } = content;
  const { source } = openCsv(content, settings.sources.encoding);
  const table = source === undefined ? undefined : readTable(source).table;
  if (table === undefined) return [skipped(say("the header of {file} cannot be read", { file }))];
  return await compare(file, table.header.map(headerReader(settings.headers)), settings);
}

async function compare(
  file: string,
  columns: readonly ConsoleColumn[],
  { subscriptions, headers }: Settings,
): Promise<readonly Finding[]> {
  const { subscribed } = await import("../tenant.ts");
  const shown = subscribed(columns);
  const names = shown.filter((name) => !subscriptions.includes(name)).join(", ");
  const missing = subscriptions.filter((name) => !shown.includes(name)).join(", ");
  const unknown = columns.flatMap((column) => (column.kind === "unknown" ? [column.header] : [])).join(", ");
  const more = Object.keys(headers).length === 0;
  return [
    ...(names === ""
      ? []
      : [error(tooMany(file, names), say("add them to subscriptions in meibo.yaml, or download the file again"))]),
    ...(missing === ""
      ? []
      : [
          warning(
            tooFew(file, missing),
            say("download the file again, or take them out of subscriptions in meibo.yaml"),
          ),
        ]),
    ...(unknown === ""
      ? []
      : [
          warning(
            notKnown(file, unknown),
            more
              ? say("name them under headers in meibo.yaml if they are fields that meibo knows")
              : say("look whether headers in meibo.yaml spells them as the file does"),
          ),
        ]),
  ];
}

function tooMany(file: string, names: string) {
  return say("{file} has columns of products that subscriptions does not name: {names}", { file, names });
}

function tooFew(file: string, names: string) {
  return say("{file} has no columns of products that subscriptions names: {names}", { file, names });
}

function notKnown(file: string, names: string) {
  return say("{file} has columns that meibo does not know: {names}", { file, names });
}
