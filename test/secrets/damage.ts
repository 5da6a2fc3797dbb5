import { armor, Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { asLoginId } from "../../src/model/user.ts";
import { makePassword } from "../../src/secrets/password.ts";
import { seal } from "../../src/secrets/seal.ts";

export interface DamageOptions {
  readonly users: number;
  /** Every n-th cut and flip is tried; 1 is all. */
  readonly every: number;
}

export interface DamageCounts {
  readonly cuts: number;
  readonly flips: number;
  readonly refused: number;
  /** Opened with other content: never. */
  readonly accepted: readonly string[];
  /** Opened with the very same content: the armour allows white space behind its last line. */
  readonly same: readonly string[];
}

interface Damage {
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** Seals passwords, cuts the file at each byte and turns each of its bits, and tries to open what is left. */
export async function damageSealed({ users, every }: DamageOptions): Promise<DamageCounts> {
  const identity = await generateX25519Identity();
  const people = Array.from({ length: users }, (_, index) => asLoginId(`user${index + 1}@aoba.example`));
  const passwords = people.map((loginId) => ({ loginId, password: makePassword() }));
  const whole = Buffer.from(await seal(passwords, [await identityToRecipient(identity)]));
  const text = await opened(whole, identity);
  if (text === undefined || !text.includes("user1@aoba.example")) throw new Error("the undamaged file does not open");
  const counts = { cuts: 0, flips: 0, refused: 0, accepted: [] as string[], same: [] as string[] };
  const count = async ({ what, bytes }: Damage) => {
    const found = await opened(bytes, identity);
    if (found === undefined) counts.refused += 1;
    else if (found === text) counts.same.push(what);
    else counts.accepted.push(what);
  };
  for (const cut of chosen(cutsOf(whole), whole.length, every)) {
    await count(cut);
    counts.cuts += 1;
  }
  for (const flip of chosen(flipsOf(whole), whole.length * 8, every)) {
    await count(flip);
    counts.flips += 1;
  }
  return counts;
}

async function opened(bytes: Uint8Array, identity: string): Promise<string | undefined> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await decrypter.decrypt(armor.decode(Buffer.from(bytes).toString("utf8")), "text");
  } catch {
    return undefined;
  }
}

function* cutsOf(whole: Buffer): Generator<Damage> {
  for (let length = 0; length < whole.length; length += 1) {
    yield { what: `cut ${whole.length - length} bytes from the end`, bytes: whole.subarray(0, length) };
  }
}

function* flipsOf(whole: Buffer): Generator<Damage> {
  for (const [at, byte] of whole.entries()) {
    for (let bit = 0; bit < 8; bit += 1) {
      const bytes = Buffer.from(whole);
      bytes[at] = byte ^ (1 << bit);
      yield { what: `turn bit ${bit} of byte ${at - whole.length} from the end`, bytes };
    }
  }
}

/** The last ones always, because only there white space is allowed. */
function* chosen(all: Iterable<Damage>, count: number, every: number): Generator<Damage> {
  let number = 0;
  for (const damage of all) {
    if (number % every === 0 || number >= count - 16) yield damage;
    number += 1;
  }
}
