import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { parseYaml, type YamlNode } from "../../src/load/yaml.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/load");

/** What the other parser makes of it when every scalar stays text. */
function byOther(text: string): unknown {
  const document = parseDocument(text, { schema: "failsafe", stringKeys: true, uniqueKeys: true, merge: false });
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  return document.toJS();
}

function byOurs(text: string): unknown {
  const { root, problems } = parseYaml({ file: "a.yaml", text });
  return root === undefined || problems.length > 0 ? undefined : plain(root);
}

function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case "scalar":
      return node.text;
    case "list":
      return node.items.map(plain);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
    default:
      return node satisfies never;
  }
}

describe("the parser that reads and the parser that edits agree", () => {
  test("on every fixture that both take", () => {
    const texts = globSync("**/*.yaml", { cwd: FIXTURES }).map((file) => readFileSync(join(FIXTURES, file), "utf8"));
    const both = texts.flatMap((text) => {
      const [ours, other] = [byOurs(text), byOther(text)];
      return ours === undefined || other === undefined ? [] : [{ ours, other }];
    });
    expect(both.length).toBeGreaterThan(20);
    for (const { ours, other } of both) expect(ours).toEqual(other);
  });

  test("on scalars however they are written", () => {
    const written = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => JSON.stringify(text)),
      fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => `'${text.replaceAll("'", "''")}'`),
      fc.constantFrom(
        "0123",
        "NO",
        "1e5",
        "~",
        "null",
        "",
        "0x1F",
        "1_000",
        ".inf",
        "2026-12-01",
        "a: b",
        "- x",
        "# c",
        "a #b",
        '"\\u00e9"',
        "|\n    two\n    lines",
        ">-\n    two\n    lines",
      ),
    );
    fc.assert(
      fc.property(fc.array(written, { maxLength: 5 }), (values) => {
        const text = values.map((value, index) => `k${index}: ${value}\n`).join("");
        const [ours, other] = [byOurs(text), byOther(text)];
        if (ours !== undefined && other !== undefined) expect(ours).toEqual(other);
      }),
      { numRuns: 500 },
    );
  });
});

describe("every node knows its line", () => {
  test("in flow and in block, behind comments and long texts", () => {
    const text = "# one\na:\n  - b: |\n      four\n      five\n    c: { d: 'six',\n      e: seven }\n  - f\n";
    const { root } = parseYaml({ file: "a.yaml", text });
    const lines: Record<string, number> = {};
    const walk = (node: YamlNode): void => {
      if (node.kind === "scalar") lines[node.text.trim()] = node.line;
      if (node.kind === "list") for (const item of node.items) walk(item);
      if (node.kind === "map") for (const { key, value } of node.entries) for (const one of [key, value]) walk(one);
    };
    if (root !== undefined) walk(root);
    expect(lines).toEqual({ a: 2, b: 3, "four\nfive": 4, c: 6, d: 6, six: 6, e: 7, seven: 7, f: 8 });
  });
});
