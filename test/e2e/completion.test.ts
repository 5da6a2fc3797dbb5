import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { folderWith, meibo } from "../cli/command.ts";
import { inShell, type Shell, shellTests, typed } from "./shells.ts";

/** People whose names are commands of a shell, beside two who are not. */
const HOSTILE = `department: Tokyo
users:
  - loginId: ann@aoba.example
    name: Ann
    department: 営業
  - { loginId: "bob@aoba.example", name: Bob, role: sales }
  - loginId: "b$(touch\${IFS}owned)@aoba.example"
  - loginId: "b\`touch owned\`@aoba.example"
  - loginId: "b\\ntouch owned@aoba.example"
  - loginId: 'b";touch owned;"@aoba.example'
  - loginId: b;touch@aoba.example
  - loginId: --bad@aoba.example
  - loginId: "b\u001b[2J@aoba.example"
`;
const FILES = {
  "meibo.yaml": "version: 1\ntenant: aoba\nextensionPools: { tokyo: ['2101-2103'], '$(touch owned)': ['3101'] }\n",
  "roles/all.yaml": "roles:\n  base: {}\n  sales: {}\n  '$(touch owned)': {}\n",
  "users/office.yaml": HOSTILE,
  "users/branch.csv":
    'name,loginId,department\nRina,rina@aoba.example,Jakarta\nX,"$(touch owned)@x.example",`touch owned`\n',
  "other/meibo.yaml": "version: 1\ntenant: other\nsources: { users: people.yaml }\n",
  "other/people.yaml": "users:\n  - { loginId: zoe@other.example, name: Zoe }\n",
  ".meibo/runs/2026-12-01T0915-3f9c2a7d.json": "{}",
  ".meibo/runs/2026-12-01T0915-3f9c2a7d.csv": "",
  "plan.json": "{}",
  "$(touch owned).json": "{}",
  "--rf": "",
};

/** A command line up to where Tab is pressed, and what may stand there. */
const LINES: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
  [["va"], ["validate"]],
  [
    ["tenant", "token", ""],
    ["create", "list", "revoke"],
  ],
  [["plan", "--imp"], ["--impacts"]],
  [
    ["plan", "--impacts", ""],
    ["all", "important", "none"],
  ],
  [
    ["get", ""],
    ["ann@aoba.example", "bob@aoba.example", "rina@aoba.example"],
  ],
  [["get", "b"], ["bob@aoba.example"]],
  [["--config", "other/meibo.yaml", "get", ""], ["zoe@other.example"]],
  [["--config=other/meibo.yaml", "leave", "z"], ["zoe@other.example"]],
  [
    ["--config", "other/meibo.yaml", "plan", "--d"],
    ["--detailed-exitcode", "--due"],
  ],
  [["--no-input", "seats", "--col"], ["--color"]],
  [
    ["--lang", "ja", "list", "--role", ""],
    ["base", "sales"],
  ],
  [["drift", "--accept", "ann@aoba.example", "r"], ["rina@aoba.example"]],
  [["log", "show", ""], ["2026-12-01T0915-3f9c2a7d"]],
  [["extension", "next", ""], ["tokyo"]],
  [
    ["list", "--department", ""],
    ["Jakarta", "Tokyo", "営業"],
  ],
  [["move", "ann@aoba.example", "users/o"], ["users/office.yaml"]],
  [
    ["fmt", ""],
    ["roles/all.yaml", "users/branch.csv", "users/office.yaml"],
  ],
  [
    ["add", "new@aoba.example", "--file", ""],
    ["users/branch.csv", "users/office.yaml"],
  ],
  [["add", "a"], []],
  [["show", "p"], ["plan.json"]],
  [["set", "ann@aoba.example", "role=s"], ["role=sales"]],
  [
    ["unset", "ann@aoba.example", "lea"],
    ["leave", "leave.from", "leave.reason", "leave.until"],
  ],
  [
    ["completion", ""],
    ["bash", "fish", "powershell", "zsh"],
  ],
  [["get", "$(touch owned)"], []],
  [["--no-such-flag", "nonsense", "x"], []],
];

function folder(): string {
  return folderWith(FILES);
}

function expectNothingRun(of: string): void {
  expect(readdirSync(of)).not.toContain("owned");
}

test.each(LINES)("meibo complete: %j", (words, offered) => {
  const made = folder();
  const { stdout, stderr, exit } = meibo(made, ["complete", "--", ...words]);
  const found = stdout.split("\n").filter((line) => line !== "");
  expect({ found: found.toSorted(), stderr, exit }).toEqual({ found: offered.toSorted(), stderr: "", exit: 0 });
});

test("meibo complete keeps quiet where there is nothing, or nothing that can be read", () => {
  const folders: readonly Readonly<Record<string, string>>[] = [
    {},
    { "meibo.yaml": "{[", "users/x.yaml": "\u0000", "roles/x.yaml": "- [" },
  ];
  for (const files of folders) {
    const made = folderWith(files);
    expect(meibo(made, ["complete", "--", "list", "--role", ""])).toEqual({ exit: 0, stdout: "", stderr: "" });
    expect(meibo(made, ["complete", "--", "get", ""])).toEqual({ exit: 0, stdout: "", stderr: "" });
    expect(readdirSync(made).toSorted()).toEqual(
      [...new Set(Object.keys(files).map((file) => file.split("/")[0]))].toSorted(),
    );
  }
});

/** As bash parts the words of a line before it calls a function, and what it calls the word under the cursor. */
function parted(line: string): { readonly words: readonly string[]; readonly typed: string } {
  const words = line
    .split(/([:=@]+)| /)
    .filter((part, at, all) => part !== undefined && (part !== "" || at === all.length - 1));
  if (/[:=@]$/.test(line) && words.at(-1) === "") words.pop();
  return { words, typed: /(@?[^:=@ ]*)$/.exec(line)?.[1] ?? "" };
}

const BASH = `source <(meibo completion bash)
COMP_WORDS=("\${@:2}"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_meibo meibo "$1"
printf '%s\\n' "\${COMPREPLY[@]}"`;

shellTests("bash", "the script of meibo completion", () => {
  test.each(LINES)("%j", (words, offered) => {
    const made = folder();
    const { lines, stderr } = inShell("bash", made, BASH, [words.at(-1) ?? "", "meibo", ...words]);
    expect({ lines: lines.toSorted(), stderr }).toEqual({ lines: offered.toSorted(), stderr: "" });
    expectNothingRun(made);
  });

  /** What is put in the place of the part behind the last sign that parts words. */
  const PARTED: readonly (readonly [string, readonly string[]])[] = [
    ["meibo plan --only role:", ["base", "sales"]],
    ["meibo plan --only role:s", ["sales"]],
    ["meibo plan --only=role:s", ["sales"]],
    ["meibo plan --only department:J", ["Jakarta"]],
    ["meibo plan --impacts=im", ["important"]],
    ["meibo get ann@ao", ["@aoba.example"]],
    ["meibo get ann@", ["@aoba.example"]],
    ["meibo set ann@aoba.example role=s", ["sales"]],
    ["meibo set ann@aoba.example phone.enabled=", ["no", "yes"]],
    ["meibo set ann@aoba.example role=sales stat", ["state="]],
    ["meibo --config=other/meibo.yaml get z", ["zoe@other.example"]],
  ];
  test.each(PARTED)("%s", (line, offered) => {
    const { words, typed } = parted(line);
    const { lines, stderr } = inShell("bash", folder(), BASH, [typed, ...words]);
    expect({ lines: lines.toSorted(), stderr }).toEqual({ lines: offered, stderr: "" });
  });

  test("a function that is called without a word under the cursor finds it itself", () => {
    const script = `source <(meibo completion bash)
COMP_WORDS=(meibo plan --only role:s); COMP_CWORD=3; _meibo; echo "\${COMPREPLY[@]}"`;
    expect(inShell("bash", folder(), script)).toEqual({ lines: ["sales"], stderr: "" });
  });

  test("is quiet where meibo is not there", () => {
    const script = `source <(meibo completion bash); PATH=/nowhere; COMP_WORDS=(meibo get ""); COMP_CWORD=2; _meibo meibo ""; echo "\${#COMPREPLY[@]}"`;
    expect(inShell("bash", folder(), script)).toEqual({ lines: ["0"], stderr: "" });
  });
});

const ZSH = `compdef() { :; }; _files() { :; }
compadd() { while [[ $1 == -* ]]; do [[ $1 == -S ]] && shift; shift; done; print -rl -- "\${(@P)1}"; }
eval "$(meibo completion zsh)"
words=("$@"); CURRENT=$#; _meibo`;

shellTests("zsh", "the script of meibo completion", () => {
  test.each(LINES)("%j", (words, offered) => {
    const made = folder();
    const { lines, stderr } = inShell("zsh", made, ZSH, ["meibo", ...words]);
    expect({ lines: lines.toSorted(), stderr }).toEqual({ lines: offered.toSorted(), stderr: "" });
    expectNothingRun(made);
  });
});

const FISH = `meibo completion fish | source; complete -C "$argv"`;

shellTests("fish", "the script of meibo completion", () => {
  test.each(LINES.filter(([, offered]) => offered.length > 0))("%j", (words, offered) => {
    const made = folder();
    const { lines, stderr } = inShell("fish", made, FISH, [["meibo", ...words].join(" ")]);
    expect({ lines: lines.toSorted(), stderr }).toEqual({ lines: offered.toSorted(), stderr: "" });
    expectNothingRun(made);
  });
});

/** Lines typed with Tab, and what meibo is called with once the shell has completed them. */
const TYPED: readonly (readonly [keys: string, called: readonly string[]])[] = [
  ["meibo vali\t", ["validate"]],
  ["meibo get an\t", ["get", "ann@aoba.example"]],
  ["meibo get ann@ao\t", ["get", "ann@aoba.example"]],
  ["meibo plan --only role:sa\t", ["plan", "--only", "role:sales"]],
  ["meibo set bo\t role=sa\t", ["set", "bob@aoba.example", "role=sales"]],
  ["meibo --config other/meibo.yaml get z\t", ["--config", "other/meibo.yaml", "get", "zoe@other.example"]],
  ["meibo show pl\t", ["show", "plan.json"]],
];

for (const shell of ["bash", "zsh", "fish"] satisfies readonly Shell[]) {
  shellTests(shell, "Tab on a terminal", () => {
    test.each(TYPED)("%j", (keys, called) => {
      const made = folder();
      expect(typed(shell, made, keys)).toEqual(called);
      expectNothingRun(made);
    });
  });
}

test.skip("PowerShell: the script of meibo completion: needs pwsh, which no package of this project brings", () => {});
