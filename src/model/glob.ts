/** Matches a whole text, such as a Login ID, without regard to case: `*` is any run of characters, `?` is one. */
export function matcherOf(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.length === 0) return () => false;
  const all = patterns.map((pattern) =>
    pattern
      .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
      .replace(/\*+/g, ".*")
      .replace(/\?/g, "."),
  );
  const whole = new RegExp(`^(?:${all.join("|")})$`, "isu");
  return (text) => whole.test(text);
}
