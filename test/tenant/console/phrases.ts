import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ID_COLUMN } from "../../../src/tenant/settings.ts";

const ROOT = join(import.meta.dirname, "../../../src");
/** Their words are no causes: statements of SQL, made-up people, and what the settings take. */
const SILENT: ReadonlySet<string> = new Set([
  "store.ts",
  "tables.ts",
  "names.ts",
  "company.ts",
  "people.ts",
  "setting-table.ts",
]);

/** Every phrase in the rules of the tenant, as the sources have them; what is filled in is a number: 1, 2, and so on. */
export function causePhrases(): readonly string[] {
  const folder = join(ROOT, "tenant");
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !SILENT.has(name));
  const phrases = new Set(files.flatMap((name) => phrasesIn(join(folder, name))));
  return [...phrases].filter((phrase) => phrase !== ID_COLUMN);
}

/** What is said of a file that is no table. */
export function tableFaults(): readonly string[] {
  const reasons = phrasesIn(join(ROOT, "model/csv.ts")).filter((phrase) => phrase.split(" ").length >= 5);
  return reasons.map((reason) => `Line 3: ${reason.replace("{lines}", "2")}.`);
}

function phrasesIn(file: string): readonly string[] {
  const phrases: string[] = [];
  const visit = (node: ts.Node): void => {
    // An exception means that meibo is wrong; nobody is told it as a cause.
    if (ts.isNewExpression(node) || ts.isImportDeclaration(node)) return;
    const text = textOf(node);
    if (text !== undefined && /[a-z]{2,} [a-z0-9]|\d [a-z]{3,}/i.test(text)) phrases.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest));
  return phrases;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }, index) => `${index + 1}${literal.text}`).join("");
}
