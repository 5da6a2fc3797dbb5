import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { armor, Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { sealerFor } from "../../src/cli/sealing.ts";
import { sealedFileOf } from "../../src/model/sealed.ts";
import { asLoginId, loginKey } from "../../src/model/user.ts";
import { folderWith, put } from "./command.ts";

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const RUN = "2026-12-01T0900-0badcafe";
const CHUNK = "2-create-001";
const FILE = `.meibo/sealed/${RUN}/${CHUNK}.age`;
const [ann, bob] = [asLoginId("Ann@aoba.example"), asLoginId("bob@aoba.example")];

function sealer(root: string, ageRecipients: readonly string[] = [recipient], deliver: "age" | "none" = "age") {
  return sealerFor({ root, run: RUN, passwords: { source: "generate", deliver, ageRecipients } });
}

async function opened(path: string, key = identity): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  return await decrypter.decrypt(armor.decode(readFileSync(path, "utf8")), "text");
}

function revealed(sealed: Awaited<ReturnType<ReturnType<typeof sealer>>>): Readonly<Record<string, string>> {
  return Object.fromEntries([...sealed.passwords].map(([key, password]) => [key, password.reveal()]));
}

describe("passwords of a chunk", () => {
  test("lie in a file that only its recipient opens, and are those that are sent", async () => {
    const root = folderWith();
    const sealed = await sealer(root)(CHUNK, [ann, bob]);
    const { [loginKey(ann)]: anns, [loginKey(bob)]: bobs } = revealed(sealed);
    expect(await opened(join(root, FILE))).toBe(`loginId,password\r\n${ann},${anns}\r\n${bob},${bobs}\r\n`);
    await expect(opened(join(root, FILE), await generateX25519Identity())).rejects.toThrow("no identity matched");
  });

  test("are named by their file and what it holds, and by nothing of a password", async () => {
    const root = folderWith();
    const sealed = await sealer(root)(CHUNK, [ann, bob]);
    const sha256 = createHash("sha256")
      .update(readFileSync(join(root, FILE)))
      .digest("hex");
    expect(sealed.sealed).toBe(`${FILE} sha256:${sha256}`);
    expect(sealedFileOf(sealed.sealed)).toEqual({ file: FILE, sha256 });
  });

  test("can be opened by each of several recipients, and by post-quantum keys", async () => {
    const root = folderWith();
    const keys = [await generateHybridIdentity(), await generateHybridIdentity()];
    await sealer(root, await Promise.all(keys.map(identityToRecipient)))(CHUNK, [ann]);
    const [one, other] = await Promise.all(keys.map((key) => opened(join(root, FILE), key)));
    expect(one).toMatch(/^loginId,password\r\nAnn@aoba.example,\S{16}\r\n$/);
    expect(other).toBe(one);
  });

  test("are for nobody else on the machine", async () => {
    const root = folderWith();
    await sealer(root)(CHUNK, [ann]);
    const modes = [".meibo", ".meibo/sealed", `.meibo/sealed/${RUN}`, FILE].map(
      (path) => statSync(join(root, path)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o700, 0o600]);
    expect(readdirSync(join(root, `.meibo/sealed/${RUN}`))).toEqual([`${CHUNK}.age`]);
  });

  test("are the same when some of its users are sent again", async () => {
    const root = folderWith();
    const seal = sealer(root);
    const first = await seal(CHUNK, [ann, bob]);
    const bytes = readFileSync(join(root, FILE));
    const [again, atOnce] = await Promise.all([seal(CHUNK, [bob]), seal(CHUNK, [ann])]);
    expect(again.sealed).toBe(first.sealed);
    expect(revealed(again)[loginKey(bob)]).toBe(revealed(first)[loginKey(bob)]);
    expect(revealed(atOnce)[loginKey(ann)]).toBe(revealed(first)[loginKey(ann)]);
    expect(readFileSync(join(root, FILE)).equals(bytes)).toBe(true);
  });

  test("are others in another chunk", async () => {
    const seal = sealer(folderWith());
    const [one, other] = [await seal(CHUNK, [ann]), await seal("2-create-002", [ann])];
    expect(one.sealed).not.toBe(other.sealed);
    expect(revealed(one)).not.toEqual(revealed(other));
  });

  test("are kept nowhere when people sign in by SSO, and are still the same for a chunk", async () => {
    const root = folderWith();
    const seal = sealer(root, [], "none");
    const [one, again] = [await seal(CHUNK, [ann]), await seal(CHUNK, [ann])];
    expect([one.sealed, readdirSync(root)]).toEqual(["none", []]);
    expect(revealed(again)).toEqual(revealed(one));
  });
});

const asRoot = process.getuid?.() === 0;

describe("nothing is handed out", () => {
  test("when a file of that name is there, and the file is left as it is", async () => {
    const root = folderWith({ [FILE]: "somebody else's" });
    await expect(sealer(root)(CHUNK, [ann])).rejects.toThrow(`sealed in ${FILE}: it exists already`);
    expect(readFileSync(join(root, FILE), "utf8")).toBe("somebody else's");
  });

  test("when a link of that name is there, wherever it leads", async () => {
    const root = folderWith();
    put(root, `.meibo/sealed/${RUN}/other`, "");
    symlinkSync("/nowhere", join(root, FILE));
    await expect(sealer(root)(CHUNK, [ann])).rejects.toThrow("it exists already");
  });

  test("when the folder is a file", async () => {
    await expect(sealer(folderWith({ ".meibo/sealed": "" }))(CHUNK, [ann])).rejects.toThrow(FILE);
  });

  test("when the disk is full, and nothing unfinished stays behind", () => {
    const root = folderWith();
    const sealing = { root, run: RUN, passwords: { source: "generate", deliver: "age", ageRecipients: [recipient] } };
    const script = `
      import { sealerFor } from ${JSON.stringify(join(import.meta.dirname, "../../src/cli/sealing.ts"))};
      await sealerFor(${JSON.stringify(sealing)})(${JSON.stringify(CHUNK)}, ["ann@aoba.example"]).catch((error) => console.log(error.message));
    `;
    const words = [
      "-c",
      'ulimit -f 0; exec "$@"',
      "",
      process.execPath,
      "--input-type=module-typescript",
      "-e",
      script,
    ];
    const { stdout } = spawnSync("bash", words, { encoding: "utf8" });
    expect(stdout).toContain(`sealed in ${FILE}: EFBIG`);
    expect(readdirSync(join(root, `.meibo/sealed/${RUN}`))).toEqual([]);
  });

  test.skipIf(asRoot)("when the folder may not be written to (not tried as root, who may always)", async () => {
    const root = folderWith();
    chmodSync(root, 0o500);
    await expect(sealer(root)(CHUNK, [ann])).rejects.toThrow("EACCES");
    chmodSync(root, 0o700);
  });

  test("when there is nobody to seal for", async () => {
    await expect(sealer(folderWith(), [])(CHUNK, [ann])).rejects.toThrow("for nobody");
  });
});
