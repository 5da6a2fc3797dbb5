import { writeCsv } from "../model/csv.ts";
import { late } from "../model/late.ts";
import type { Recipient } from "../model/recipient.ts";
import type { Secret } from "../model/secret.ts";
import type { LoginId } from "../model/user.ts";

export interface Password {
  readonly loginId: LoginId;
  readonly password: Secret;
}

/**
 * Passwords in an armoured age file that each of the recipients opens alone. Inside is a CSV in UTF-8 with the columns
 * `loginId` and `password`.
 */
export async function seal(passwords: readonly Password[], recipients: readonly Recipient[]): Promise<string> {
  if (recipients.length === 0) throw new Error("passwords cannot be sealed for nobody");
  const { armor, Encrypter } = late.age;
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(tableOf(passwords)));
}

function tableOf(passwords: readonly Password[]): string {
  return writeCsv([["loginId", "password"], ...passwords.map(({ loginId, password }) => [loginId, password.reveal()])]);
}
