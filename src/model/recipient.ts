import { late } from "./late.ts";

/** A public key of age, as `age-keygen` prints it; whoever has the other half opens what is sealed for it. */
export type Recipient = string;

/** Is it a whole key of a kind that passwords can be sealed for? A letter that was mistyped or lost makes it none. */
export function isRecipient(text: string): boolean {
  try {
    new late.age.Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Keys that withstand quantum computers. */
export function isPostQuantum(recipient: Recipient): boolean {
  return /^age1(?:tag)?pq1/.test(recipient);
}
