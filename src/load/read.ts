import { isConsoleFile } from "../model/console.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { readConsoleUsers } from "./console-users.ts";
import { type Document, type Format, readDocument, USERS_FORMAT } from "./document.ts";
import type { Entry } from "./entry.ts";
import { readExtended } from "./extended.ts";
import type { Content } from "./files.ts";
import { openCsv, openYaml } from "./open.ts";
import type { Source } from "./source.ts";
import { readTable } from "./table.ts";
import { readUsers } from "./users.ts";

export interface ReadDocuments<T> {
  readonly documents: readonly Document<T>[];
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** YAML files of one kind. */
export function readDocuments<T>(contents: readonly Content[], format: Format<T>): ReadDocuments<T> {
  const all = contents.map((content) => {
    const { source, problems } = openYaml(content);
    if (source === undefined || problems.length > 0) return { source, document: undefined, problems };
    const read = readDocument(source, format);
    return { source, document: read.document, problems: read.problems };
  });
  return {
    documents: all.flatMap(({ document }) => document ?? []),
    sources: all.flatMap(({ source }) => source ?? []),
    problems: all.flatMap(({ problems }) => problems),
  };
}

export interface ReadPeople {
  readonly entries: readonly Entry[];
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** The people of one file; the end of its name says how they are written. */
export function readPeople(content: Content, settings: Settings): ReadPeople {
  const { file } = content;
  if (/\.ya?ml$/i.test(file)) return readYamlPeople(content);
  if (/\.(csv|tsv)$/i.test(file)) return readCsvPeople(content, settings);
  return { entries: [], sources: [], problems: [problem("file-kind", { file }, { place: { file } })] };
}

function readYamlPeople(content: Content): ReadPeople {
  const { documents, sources, problems } = readDocuments([content], USERS_FORMAT);
  const read = documents.map(readUsers);
  return {
    entries: read.flatMap(({ entries }) => entries),
    sources,
    problems: [...problems, ...read.flatMap((one) => one.problems)],
  };
}

function readCsvPeople(content: Content, { sources: declared, headers }: Settings): ReadPeople {
  const { source, problems } = openCsv(content, declared.encoding);
  const sources = source === undefined ? [] : [source];
  if (source === undefined || problems.length > 0) return { entries: [], sources, problems };
  const { table, problems: ofTable } = readTable(source);
  if (table === undefined) return { entries: [], sources, problems: ofTable };
  const read = isConsoleFile(content.file) ? readConsoleUsers : readExtended;
  const { entries, problems: ofRows } = read(table, headers);
  return { entries, sources, problems: [...ofTable, ...ofRows] };
}
