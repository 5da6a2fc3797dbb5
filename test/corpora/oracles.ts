import Papa from "papaparse";
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, stringify } from "yaml";
import type { YamlNode } from "../../src/load/yaml.ts";
import type { Separator } from "../../src/model/csv.ts";

/** A document without types: texts, lists, and maps as pairs in their order. */
export type Plain =
  | string
  | { readonly list: readonly Plain[] }
  | { readonly map: readonly (readonly [string, Plain])[] };

export function plainOf(node: YamlNode): Plain {
  if (node.kind === "scalar") return node.text;
  if (node.kind === "list") return { list: node.items.map(plainOf) };
  return { map: node.entries.map(({ key, value }) => [key.text, plainOf(value)] as const) };
}

/** The same document as the package `yaml` reads it, every scalar as text; undefined where it has the least doubt. */
export function otherYaml(text: string): Plain | undefined {
  const documents = parseAllDocuments(text, { schema: "failsafe", uniqueKeys: true, logLevel: "silent" });
  if (!Array.isArray(documents) || documents.length !== 1) return undefined;
  const [document] = documents;
  if (document === undefined || document.errors.length > 0 || document.warnings.length > 0) return undefined;
  return document.contents === null ? undefined : otherPlain(document.contents);
}

function otherPlain(node: unknown): Plain | undefined {
  if (node === null) return "";
  if (isScalar(node)) return typeof node.value === "string" ? node.value : node.value === null ? "" : undefined;
  if (isAlias(node)) return undefined;
  if (isSeq(node)) {
    const items = node.items.map(otherPlain);
    return items.every((item) => item !== undefined) ? { list: items } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items.map(({ key, value }) => [otherPlain(key), otherPlain(value)] as const);
  const whole = pairs.flatMap(([key, value]) =>
    typeof key === "string" && value !== undefined ? [[key, value] as const] : [],
  );
  return whole.length === pairs.length ? { map: whole } : undefined;
}

/** The document as `yaml` writes it, every text in a form of its own choice. */
export function written(plain: Plain): string {
  return stringify(plainValue(plain), { lineWidth: 0, aliasDuplicateObjects: false });
}

function plainValue(plain: Plain): unknown {
  if (typeof plain === "string") return plain;
  if ("list" in plain) return plain.list.map(plainValue);
  return new Map(plain.map.map(([key, value]) => [key, plainValue(value)]));
}

/** The rows of a text as `papaparse` reads them; undefined where it sees anything wrong. */
export function otherCsv(text: string, separator: Separator): readonly (readonly string[])[] | undefined {
  const outside = text.replaceAll(/"[^"]*"/g, "");
  const newline = outside.includes("\r\n") ? "\r\n" : "\n";
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator, newline });
  return errors.length > 0 ? undefined : data.filter((row) => !isEmpty(row));
}

/** A line without anything in it is no row to either. */
export function isEmpty(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === "";
}
