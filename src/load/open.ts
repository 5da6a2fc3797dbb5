import { matchesGlob } from "node:path";
import type { Problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { isWild } from "./checks/settings.ts";
import { type Decoded, decodeCsv, decodeYaml } from "./decode.ts";
import type { Content } from "./files.ts";
import { scanCsv, scanYaml } from "./scan.ts";
import type { Source } from "./source.ts";

export interface Opened {
  readonly source?: Source;
  /** With any of these, the text is not worth parsing. */
  readonly problems: readonly Problem[];
}

export function openYaml(content: Content): Opened {
  return scanned(content, decodeYaml(content), scanYaml);
}

export function openCsv(content: Content, declared: Settings["sources"]["encoding"]): Opened {
  const [, encoding] = declared.find(([glob]) => !isWild(glob) && matchesGlob(content.file, glob)) ?? [];
  return scanned(content, decodeCsv(content, encoding), scanCsv);
}

function scanned({ file }: Content, decoded: Decoded, scan: (source: Source) => readonly Problem[]): Opened {
  if (!decoded.ok) return { problems: [decoded.problem] };
  const source = { file, text: decoded.text };
  return { source, problems: scan(source) };
}
