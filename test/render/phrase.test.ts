import { describe, expect, it } from "vitest";
import { choicesOf, FIELDS } from "../../src/model/fields.ts";
import { PHRASES, say } from "../../src/model/phrases.ts";
import { problem } from "../../src/model/problem.ts";
import { STATES } from "../../src/model/user.ts";
import { finderOf, phraseText } from "../../src/render/phrase.ts";
import { hintOf, sentenceOf } from "../../src/render/problem.ts";
import { en } from "../../src/render/words/en.ts";
import { PHRASES as INDONESIAN } from "../../src/render/words/id/phrases.ts";
import { PHRASES as JAPANESE } from "../../src/render/words/ja/phrases.ts";

const ja = { locale: "ja", phrases: JAPANESE };
const id = { locale: "id", phrases: INDONESIAN };
const WORD = /\{([A-Za-z]+)\}/g;

function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(WORD)].map(([word]) => word).sort();
}

/** As `say` fills it in, with the name of each word for itself. */
function filled(text: string): string {
  return text.replace(WORD, "<$1>");
}

/** Tells which phrase was found, and what its words were. */
function numbered(at: number): string {
  return [`phrase ${at}`, ...wordsIn(PHRASES[at] ?? "")].join(" ");
}

describe("a piece of a sentence is found again in what was made of it", () => {
  const find = finderOf(PHRASES);
  const numbers = Object.fromEntries(PHRASES.map((phrase, at) => [phrase, numbered(at)]));

  it("and stands in the table once, with each of its words once", () => {
    expect(PHRASES.length).toBeGreaterThan(200);
    expect(PHRASES.filter((phrase, at) => PHRASES.indexOf(phrase) !== at)).toEqual([]);
    expect(PHRASES.filter((phrase) => new Set(wordsIn(phrase)).size !== wordsIn(phrase).length)).toEqual([]);
  });

  it.each(PHRASES.entries().toArray())("%i: %s", (at, phrase) => {
    expect(find(filled(phrase), numbers)).toBe(filled(numbered(at)));
    for (const words of [ja, id]) {
      expect(phraseText(filled(phrase), words)).toBe(filled(words.phrases[phrase]));
      expect(wordsIn(words.phrases[phrase])).toEqual(wordsIn(phrase));
    }
  });
});

describe("a piece of a sentence takes along what it was filled in with", () => {
  const aside = say("meibo list --unmanaged shows people of the tenant who are in no file");
  const before = say("{other} for {character} (U+{code})", { other: "～", character: "〜", code: "301C" });
  const swap = { other: "－", character: "−", code: "2212" };
  const text = say("{before}, {other} for {character} (U+{code})", { before, ...swap });

  it.each([
    [
      say("did you mean {first} or {second}? {aside}", { first: "ann@a.example", second: "ann@b.example", aside }),
      `もしかして ann@a.example か ann@b.example ですか？ ${JAPANESE["meibo list --unmanaged shows people of the tenant who are in no file"]}`,
    ],
    [
      say("write {text}, or choose utf-8 as connector.handoff.encoding and in the console", { text }),
      "〜（U+301C）の代わりに ～、−（U+2212）の代わりに － と書くか、connector.handoff.encoding と管理画面で utf-8 を選んでください",
    ],
    [
      say("write {words}, {last}", { words: "utf-8, utf-8-bom", last: "shift_jis" }),
      "utf-8, utf-8-bom, shift_jis のいずれかを書いてください",
    ],
    [say("write {year}-{month}-{day}", { year: "2026", month: "12", day: "01" }), "2026-12-01 と書いてください"],
    [
      say("such as 500KiB or {most}", { most: say("{bytes} bytes", { bytes: 1000 }) }),
      "500KiB や 1000バイト のように書いてください",
    ],
    [say("{names} and {more} more", { names: "ann, ken", more: 3 }), "ann, ken、ほか3名"],
  ])("%s", (said, japanese) => {
    expect(phraseText(said, ja)).toBe(japanese);
    expect(phraseText(said, { ...ja, locale: "en" })).toBe(said);
  });

  it("and several subscriptions that would do are one", () => {
    const several = FIELDS.filter(({ anyOf }) => anyOf.length > 1).map(({ anyOf }) => anyOf.join(" or "));
    expect(several.length).toBeGreaterThan(0);
    expect(several.filter((each) => phraseText(each, ja) === each)).toEqual([]);
  });
});

describe("what somebody else says stays as it is", () => {
  const FOREIGN = [
    "",
    "佐藤 花子",
    "ann@aoba.example",
    "Sales or Support",
    "Sales and Support",
    "Ann for Sales (Tokyo)",
    "Ann (Tokyo), Ken (Osaka)",
    "EBUSY",
    "write EPIPE",
    "read ECONNRESET",
    "connect ECONNREFUSED 127.0.0.1:5432",
    "ENOENT: no such file or directory, open 'meibo.yaml'",
    "bad indentation of a mapping entry",
    "can not read a block mapping entry; a multiline key may not be an implicit key",
    "must NOT have additional properties",
    "password authentication failed for user",
    "Login ID already in use",
    "did you mean ".repeat(1_000),
  ];
  const OURS = FIELDS.flatMap(({ key, type, header }) => [key, header.en, header.ja, ...(choicesOf(type) ?? [])]);

  it.each([...new Set([...FOREIGN, ...OURS.map(String), ...STATES])])("%s", (text) => {
    expect(phraseText(text, ja)).toBe(text);
    expect(phraseText(text, id)).toBe(text);
  });
});

it("what somebody called something is no phrase, whatever it says", () => {
  const role = problem("role-unknown", { role: "text", suggestion: say("did you mean {words}?", { words: "both" }) });
  const words = { ...en, locale: "ja", phrases: JAPANESE };
  expect(sentenceOf(role, words)).toContain("text");

  expect(hintOf(role, words)).toContain("both");
});
