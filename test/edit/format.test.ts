import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatFile } from "../../src/edit/format.ts";
import { textOf } from "../../src/load/open.ts";
import { SCHEMAS } from "../../src/load/schemas.ts";
import { shapeOf } from "../../src/load/shape.ts";
import { type Encoding, encode } from "../../src/model/encoding.ts";
import type { TextFile } from "../../src/model/file-change.ts";
import { settings } from "../builders.ts";

type Kind = "users" | "roles" | "approvals" | "facts";

function fileOf(text: string, more: Partial<TextFile> = {}, encoding: Encoding = "utf-8"): TextFile {
  const encoded = encode(text, encoding);
  if (!encoded.ok) throw new Error("the test writes what the encoding cannot hold");
  return { file: "users/a.yaml", bytes: encoded.bytes, text, encoding, ...more };
}

function formatted(file: TextFile, kind: Kind = "users"): Buffer {
  return Buffer.from(formatFile(file, shapeOf(SCHEMAS[kind]), []).bytes);
}

function yaml(text: string, kind?: Kind): string {
  return formatted(fileOf(text), kind).toString("utf8");
}

/** Before and after; where there is no after, the file is canonical. */
type Row = readonly [name: string, before: string, after?: string, kind?: Kind];

const ROWS: readonly Row[] = [
  [
    "puts the keys of an entry in order, and leaves the dash where it is",
    `
users:
  - name: Ann
    role: sales
    extension: "2101"
    loginId: ann@aoba.example
  - loginId: bob@aoba.example
    name: Bob
`,
    `
users:
  - loginId: ann@aoba.example
    name: Ann
    extension: "2101"
    role: sales
  - loginId: bob@aoba.example
    name: Bob
`,
  ],
  [
    "takes comments along with the key that they stand above, behind or under",
    `
users:
  # Ann came in May
  - name: Ann      # married
    # an exception,
    #   until June
    permissions:   # see IT-881
      phone: true
        # mobile is to follow
    # never changes
    loginId: ann@aoba.example
    # the end of Ann
`,
    `
users:
  # Ann came in May
  # never changes
  - loginId: ann@aoba.example
    name: Ann      # married
    # an exception,
    #   until June
    permissions:   # see IT-881
      phone: true
        # mobile is to follow
    # the end of Ann
`,
  ],
  [
    "quotes extensions in lines and in braces, and touches no other quotes",
    `
users:
  - { loginId: 'ann@aoba.example', name: "Ann", extension: 2101 }
  - loginId: bob@aoba.example
    name: 'Bob'
    employeeId: 10231
    extension: 2102   # reception
  - { loginId: eve@aoba.example, name: Eve, extension: '2103' }
`,
    `
users:
  - { loginId: 'ann@aoba.example', name: "Ann", extension: "2101" }
  - loginId: bob@aoba.example
    name: 'Bob'
    employeeId: 10231
    extension: "2102"   # reception
  - { loginId: eve@aoba.example, name: Eve, extension: '2103' }
`,
  ],
  [
    "leaves the parts of a file in the order that reads best: where people are, then the people",
    `
# Tokyo, third floor

# yaml-language-server: $schema=../schemas/users.schema.json
users:
  - loginId: ann@aoba.example
    name: Ann

# everybody here
defaults:
  role: sales
  locale: ja
department: tokyo
`,
    `
# Tokyo, third floor

# yaml-language-server: $schema=../schemas/users.schema.json
department: tokyo

# everybody here
defaults:
  locale: ja
  role: sales
users:
  - loginId: ann@aoba.example
    name: Ann
`,
  ],
  [
    "sorts people where the file asks for it, with empty lines between them as they were",
    `
# meibo: sorted
users:
  # the twins

  - loginId: Bob@aoba.example
    name: Bob

  # came back
  - loginId: ann@aoba.example
    name: Ann
  - { name: Eve, loginId: aki@aoba.example }
`,
    `
# meibo: sorted
users:
  # the twins

  - { loginId: aki@aoba.example, name: Eve }

  # came back
  - loginId: ann@aoba.example
    name: Ann
  - loginId: Bob@aoba.example
    name: Bob
`,
  ],
  [
    "leaves people in their order where the file asks for nothing",
    `
users:
- loginId: bob@aoba.example
  name: Bob
# meibo: sorted is what this file is not
- loginId: ann@aoba.example
  name: Ann
`,
  ],
  [
    "keeps braces, brackets and long texts as they are written",
    `
user:
   note: >-
     folded, and
     long

   permissions: {meetings: {downloadFiles: all,enabled: true}, phone: true }
   name: |-
     Ann
   previousLoginIds: [ a@aoba.example,
     b@aoba.example ]   # twice
   loginId: ann@aoba.example`,
    `
user:
   loginId: ann@aoba.example

   previousLoginIds: [ a@aoba.example,
     b@aoba.example ]   # twice
   name: |-
     Ann
   permissions: {phone: true, meetings: {enabled: true,downloadFiles: all} }
   note: >-
     folded, and
     long`,
  ],
  [
    "leaves keys in braces where comments stand between them",
    `
users:
  - { name: Ann, # married
      loginId: ann@aoba.example }
  - { name: Bob,
      loginId: bob@aoba.example # new
    }
`,
  ],
  [
    "leaves keys in place where empty lines belong to a text",
    `
user:
  note: |+
    kept

  name: Ann
  loginId: ann@aoba.example
`,
  ],
  [
    "moves a comment that stands too deep to where it belongs to the same key",
    `
user:
        # hers
  name: Ann
  loginId: ann@aoba.example
  department: |
      x
`,
    `
user:
  loginId: ann@aoba.example
  # hers
  name: Ann
  department: |
      x
`,
  ],
  [
    "leaves names of roles in their order, and puts what they say in order",
    `
roles:
  sales:
    permissions:
      meetings: true
      admin: false
    extends: [base]
    description: Calls
  base: {}
`,
    `
roles:
  sales:
    description: Calls
    extends: [base]
    permissions:
      admin: false
      meetings: true
  base: {}
`,
    "roles",
  ],
  [
    "puts approvals in order",
    `
deletes:
  - expires: 2026-12-31   # HR-2291
    loginId: ann@aoba.example
    acknowledges: [DEL-A07]
    reason: left
    approvedBy: "@aoba/it"
`,
    `
deletes:
  - loginId: ann@aoba.example
    approvedBy: "@aoba/it"
    reason: left
    expires: 2026-12-31   # HR-2291
    acknowledges: [DEL-A07]
`,
    "approvals",
  ],
  [
    "puts facts in order",
    `
ssoEnabled: true
groups:
  entries:
    - members: [ann@aoba.example]
      name: Sales
  complete: true
`,
    `
groups:
  complete: true
  entries:
    - name: Sales
      members: [ann@aoba.example]
ssoEnabled: true
`,
    "facts",
  ],
];

describe("the canonical form of a YAML file", () => {
  for (const [name, before, after = before, kind = "users"] of ROWS) {
    test(name, () => {
      expect([yaml(before, kind), yaml(after, kind)]).toEqual([after, after]);
    });
  }

  test("keeps line ends and the byte order mark", () => {
    const text = "user:\r\n  # her\r\n  name: 花\r\n  loginId: ann@aoba.example";
    const after = "\uFEFFuser:\r\n  loginId: ann@aoba.example\r\n  # her\r\n  name: 花";
    expect(formatted(fileOf(text, {}, "utf-8-bom")).toString("utf8")).toBe(after);
  });

  test("shows of a sorted list only who moved", () => {
    const people = Array.from(
      { length: 20 },
      (_, n) => `  - loginId: u${String(n).padStart(2, "0")}@x.example\n    name: U${n}\n`,
    );
    const [first = "", ...others] = people;
    const text = `# meibo: sorted\nusers:\n${others.join("")}${first}`;
    const { diff } = formatFile(fileOf(text), shapeOf(SCHEMAS.users), []);
    const changed = diff.hunks.flatMap(({ lines }) => lines.filter(({ sign }) => sign !== " "));
    expect(changed.map(({ sign, text: line }) => sign + line)).toEqual([
      "+  - loginId: u00@x.example",
      "+    name: U0",
      "-  - loginId: u00@x.example",
      "-    name: U0",
    ]);
  });
});

describe("the canonical form of a table", () => {
  test.each([
    [
      "has no spaces around what cells say",
      'loginId, name\na, Ann \nb," Bob ""B"" "\n',
      'loginId,name\na,Ann\nb,"Bob ""B"""\n',
    ],
    [
      "has no empty lines",
      '\r\nloginId,note\r\n\r\na,"x\r\n\r\ny"\r\n\r\nb,\r\n\r\n',
      'loginId,note\r\na,"x\r\n\r\ny"\r\nb,\r\n',
    ],
    ["is what most tables are in already", 'loginId,name\na,"Ann"\nb,Bob', 'loginId,name\na,"Ann"\nb,Bob'],
  ])("%s", (_, before, after) => {
    const of = (text: string) => formatted(fileOf(text, { file: "users/a.csv", separator: "," })).toString("utf8");
    expect([of(before), of(after)]).toEqual([after, after]);
  });

  test("keeps the bytes of what cells say", () => {
    const text = "loginId,name\na,≒ 髙 \n";
    const file = fileOf(text, { file: "users/a.csv", separator: "," }, "shift_jis");
    // 81E0 and 8790 are one character; the second is what a spreadsheet of the PC-98 wrote.
    const bytes = Buffer.from(file.bytes);
    bytes.set([0x87, 0x90], bytes.indexOf(Buffer.from([0x81, 0xe0])));
    const after = formatted({ ...file, bytes });
    expect([after.length, after.includes(Buffer.from([0x87, 0x90]))]).toEqual([bytes.length - 1, true]);
  });

  test("is not for the console's own files", () => {
    const text = "Login ID,User name\na, Ann \n\n";
    expect(formatted(fileOf(text, { file: "users/a.console.csv", separator: "," })).toString("utf8")).toBe(text);
  });
});

test("the canonical form of every file of this repository is its own canonical form", () => {
  const root = join(import.meta.dirname, "../..");
  const folders = ["examples/*/", "", "test/fixtures/load/valid/"];
  const found = (["users", "roles", "approvals", "facts"] as const).flatMap((kind) =>
    folders.flatMap((folder) =>
      globSync([`${folder}${kind}/**/*.{yaml,csv}`, `${folder}${kind}.yaml`], { cwd: root }).map((file) => ({
        file,
        kind,
      })),
    ),
  );
  expect(found.length).toBeGreaterThan(10);
  for (const { file, kind } of found) {
    const read = textOf({ file, bytes: readFileSync(join(root, file)) }, settings());
    if (read === undefined) throw new Error(`${file} cannot be read`);
    const once = formatted(read, kind);
    const again = textOf({ file, bytes: once }, settings());
    expect([file, again && formatted(again, kind).equals(once)]).toEqual([file, true]);
  }
});
