/** Strong tags differ with every byte; a weak one stands for what means the same. */
type Comparison = "strong" | "weak";

const TAG = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/** Does an `If-Match` or an `If-None-Match` name this strong tag? One, several, or `*` for any. Source: RFC 9110, 8.8.3.2. */
export function namesTag(header: string, tag: string, comparison: Comparison): boolean {
  if (header.trim() === "*") return true;
  return [...header.matchAll(TAG)].some(
    ([, weak, opaque]) => opaque === tag && (weak === undefined || comparison === "weak"),
  );
}
