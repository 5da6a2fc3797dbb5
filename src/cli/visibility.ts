import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { promisify } from "node:util";
import { git } from "./git.ts";

export type Visibility = "public" | "private";

/** Milliseconds that the gh program gets. */
const PATIENCE = 3_000;

/**
 * Who may read the repository, where somebody here knows: the event of a GitHub run, or the gh program if it is
 * installed and the repository has a remote. meibo itself asks no network. `internal` is private to a company.
 */
export async function visibilityOf(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Visibility | undefined> {
  return (await fromEvent(root, environment)) ?? (await fromGh(root));
}

/** The event is about the repository that the run checked out, and about no other folder of its machine. */
async function fromEvent(
  root: string,
  { GITHUB_EVENT_PATH: path = "", GITHUB_WORKSPACE: workspace = "" }: Readonly<Record<string, string | undefined>>,
): Promise<Visibility | undefined> {
  if (path === "" || workspace === "" || relative(workspace, root).startsWith("..")) return undefined;
  const event = await readFile(path, "utf8").then(parsed, () => undefined);
  return said(partOf(partOf(event, "repository"), "visibility"));
}

async function fromGh(root: string): Promise<Visibility | undefined> {
  try {
    if ((await git(root, "remote")).length === 0) return undefined;
    const asked = ["repo", "view", "--json", "visibility"];
    const { stdout } = await promisify(execFile)("gh", asked, { cwd: root, timeout: PATIENCE });
    return said(partOf(parsed(stdout), "visibility"));
  } catch {
    // No git, no gh, nobody signed in, no network: then nobody knows.
    return undefined;
  }
}

function said(visibility: unknown): Visibility | undefined {
  if (typeof visibility !== "string") return undefined;
  return visibility.toLowerCase() === "public" ? "public" : "private";
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
