import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failEverywhere, MAIN, type Sweep, type Swept } from "./failing.ts";

/** What each command does in the folder below when nothing fails. */
const COMMANDS: readonly Swept[] = [
  { words: ["init", "--yes", "--tenant", "aoba"], usual: [0] },
  { words: ["validate"], usual: [0] },
  { words: ["plan", "--detailed-exitcode"], usual: [2] },
  { words: ["apply", "--auto-approve"], usual: [0], check: { words: ["plan", "--detailed-exitcode"], exit: 0 } },
  { words: ["apply", "--resume", "--auto-approve"], usual: [0] },
  { words: ["plan", "--out", "plan.json"], usual: [0] },
  // Of a saved plan only what was saved is carried out; once a part of it is done, it is not the same plan any more.
  {
    before: ["plan", "--out", "plan.json"],
    words: ["apply", "plan.json", "--auto-approve"],
    usual: [0, 5],
  },
  { words: ["list"], usual: [0] },
  { words: ["list", "--actual"], usual: [0] },
  { words: ["explain", "NEW"], usual: [0] },
  { words: ["drift"], usual: [0] },
  { words: ["upcoming"], usual: [0] },
  { words: ["extension", "list"], usual: [0] },
  { words: ["extension", "next", "office"], usual: [0] },
  { words: ["seats"], usual: [0] },
  { words: ["doctor"], usual: [0] },
  { words: ["import", "--from-connector", "--out", "users/again.yaml"], usual: [0, 1] },
  { words: ["import", "--from-connector", "--suggest-roles", "--out", "again/users.yaml"], usual: [0, 1] },
  { words: ["add", "second@aoba-denki.example", "--name", "Second", "--extension", "none"], usual: [0, 1] },
  { words: ["set", "NEW", "name=Newer"], usual: [0] },
  { words: ["move", "NEW", "users/moved.yaml"], usual: [0, 1] },
  { words: ["offboard", "NEW", "--last-day", "2099-03-31"], usual: [0] },
  { words: ["fmt"], usual: [0] },
  { before: ["csv", "export", "--out", "sheet.csv", "--force"], words: ["csv", "import", "sheet.csv"], usual: [0] },
  { words: ["roles", "list"], usual: [0] },
  { words: ["schema", "--write"], usual: [0] },
  { words: ["log"], usual: [0] },
  { words: ["log", "show", "RUN"], usual: [0] },
  { words: ["state", "show"], usual: [0] },
  { words: ["state", "export", "state.json"], usual: [0] },
  { words: ["state", "unlock", "--yes"], usual: [0] },
  { words: ["state", "repair", "--yes"], usual: [0] },
  { words: ["passwords", "list"], usual: [0] },
  { words: ["undo", "RUN", "--dry-run"], usual: [0, 1] },
  { words: ["undo", "RUN"], usual: [0, 1] },
  { words: ["tenant", "reset", "--yes"], usual: [0] },
  { before: ["tenant", "reset", "--yes"], words: ["tenant", "seed", "--users", "20"], usual: [0, 1] },
];

/** Every command, its calls to disk, database and CSPRNG failing one at a time; `stride` leaves calls out. */
export function sweepCommands(stride: number, most = COMMANDS.length): Sweep {
  const folder = mkdtempSync(join(tmpdir(), "meibo-sweep-"));
  try {
    const run = prepare(folder);
    const named = COMMANDS.slice(0, most).map((swept) => ({
      ...swept,
      words: swept.words.map((word) => (word === "RUN" ? run : word === "NEW" ? NEW : word)),
    }));
    return failEverywhere(folder, named, stride);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const NEW = "new.user@aoba-denki.example";

/** A company that was applied once, with two people to change and one to create; gives back the run. */
function prepare(folder: string): string {
  const meibo = (line: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...line.split(" ")], {
      cwd: folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`meibo ${line} ended with ${status}: ${stderr}`);
    return stdout;
  };
  for (const line of ["init --yes --tenant aoba", "tenant seed --users 20", "import --from-connector"]) meibo(line);
  appendFileSync(join(folder, "meibo.yaml"), 'extensionPools: { office: ["7000-7010"] }\n');
  const file = join(folder, "users", "imported.yaml");
  const flip = (text: string) =>
    text.replace(/exportCallHistory: (true|false)/, (_, was) => `exportCallHistory: ${was !== "true"}`);
  writeFileSync(file, flip(readFileSync(file, "utf8")));
  meibo("apply --auto-approve");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, `${flip(before)}  - loginId: ${NEW}\n    name: New User\n`);
  const runs: { readonly runs: readonly { readonly run: string }[] } | readonly { readonly run: string }[] = JSON.parse(
    meibo("log --json"),
  );
  const [first] = "runs" in runs ? runs.runs : runs;
  if (first === undefined) throw new Error("there is no run to undo");
  return first.run;
}
