/**
 * A word that no shell takes for anything but a word: no quotes, blanks, controls, no `$`, and nothing at its beginning
 * that a shell or meibo would read as more than a name. What a file says must never be run by whoever presses Tab.
 */
export function isSafe(word: string): boolean {
  return /^[\p{L}\p{N}_./][\p{L}\p{N}\p{M}_@%+=:,./-]*$/u.test(word);
}
