const SQLITE_BUSY = 5;

/** Did another process keep the tenant's database locked for longer than was waited? Nothing was written. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return false;
  // The bits above say more of the same.
  return (error.errcode & 0xff) === SQLITE_BUSY;
}
