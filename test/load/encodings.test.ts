import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { decodeCsv, decodeYaml } from "../../src/load/decode.ts";
import { openCsv } from "../../src/load/open.ts";
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

describe("Shift_JIS, the Windows code page 932", () => {
  const DECLARED = [["*.csv", "shift_jis"]] as const;
  const opened = (bytes: Uint8Array) => openCsv({ file: "a.csv", bytes }, DECLARED);

  test("every two bytes are read without loss, or refused with their place", () => {
    const counts = { read: 0, refused: 0 };
    const wrong: string[] = [];
    for (let code = 0; code < 0x10000; code += 1) {
      const bytes = Buffer.from([code >> 8, code & 0xff]);
      const { source, problems } = opened(bytes);
      if (problems.length > 0) {
        counts.refused += 1;
        if (problems.some(({ place }) => place?.file !== "a.csv" || place.line === undefined))
          wrong.push(bytes.toString("hex"));
        continue;
      }
      counts.read += 1;
      const again = encode(source?.text ?? "", "shift_jis");
      const text = again.ok ? iconv.decode(Buffer.from(again.bytes), "cp932") : undefined;
      if (text !== source?.text) wrong.push(bytes.toString("hex"));
    }
    expect(wrong).toEqual([]);
    expect(counts.read + counts.refused).toBe(0x10000);
    expect(counts.read).toBeGreaterThan(30_000);
  });

  test("every character of the basic plane is written and read again as itself, or refused by name", () => {
    const counts = { written: 0, refused: 0 };
    const wrong: string[] = [];
    for (let code = 0; code < 0x10000; code += 1) {
      const character = String.fromCharCode(code);
      const encoded = encode(`a${character}b`, "shift_jis");
      const named = encoded.ok || (encoded.characters.length === 1 && encoded.characters[0] === character);
      const read = encoded.ok ? decodeCsv({ file: "a.csv", bytes: encoded.bytes }, "shift_jis") : undefined;
      if (!named || (read !== undefined && !(read.ok && read.text === `a${character}b`))) wrong.push(code.toString(16));
      counts[encoded.ok ? "written" : "refused"] += 1;
    }
    expect(wrong).toEqual([]);
    expect(counts.written).toBeGreaterThan(7_000);
    expect(counts.refused).toBeGreaterThan(50_000);
  });

  test("the user-defined area is neither read nor written", () => {
    const leads = Array.from({ length: 10 }, (_, n) => 0xf0 + n);
    const read = leads.flatMap((lead) =>
      [0x40, 0x80, 0xfc].filter(
        (trail) => decodeCsv({ file: "a.csv", bytes: Buffer.from([lead, trail]) }, "shift_jis").ok,
      ),
    );
    const written = Array.from({ length: 0x1900 }, (_, n) => String.fromCharCode(0xe000 + n)).filter(
      (character) => encode(character, "shift_jis").ok,
    );
    expect([read, written]).toEqual([[], []]);
  });

  test.for([0x1a, 0x1c, 0x7f, 0x80, 0xa0, 0xfd, 0xfe, 0xff])(
    "the byte 0x%s, which decoders read differently, is refused",
    (byte) => {
      const { problems } = opened(Buffer.from([0x61, byte]));
      expect(problems.map(({ severity }) => severity)).toContain("error");
    },
  );

  test.for(["\x1A", "\x1C", "\x7F", "\x80", "\u00A0"])("%j is not written", (character) => {
    expect(encode(character, "shift_jis").ok).toBe(false);
  });
});

test("a character that cannot be written is named, with its cell and the ways out", async () => {
  const meibo = `${CONFIG}connector: { kind: handoff, handoff: { encoding: shift_jis } }\n`;
  const csv = "loginId,name\na@x.example,𠮷田〜é\n";
  const loaded = await loadRoster(folder({ "meibo.yaml": meibo, "users/a.csv": csv }));
  expect(loaded.problems).toMatchObject([
    {
      name: "name-encoding",
      place: { file: "users/a.csv", line: 2, column: 13, row: 1, cell: "name" },
      args: {
        characters: "𠮷 (U+20BB7), 〜 (U+301C), é (U+00E9)",
        hint: "use another character, or choose utf-8 as connector.handoff.encoding and in the console",
      },
    },
  ]);
});

test.for([
  ["9〜5", "write ～ for 〜 (U+301C), or"],
  ["A−B", "write － for − (U+2212), or"],
  ["か\u3099", "write が"],
])("the character that looks the same is offered for %s", async ([name = "", hint = ""]) => {
  const meibo = `${CONFIG}connector: { kind: handoff, handoff: { encoding: shift_jis } }\n`;
  const loaded = await loadRoster(
    folder({ "meibo.yaml": meibo, "users/a.csv": `loginId,name\na@x.example,${name}\n` }),
  );
  const found = loaded.problems.find((problem) => problem.name === "name-encoding");
  expect(found?.args["hint"]).toContain(hint);
});

const ILL_FORMED = {
  "a byte that goes on with nothing": "80",
  "the last byte that goes on with nothing": "BF",
  "two bytes that go on with nothing": "80 BF",
  "an overlong NUL": "C0 80",
  "an overlong slash": "C0 AF",
  "an overlong DEL": "C1 BF",
  "an overlong slash of three bytes": "E0 80 AF",
  "an overlong euro": "E0 82 AC",
  "the longest overlong of three bytes": "E0 9F BF",
  "an overlong slash of four bytes": "F0 80 80 AF",
  "the longest overlong of four bytes": "F0 8F BF BF",
  "five bytes": "F8 88 80 80 80",
  "six bytes": "FC 84 80 80 80 80",
  "the first half of a surrogate pair": "ED A0 80",
  "the last first half": "ED AF BF",
  "the second half of a surrogate pair": "ED B0 80",
  "the last second half": "ED BF BF",
  "a surrogate pair, as some programs write it": "ED A0 BD ED B8 80",
  "a character beyond the last": "F4 90 80 80",
  "a lead that no character has": "F5 80 80 80",
  FE: "FE",
  FF: "FF",
  "FE FE FF FF": "FE FE FF FF",
  "a cut character of two bytes": "C3",
  "a cut character of three bytes": "E4 BD",
  "a cut character of four bytes": "F0 9F 98",
  "a cut character before a letter": "E4 BD 61",
  "a cut character before another": "E4 E4 BD 90",
  "a cut character before a line break": "F0 9F 0A",
  Shift_JIS: "8D B2 93 A1",
  "Latin-1": "E9 2C",
} as const;

describe("ill-formed UTF-8 is refused, and the byte is told", () => {
  test.for(Object.entries(ILL_FORMED))("%s", ([, hex]) => {
    const before = Buffer.from("a,b\n佐,");
    const bytes = Buffer.concat([before, Buffer.from(hex.replaceAll(" ", ""), "hex")]);
    const place = { line: 2 };
    const args = { offset: before.length };
    expect(decodeCsv({ file: "a.csv", bytes }, "utf-8")).toMatchObject({
      ok: false,
      problem: { name: "encoding-declared", args, place },
    });
    expect(decodeYaml({ file: "a.yaml", bytes })).toMatchObject({
      ok: false,
      problem: { name: "encoding-yaml", args, place },
    });
  });
});
