import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { DEFAULT_SETTINGS } from "../../model/settings.ts";
import { git } from "../git.ts";
import { visibilityOf } from "../visibility.ts";
import { type Check, error, ok, type Site, skipped, warning } from "./check.ts";
import { ownersOf } from "./owners.ts";
import { workflows } from "./workflows.ts";

export const GIT: readonly Check[] = [
  { theme: "git", name: "repository", look: repository },
  { theme: "git", name: "ignored", look: within(ignored) },
  { theme: "git", name: "tracked", look: within(tracked) },
  { theme: "git", name: "owners", look: within(owners) },
  { theme: "git", name: "visibility", look: within(visibility) },
  { theme: "git", name: "workflows", look: within(workflows) },
];

/** The top of the repository that the folder lies in; undefined where there is none. */
async function topOf(root: string): Promise<string | undefined> {
  return await said(root, "rev-parse", "--show-toplevel");
}

/** What git prints, without the end of its line; undefined where it fails. */
async function said(root: string, ...words: readonly string[]): Promise<string | undefined> {
  return await git(root, ...words).then(
    (bytes) => bytes.toString("utf8").trimEnd(),
    () => undefined,
  );
}

async function repository({ context: { root } }: Site): Promise<Finding> {
  if ((await said(root, "--version")) === undefined) {
    return warning(
      say("git is not installed here"),
      say("install git: who changed what, and who agreed, is kept in it"),
    );
  }
  return (await topOf(root)) === undefined
    ? warning(say("this folder lies in no git repository"), say("git init makes one; keep it private"))
    : ok(say("this folder lies in a git repository"));
}

/** For checks that need a repository. */
function within(look: (site: Site, top: string) => Promise<readonly Finding[]>): Check["look"] {
  return async (site) => {
    const top = await topOf(site.context.root);
    return top === undefined ? skipped(say("there is no git repository to look at")) : await look(site, top);
  };
}

async function ignored({ context: { root } }: Site): Promise<readonly Finding[]> {
  const isIgnored = (await said(root, "check-ignore", "--no-index", "-q", ".meibo/state.db")) !== undefined;
  return [
    isIgnored
      ? ok(say("git leaves .meibo/ out"))
      : error(say("git would take .meibo/ in, where people are named"), say("add the line .meibo/ to .gitignore")),
  ];
}

async function tracked({ context: { root } }: Site): Promise<readonly Finding[]> {
  const files = (await said(root, "ls-files", "--", ".meibo"))?.split("\n").filter((file) => file !== "") ?? [];
  if (files.length === 0) return [ok(say("nothing of .meibo/ is in git"))];
  return [
    error(
      say("files of .meibo/ are in git, with the names of people: {names}", { names: files.slice(0, MOST).join(", ") }),
      say("git rm -r --cached .meibo takes them out; earlier commits still hold them"),
    ),
  ];
}

/** Names of files that are told. */
const MOST = 3;

/** Where GitHub looks, in its order. */
const PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** An approval is worth as much as the review of the file that it stands in. */
async function owners({ context: { root, configFile }, config }: Site, top: string): Promise<readonly Finding[]> {
  const texts = await Promise.all(PLACES.map((place) => readFile(join(top, place), "utf8").catch(() => undefined)));
  const text = texts.find((each) => each !== undefined);
  if (text === undefined) {
    return [
      warning(
        say("there is no CODEOWNERS: nobody in particular has to agree to a delete or to wider limits"),
        say("meibo init --yes --codeowners @ORGANISATION/TEAM writes one"),
      ),
    ];
  }
  const { approvals } = (config.settings ?? DEFAULT_SETTINGS).sources;
  const from = relative(top, root);
  const free = [approvals, configFile].filter((file) => ownersOf(text, join(from, file)).length === 0);
  if (free.length === 0) return [ok(say("CODEOWNERS says who has to agree to approvals and to the configuration"))];
  return [
    warning(
      say("CODEOWNERS names nobody for {names}", { names: free.join(", ") }),
      say("add a line at its end for each of them, with a team"),
    ),
  ];
}

async function visibility({ context: { root }, environment }: Site): Promise<readonly Finding[]> {
  const known = await visibilityOf(root, environment);
  if (known === undefined) return [skipped(say("nobody here knows whether the repository is public"))];
  return [
    known === "private"
      ? ok(say("the repository is not public"))
      : error(
          say("the repository is public, and its files name people"),
          say("make it private; what was public once may have been copied"),
        ),
  ];
}
