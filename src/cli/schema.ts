import { mkdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { findFiles, isThere } from "../load/files.ts";
import { type KnownNames, readKnownNames, schemasKnowing } from "../load/known-schemas.ts";
import { SCHEMA_NAMES } from "../load/schema.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { tableRows } from "../render/table.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { fileOfSchema, schemaFiles } from "./init/files.ts";
import { replaceFile } from "./replace.ts";

interface SchemaFlags {
  readonly write?: boolean;
  readonly check?: boolean;
}

/** `meibo schema`: the schemas for editors, knowing the roles and pools of the folder; listed, printed, written or compared. */
export async function schema(context: Context, flags: SchemaFlags, [named]: readonly string[]): Promise<Exit> {
  const names = SCHEMA_NAMES.filter((name) => named === undefined || name === named);
  const isBare = flags.write !== true && flags.check !== true;
  if (isBare && named === undefined) return list(context);
  const known = knownHere(context, isBare);
  if (!known.ok) return refuse(context, known.problems);
  const schemas = schemasKnowing(known.value);
  if (isBare)
    return print(
      context,
      names.map((name) => schemas[name]),
    );
  const files = schemaFiles(schemas, names);
  return flags.check === true ? await check(context, files) : await write(context, files);
}

function refuse({ screen }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  return EXIT.error;
}

function list({ screen, flags }: Context): Exit {
  const all = SCHEMA_NAMES.map((name) => ({ name, file: fileOfSchema(name) }));
  if (flags.json === true) screen.json(all);
  else screen.result(tableRows(all.map(({ name, file }) => [name, file])).map((row) => [row]));
  return EXIT.done;
}

/** A schema can be looked at anywhere; one that is written is the one of a folder. */
function knownHere({ root, configFile }: Context, isBare: boolean): Result<KnownNames> {
  if (isBare && !isThere(root, configFile)) return { ok: true, value: { roles: [], pools: [] }, problems: [] };
  return readKnownNames(root, configFile);
}

function print({ screen }: Context, schemas: readonly object[]): Exit {
  for (const each of schemas) screen.json(each);
  return EXIT.done;
}

type Files = ReturnType<typeof schemaFiles>;

async function check(context: Context, files: Files): Promise<Exit> {
  const { screen, flags, words } = context;
  const { missing, stale } = await comparedWith(context.root, [files]);
  if (flags.json === true) screen.json({ missing, stale });
  else if (missing.length + stale.length === 0) screen.result([[words.schema.fresh(files.length)]]);
  screen.problems([...missing.map(outOfDate), ...stale.map(outOfDate)]);
  return missing.length + stale.length === 0 ? EXIT.done : EXIT.error;
}

function outOfDate(file: string): Problem {
  return problem("schema-stale", { file }, { place: { file } });
}

async function write(context: Context, files: Files): Promise<Exit> {
  const { root, screen, flags, words } = context;
  const { problems } = findFiles(root, `${dirname(files[0]?.[0] ?? "")}/*.json`);
  if (problems.length > 0) return refuse(context, problems);
  const { missing, stale } = await comparedWith(root, [files]);
  const old = files.filter(([file]) => missing.includes(file) || stale.includes(file));
  for (const [file, text] of old) {
    await mkdir(dirname(resolve(root, file)), { recursive: true });
    await replaceFile(resolve(root, file), Buffer.from(text));
  }
  const wrote = old.map(([file]) => file);
  if (flags.json === true) screen.json({ wrote });
  else if (wrote.length === 0) screen.result([[words.schema.fresh(files.length)]]);
  else screen.result(wrote.map((file) => [words.note.wrote(file)]));
  return EXIT.done;
}

/** Files that are not there, and those that hold none of their allowed texts. A checkout on Windows may have ended lines its own way. */
export async function comparedWith(
  root: string,
  allowed: readonly Files[],
): Promise<{ readonly missing: readonly string[]; readonly stale: readonly string[] }> {
  const missing: string[] = [];
  const stale: string[] = [];
  for (const [file, texts] of Map.groupBy(allowed.flat(), ([name]) => name)) {
    const there = await readFile(resolve(root, file), "utf8").catch(() => undefined);
    if (there === undefined) missing.push(file);
    else if (!texts.some(([, text]) => text === there.replaceAll("\r\n", "\n"))) stale.push(file);
  }
  return { missing, stale };
}
