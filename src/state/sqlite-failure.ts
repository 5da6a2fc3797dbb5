import { say, type Told } from "../model/phrases.ts";
import { NOWHERE, placed, stateFailure, stateFailureOf } from "./failure.ts";

/** Every failure names the file, and says what to do where that is known. */
export function saying<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw said(path, error);
  }
}

function said(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const known = stateFailureOf(error);
  const at = `${path}: `;
  if (known !== undefined) return stateFailure(known, placed(at, error.message), error);
  const code = sqliteCode(error) ?? ("syscall" in error || codeOf(error) === TOO_LARGE ? codeOf(error) : undefined);
  if (code === undefined) return error;
  if (DAMAGED.has(code)) return stateFailure("state-damaged", placed(at, NOT_OURS), error);
  return stateFailure("state-unusable", placed(at, REASONS[String(code)] ?? error.message), error);
}

/** Of a file, whose name is put before it. */
export const NOT_OURS = say("{at}this is no state file of meibo, or it is damaged", NOWHERE);

/** What Node says of a number that no state file has. */
const TOO_LARGE = "ERR_OUT_OF_RANGE";
const SQLITE_BUSY = 5;
/** Statements that are right fail by themselves (1) or break a rule (19) only where the tables are not what was written. */
const DAMAGED: ReadonlySet<unknown> = new Set([1, 11, 19, 26, TOO_LARGE]);

const REASONS: Readonly<Record<string, Told>> = {
  3: say("{at}access is refused; give this account the right to write the file and its folder", NOWHERE),
  [SQLITE_BUSY]: say("{at}another program keeps it locked; close that program, then try again", NOWHERE),
  8: say("{at}it cannot be written; give this account the right to write the file and its folder", NOWHERE),
  10: say("{at}reading or writing failed; look whether the disk is sound and there", NOWHERE),
  13: say("{at}the disk is full; make room on it, then try again", NOWHERE),
  14: say(
    "{at}it cannot be opened; give this account the right to write its folder, or name another in state.path",
    NOWHERE,
  ),
  EACCES: say("{at}access is refused; give this account the right to write the file and its folder", NOWHERE),
  EPERM: say("{at}access is refused; give this account the right to write the file and its folder", NOWHERE),
  EROFS: say("{at}the disk may only be read; name a folder that can be written in state.path", NOWHERE),
  ENOSPC: say("{at}the disk is full; make room on it, then try again", NOWHERE),
  ENOTDIR: say("{at}a part of the path is a file, not a folder; mend state.path", NOWHERE),
  EEXIST: say("{at}a part of the path is a file, not a folder; mend state.path", NOWHERE),
};

/** Another process has it at this moment. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error) === SQLITE_BUSY;
}

/** SQLite's own number, without what it says in more detail above the lowest byte. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode & 0xff;
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
