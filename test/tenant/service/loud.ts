/** A served tenant has nothing to tell, as a rule: what it tells fails the run. */
export function loud(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
