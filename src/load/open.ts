import { matchesGlob } from "node:path";
import { headerReader, isConsoleFile } from "../model/console.ts";
import type { TextFile } from "../model/file-change.ts";
import type { Problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { isWild } from "./checks/settings.ts";
import { type Decoded, decodeCsv, decodeYaml } from "./decode.ts";
import { columnKeys } from "./extended.ts";
import type { Content } from "./files.ts";
import { scanCsv, scanYaml } from "./scan.ts";
import type { Source } from "./source.ts";
import { readTable, separatorOf } from "./table.ts";

export interface Opened {
  readonly source?: Source;
  /** With any of these, the text is not worth parsing. */
  readonly problems: readonly Problem[];
}

export function openYaml(content: Content): Opened {
  return scanned(content, decodeYaml(content), scanYaml);
}

export function openCsv(content: Content, declared: Declared): Opened {
  return scanned(content, decodeTable(content, declared), scanCsv);
}

type Declared = Settings["sources"]["encoding"];

function decodeTable(content: Content, declared: Declared): Decoded {
  const [, encoding] = declared.find(([glob]) => !isWild(glob) && matchesGlob(content.file, glob)) ?? [];
  return decodeCsv(content, encoding);
}

/** A file of people as text, to be changed and written back in the same encoding; undefined where it cannot be read. */
export function textOf(content: Content, { sources, headers }: Settings): TextFile | undefined {
  const { file, bytes } = content;
  const isTable = !/\.ya?ml$/i.test(file);
  const decoded = isTable ? decodeTable(content, sources.encoding) : decodeYaml(content);
  if (!decoded.ok) return undefined;
  const { text, encoding } = decoded;
  return { file, bytes, text, encoding, ...(isTable ? tableOf(file, text, headers) : {}) };
}

function tableOf(file: string, text: string, headers: Settings["headers"]): Pick<TextFile, "separator" | "columns"> {
  const { table } = readTable({ file, text });
  const separator = separatorOf(text);
  if (table === undefined) return { separator };
  const columns = isConsoleFile(file) ? consoleKeys(table.header, headers) : columnKeys(table.header, headers);
  return { separator, columns };
}

function consoleKeys(header: readonly string[], headers: Settings["headers"]): readonly (string | undefined)[] {
  const read = headerReader(headers);
  return header.map((name) => {
    const column = read(name);
    return column.kind === "field" ? column.key : undefined;
  });
}

function scanned({ file }: Content, decoded: Decoded, scan: (source: Source) => readonly Problem[]): Opened {
  if (!decoded.ok) return { problems: [decoded.problem] };
  const source = { file, text: decoded.text };
  return { source, problems: scan(source) };
}
