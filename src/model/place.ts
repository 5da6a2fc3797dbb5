/** Where something stands, for people: lines and columns count from 1. */
export interface Place {
  /** Relative to the folder of `meibo.yaml`, with `/`. */
  readonly file: string;
  readonly line?: number;
  /** In characters. */
  readonly column?: number;
  /** Characters to underline. */
  readonly length?: number;
  /** CSV: the record, the header not counted. */
  readonly row?: number;
  /** CSV: the name of the column. */
  readonly cell?: string;
}

export function comparePlaces(a: Place | undefined, b: Place | undefined): number {
  if (a === undefined || b === undefined) return (a === undefined ? 0 : 1) - (b === undefined ? 0 : 1);
  return (
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.row ?? 0) - (b.row ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0)
  );
}

/** By code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
