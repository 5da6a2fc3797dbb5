import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { COMMENT_BYTES, planMarkdown } from "../../src/render/markdown.ts";
import { planLines } from "../../src/render/plan.ts";
import { en } from "../../src/render/words/en.ts";
import { writeLines } from "../../src/render/write.ts";
import { HOSTILE } from "./hostile-texts.ts";
import { planSaying } from "./plans.ts";

const FILES = "https://host.example/aoba/users/blob/abc";

function rendered(text: string): string {
  const markdown = planMarkdown(planSaying(text), { words: en, most: COMMENT_BYTES, files: FILES });
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

const tame = rendered("Ann");
const tagsOf = (html: string) => (html.match(/<\/?[a-z][^>]*>/g) ?? []).filter((tag) => !/^<\/?code>$/.test(tag));
const shape = (html: string) => tagsOf(html).map((tag) => tag.replace(/ href="[^"]*"/, ""));

describe("as Markdown", () => {
  test("a plan of tame words has links to its files alone", () => {
    const links = tame.match(/href="[^"]*"/g) ?? [];
    expect([...new Set(links)]).toEqual(
      [9, 12, 15, 1].toSorted((a, b) => a - b).map((line) => `href="${FILES}/users/Ann#L${line}"`),
    );
  });

  test.each(HOSTILE.map((text) => [JSON.stringify(text), text]))("%s is seen and does nothing", (_, text) => {
    const html = rendered(text);
    expect(shape(html)).toEqual(shape(tame));
    const links = html.match(/href="[^"]*"/g) ?? [];
    expect(links.filter((link) => !link.startsWith(`href="${FILES}/users/`))).toEqual([]);
    // What a host makes of words after rendering, it makes outside of code.
    const outside = html.replaceAll(/<code[\s\S]*?<\/code>/g, "").replaceAll(/<[^>]*>/g, "");
    expect(outside).not.toMatch(/@\w|#\d|\bGH-\d|https?:|www\.|[A-Z]-\d|\b[0-9a-f]{7,40}\b|:\w+:|\$/);
  });
});

describe("in a terminal or a log", () => {
  test.each(HOSTILE.map((text) => [JSON.stringify(text), text]))("%s is seen and does nothing", (_, text) => {
    const printed = writeLines(planLines(planSaying(text), { words: en, timeZone: "Asia/Tokyo" }), false);
    expect(printed.replaceAll("\n", "")).not.toMatch(
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/,
    );
    expect(printed).not.toMatch(/^\s*::|##\[/m);
  });
});
