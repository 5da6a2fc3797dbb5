import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { decodeCsv } from "../../src/load/decode.ts";
import { loadRoster } from "../../src/load/roster.ts";
import { ENCODINGS, encode } from "../../src/model/encoding.ts";
import { CONFIG, folder } from "./folder.ts";

const CSV = "loginId,name\r\nichiro@aoba-denki.example,髙橋 一郎①㈱ﾊﾝ\r\n";

test.for(ENCODINGS)("a table in %s is told from its bytes", async (encoding) => {
  const encoded = encode(CSV, encoding);
  const bytes = encoded.ok ? encoded.bytes : new Uint8Array();
  expect(decodeCsv({ file: "a.csv", bytes })).toEqual({ ok: true, text: CSV, encoding });
  const loaded = await loadRoster(folder({ "users/a.csv": bytes }));
  expect(loaded.ok && loaded.value.roster.users[0]?.values.name).toBe("髙橋 一郎①㈱ﾊﾝ");
});

test("YAML may have a byte order mark", async () => {
  const loaded = await loadRoster(folder({ "users/a.yaml": "\uFEFFusers: [{ loginId: a@x.example, name: A }]\n" }));
  expect(loaded.ok && loaded.value.roster.users).toHaveLength(1);
});

test("bytes that are both are UTF-8, unless meibo.yaml says otherwise", async () => {
  const text = "loginId,name\r\na@x.example,営業部\r\n";
  const declared = `${CONFIG}sources: { encoding: { "users/a.csv": shift_jis } }\n`;
  const plain = await loadRoster(folder({ "users/a.csv": text }));
  const wrong = await loadRoster(folder({ "meibo.yaml": declared, "users/a.csv": text }));
  expect(plain.ok && plain.value.roster.users[0]?.values.name).toBe("営業部");
  expect(wrong.ok && wrong.value.roster.users[0]?.values.name).toBe("蝟ｶ讌ｭ驛ｨ");
});

test("no pair of bytes is read as Shift_JIS and means something else when it is written", () => {
  const pairs = Array.from({ length: 0x10000 }, (_, code) => Buffer.from([code >> 8, code & 0xff]));
  const wrong = pairs.filter((bytes) => {
    const decoded = decodeCsv({ file: "a.csv", bytes }, "shift_jis");
    return decoded.ok && iconv.decode(iconv.encode(decoded.text, "cp932"), "cp932") !== decoded.text;
  });
  expect(wrong).toEqual([]);
});

const ILL_FORMED = {
  "a byte that goes on with nothing": [0x80],
  "an overlong slash": [0xc0, 0xaf],
  "an overlong euro": [0xe0, 0x82, 0xac],
  "half of a surrogate pair": [0xed, 0xa0, 0x80],
  "a character beyond the last": [0xf4, 0x90, 0x80, 0x80],
  "a cut character": [0xe4, 0xbd],
} as const;

test.for(Object.keys(ILL_FORMED))("%s is no UTF-8, and the byte is told", (name) => {
  const bad = Object.entries(ILL_FORMED).find(([key]) => key === name)?.[1] ?? [];
  const bytes = Buffer.from([...Buffer.from("a,b\n佐,"), ...bad]);
  expect(decodeCsv({ file: "a.csv", bytes }, "utf-8")).toMatchObject({
    ok: false,
    problem: { name: "encoding-declared", args: { offset: 8 }, place: { line: 2 } },
  });
});
