import { isConsoleFile } from "../model/console.ts";
import type { FileDiff, TextFile } from "../model/file-change.ts";
import { cellSplices } from "./csv-cells.ts";
import { diffOf, splicedBytes } from "./splice.ts";
import { type Edit, type Spliced, type Unwritten, yamlSplices } from "./yaml-entry.ts";

/** A file with the words of some entries changed, and nothing else. */
export interface Edited {
  readonly bytes: Uint8Array;
  readonly diff: FileDiff;
  readonly unwritten: readonly Unwritten[];
}

/** Whatever cannot be written is left out, by name. */
export function editFile(file: TextFile, edits: readonly Edit[]): Edited {
  const { splices, unwritten } = splicesOf(file, edits);
  const written = splicedBytes(file, splices);
  if (written.ok) return { bytes: written.bytes, diff: diffOf(file.file, file.text, splices), unwritten };
  return withoutCharacters(file, edits);
}

/** The stretches of a file that edits change. */
export function splicesOf({ file, text, separator, columns }: TextFile, edits: readonly Edit[]): Spliced {
  if (separator === undefined) return yamlSplices(text, edits);
  return cellSplices(text, separator, edits, { mayGrow: !isConsoleFile(file), keys: columns });
}

/** One person whose name the encoding cannot carry must not keep the others from being written. */
function withoutCharacters(file: TextFile, edits: readonly Edit[]): Edited {
  const fits = (edit: Edit) => splicedBytes(file, splicesOf(file, [edit]).splices).ok;
  const { bytes, diff, unwritten } = editFile(file, edits.filter(fits));
  const left = edits
    .filter((edit) => !fits(edit))
    .flatMap(({ loginId, writings }) => writings.map(({ key }) => ({ loginId, key, why: "noCharacter" as const })));
  return { bytes, diff, unwritten: [...unwritten, ...left] };
}
