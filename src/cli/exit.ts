/** What a command ends with; a promise to scripts. A new meaning takes a new number. */
export const EXIT = {
  done: 0,
  error: 1,
  changes: 2,
  refused: 3,
  partly: 4,
  stale: 5,
  locked: 6,
  signalled: 130,
} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];
