import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { type Check, error, ok, type Site, warning } from "./check.ts";

export const EDITOR: readonly Check[] = [{ theme: "editor", name: "editor", look: settings }];

/** What VS Code is told about the files of a roster; other editors follow the first line of each file. */
async function settings({ context: { root, configFile } }: Site): Promise<readonly Finding[]> {
  const { EDITOR_SETTINGS: file, editorSchemas } = await import("../init/files.ts");
  const text = await readFile(resolve(root, file), "utf8").catch(() => undefined);
  if (text === undefined) {
    const mend = say("meibo init --yes writes what is missing");
    return [warning(say("editors are not told the schemas: {file} is missing", { file }), mend)];
  }
  const read = jsonOf(text);
  if (read === undefined) {
    return [
      error(
        say("{file} is no JSON, so the editor passes it over", { file }),
        say("mend its commas, quotes and braces"),
      ),
    ];
  }
  const schemas = Object.keys(Object(read["yaml.schemas"]));
  const names = Object.keys(editorSchemas(configFile))
    .filter((schema) => !schemas.includes(schema))
    .join(", ");
  const encoding = read["files.encoding"] ?? "utf8";
  const found = [
    ...(names === "" ? [] : [unmapped(file, names)]),
    ...(encoding === "utf8" ? [] : [otherEncoding(file, String(encoding))]),
  ];
  return found.length > 0 ? found : [ok(say("the editor is told the schemas"))];
}

function unmapped(file: string, names: string): Finding {
  return warning(
    say("yaml.schemas in {file} does not name {names}", { file, names }),
    say("add them, or move the file away and run meibo init --yes, which writes it anew"),
  );
}

function otherEncoding(file: string, encoding: string): Finding {
  return warning(
    say("files.encoding in {file} is {encoding}: YAML would be saved in it, and refused", { file, encoding }),
    say("set files.encoding to utf8, and another one for single files only"),
  );
}

/** With the comments and last commas that VS Code allows. */
function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const strict = text
    .replaceAll(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, "$1")
    .replaceAll(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, "$1");
  try {
    const value: unknown = JSON.parse(strict);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
