/** `count` of `total` in percent; 0 of 0 is 0. */
export function percentOf(count: number, total: number): number {
  return total === 0 ? 0 : (count / total) * 100;
}

/** `31.3 %` */
export function percentText(percent: number): string {
  return `${Number(percent.toFixed(1))} %`;
}

/** Does a share break its limit? With fewer than `minUsers` people one of them is already many percent. */
export function exceeds(count: number, total: number, limit: number, minUsers: number): boolean {
  return total >= minUsers && percentOf(count, total) > limit;
}
