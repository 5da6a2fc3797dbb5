import type { RunId } from "./journal.ts";

/** Where sealed passwords lie, from the folder of `meibo.yaml`. */
const SEALED_FOLDER = ".meibo/sealed";

/** The name of passwords that are kept nowhere, because people sign in by SSO. */
export const UNSEALED = "none";

/** A file of sealed passwords, and what it held when it was written. */
export interface SealedFile {
  /** Relative to the folder of `meibo.yaml`, with `/`. */
  readonly file: string;
  /** Of the sealed bytes, in hex; it tells nothing of what they hide. */
  readonly sha256: string;
}

export function sealedPath(run: RunId, chunk: string): string {
  return `${SEALED_FOLDER}/${run}/${chunk}.age`;
}

/** As the journal names it. */
export function sealedName({ file, sha256 }: SealedFile): string {
  return `${file} sha256:${sha256}`;
}

const NAME = /^(?<file>\.meibo\/sealed\/[\w-][\w.-]*\/[\w-][\w.-]*\.age) sha256:(?<sha256>[0-9a-f]{64})$/;

/** Undefined where the name is that of no file. */
export function sealedFileOf(name: string): SealedFile | undefined {
  const { file, sha256 } = NAME.exec(name)?.groups ?? {};
  return file === undefined || sha256 === undefined ? undefined : { file, sha256 };
}
