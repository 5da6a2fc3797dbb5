import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { isRecipient } from "../../model/recipient.ts";
import { type Check, error, ok, type Site, skipped } from "./check.ts";

export const PASSWORDS: readonly Check[] = [{ theme: "passwords", name: "recipients", look: recipients }];

/** Asked even of a configuration with errors. A key is never repeated: somebody may have written the secret half. */
function recipients({ config: { settings } }: Site): readonly Finding[] {
  if (settings === undefined) return [skipped(say("the configuration cannot be read"))];
  const { deliver, ageRecipients } = settings.passwords;
  if (deliver !== "age") return [skipped(say("passwords.deliver is {deliver}: no password is sealed", { deliver }))];
  const mend = say(
    "age-keygen makes a key; write its public half, which begins with age1, under passwords.ageRecipients",
  );
  if (ageRecipients.length === 0) {
    return [error(say("passwords.deliver is age, and passwords.ageRecipients names nobody"), mend)];
  }
  const wrong = ageRecipients.flatMap((recipient, index) => (isRecipient(recipient) ? [] : [index + 1]));
  if (wrong.length === 0) {
    return [
      ok(say("first passwords are sealed with keys that are whole (keys: {keys})", { keys: ageRecipients.length })),
    ];
  }
  return wrong.map((number) =>
    error(say("key number {number} of passwords.ageRecipients is no whole public key of age", { number }), mend),
  );
}
