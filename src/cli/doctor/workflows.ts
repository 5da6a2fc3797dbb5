import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { error, ok, type Site, skipped, warning } from "./check.ts";

const FOLDER = ".github/workflows";

/** The workflows of meibo: that GitHub finds them, that they get no more rights than they need, and that they have a meibo. */
export async function workflows({ context: { root } }: Site, top: string): Promise<readonly Finding[]> {
  const here = await ours(root);
  const found = await ours(top);
  if (here.length > 0 && found.length === 0) {
    const path = join(top, FOLDER);
    return [
      warning(
        say("GitHub does not look for workflows in a folder of the repository"),
        say("move them to {path}", { path }),
      ),
    ];
  }
  if (found.length === 0) return [skipped(say("there are no workflows of meibo"))];
  const wrong = [...(await Promise.all(found.map((file) => ofWorkflow(top, file)))).flat(), ...(await ofPackage(root))];
  return wrong.length > 0 ? wrong : [ok(say("the workflows of meibo have what they need, and no more rights"))];
}

async function ours(folder: string): Promise<readonly string[]> {
  const files = await readdir(join(folder, FOLDER)).catch(() => []);
  return files.filter((file) => /^meibo.*\.ya?ml$/.test(file)).sort();
}

async function ofWorkflow(top: string, name: string): Promise<readonly Finding[]> {
  const file = `${FOLDER}/${name}`;
  const text = await readFile(join(top, file), "utf8");
  const code = text.replaceAll(/(^|\s)#.*$/gm, "$1");
  return [
    ...(/^permissions:/m.test(code)
      ? []
      : [
          warning(
            say("{file} says nothing of its permissions, so it may get more than it needs", { file }),
            say("write at its top: permissions: { contents: read }"),
          ),
        ]),
    ...(/\bpull_request_target\b/.test(code)
      ? [
          error(
            say("{file} runs on pull_request_target, which hands its secrets to the files of strangers", { file }),
            say("let it run on pull_request"),
          ),
        ]
      : []),
  ];
}

/** The workflows run `npm ci`, and then the meibo that it brings. */
async function ofPackage(root: string): Promise<readonly Finding[]> {
  const read = (file: string) => readFile(resolve(root, file), "utf8").catch(() => "");
  const isNamed = /"meibo"\s*:/.test(await read("package.json"));
  if (isNamed && (await read("package-lock.json")) !== "") return [];
  return [
    warning(
      say("the workflows run the meibo of package.json and its lock file, which do not name one"),
      say("npm install --save-dev meibo, then commit package.json and package-lock.json"),
    ),
  ];
}
