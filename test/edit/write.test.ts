import { describe, expect, test } from "vitest";
import { diffOf } from "../../src/edit/splice.ts";
import { editFile } from "../../src/edit/write.ts";
import type { Edit } from "../../src/edit/yaml-entry.ts";
import { type Encoding, encode } from "../../src/model/encoding.ts";
import type { TextFile } from "../../src/model/file-change.ts";
import type { Writing } from "../../src/model/writing.ts";

const YAML = { file: "users/a.yaml", line: 2 };

function writing(key: string, text?: string): Writing {
  return { place: YAML, key, ...(text === undefined ? {} : { text }) };
}

function cell(row: number, name: string | undefined, text?: string, key = "name"): Writing {
  const place = { file: "users/a.csv", line: row + 1, row, ...(name === undefined ? {} : { cell: name }) };
  return { place, key, ...(text === undefined ? {} : { text }) };
}

function fileOf(text: string, more: Partial<TextFile> = {}, encoding: Encoding = "utf-8"): TextFile {
  const encoded = encode(text, encoding);
  if (!encoded.ok) throw new Error("the test writes what the encoding cannot hold");
  return { file: "users/a.yaml", bytes: encoded.bytes, text, encoding, ...more };
}

const ANN = "ann@aoba.example";

function yaml(text: string, ...writings: readonly Writing[]): string {
  return Buffer.from(editFile(fileOf(text), [{ loginId: ANN.toUpperCase(), writings }]).bytes).toString("utf8");
}

describe("a word of a YAML entry", () => {
  const rows: readonly (readonly [string, string, readonly Writing[], string])[] = [
    [
      "keeps its quotes and the comment behind it",
      "users:\n  - loginId: ann@aoba.example\n    name: 'Ann'   # married\n",
      [writing("name", 'name: "O\'Neil"')],
      "users:\n  - loginId: ann@aoba.example\n    name: 'O''Neil'   # married\n",
    ],
    [
      "stays plain while it reads as itself",
      "users:\n  - name: Bob\n    loginId: ann@aoba.example\n",
      [writing("name", 'name: "佐藤 花子"')],
      "users:\n  - name: 佐藤 花子\n    loginId: ann@aoba.example\n",
    ],
    [
      "is quoted where YAML could take it for something else",
      "users:\n  - loginId: ann@aoba.example\n    name: Bob\n",
      [writing("name", 'name: "no: really"')],
      'users:\n  - loginId: ann@aoba.example\n    name: "no: really"\n',
    ],
    [
      "that is new stands under the others, with the line ends of the file",
      "users:\r\n  - loginId: ann@aoba.example # A\r\n    name: Ann\r\n\r\n  # Bob is next\r\n  - loginId: b@x\r\n",
      [writing("state", "state: inactive")],
      "users:\r\n  - loginId: ann@aoba.example # A\r\n    name: Ann\r\n    state: inactive\r\n\r\n  # Bob is next\r\n  - loginId: b@x\r\n",
    ],
    [
      "that is new at the end of a file without a last line break adds none there",
      "user:\n  loginId: ann@aoba.example\n  name: Ann",
      [writing("extension", 'extension: "0101"')],
      'user:\n  loginId: ann@aoba.example\n  name: Ann\n  extension: "0101"',
    ],
    [
      "goes into the permissions that are there",
      "users:\n  - loginId: ann@aoba.example\n    permissions:\n      # sees calls\n      monitoring: true\n    state: active\n",
      [writing("admin", "permissions: { admin: false }"), writing("monitoring", "permissions: { monitoring: false }")],
      "users:\n  - loginId: ann@aoba.example\n    permissions:\n      # sees calls\n      monitoring: false\n      admin: false\n    state: active\n",
    ],
    [
      "goes into a map in braces",
      "users:\n  - { loginId: ann@aoba.example, name: Ann, permissions: {monitoring: true} }\n",
      [writing("phone.enabled", "permissions: { phone: { enabled: true } }"), writing("state", "state: active")],
      "users:\n  - { loginId: ann@aoba.example, name: Ann, permissions: {monitoring: true, phone: { enabled: true }}, state: active }\n",
    ],
    [
      "of a product that is only switched on is switched off there",
      "users:\n  - loginId: ann@aoba.example\n    permissions: { phone: true }\n",
      [writing("phone.enabled", "permissions: { phone: { enabled: false } }")],
      "users:\n  - loginId: ann@aoba.example\n    permissions: { phone: false }\n",
    ],
    [
      "of a product that is only switched on makes a map of it",
      "users:\n  - loginId: ann@aoba.example\n    permissions: { meetings: true }\n",
      [writing("meetings.downloadFiles", "permissions: { meetings: { downloadFiles: hostOnly } }")],
      "users:\n  - loginId: ann@aoba.example\n    permissions: { meetings: { enabled: true, downloadFiles: hostOnly } }\n",
    ],
    [
      "fills a key without a value",
      "users:\n  - loginId: ann@aoba.example\n    state:   # soon\n    name: Ann\n",
      [writing("state", "state: inactive")],
      "users:\n  - loginId: ann@aoba.example\n    state: inactive   # soon\n    name: Ann\n",
    ],
    [
      "that is taken out leaves no line behind",
      "users:\n  - loginId: ann@aoba.example\n    extension: '0101' # hers\n    name: Ann\n",
      [writing("extension")],
      "users:\n  - loginId: ann@aoba.example\n    name: Ann\n",
    ],
    [
      "that is taken out from the head of an entry leaves the dash",
      "users:\n  - extension: '0101'\n    loginId: ann@aoba.example\n    name: Ann\n",
      [writing("extension")],
      "users:\n  - loginId: ann@aoba.example\n    name: Ann\n",
    ],
    [
      "that is the last of its permissions takes them along",
      "users:\n  - loginId: ann@aoba.example\n    permissions:\n      phone: { enabled: true }\n    name: Ann\n",
      [writing("phone.enabled")],
      "users:\n  - loginId: ann@aoba.example\n    name: Ann\n",
    ],
    [
      "that is one of several in braces leaves the others",
      "users:\n  - loginId: ann@aoba.example\n    permissions: { phone: true, admin: true, monitoring: true }\n",
      [writing("phone.enabled"), writing("monitoring"), writing("admin", "permissions: { admin: false }")],
      "users:\n  - loginId: ann@aoba.example\n    permissions: { admin: false }\n",
    ],
    [
      "that is the last line of a file without a line break goes with the break before it",
      "user:\n  loginId: ann@aoba.example\n  extension: '0101'",
      [writing("extension")],
      "user:\n  loginId: ann@aoba.example",
    ],
    [
      "that was folded over lines becomes one line",
      "users:\n  - loginId: ann@aoba.example\n    name: >-\n      Ann\n      Lee\n    state: active\n",
      [writing("name", 'name: "Ann: L"')],
      'users:\n  - loginId: ann@aoba.example\n    name: "Ann: L"\n    state: active\n',
    ],
    [
      "that was a block of text keeps the comment of the block and the empty lines behind it, and others may follow it",
      "user:\n  loginId: ann@aoba.example\n  name: |- # legal\n    Ann\n\n",
      [writing("name", "name: Bob"), writing("state", "state: active")],
      "user:\n  loginId: ann@aoba.example\n  name: Bob # legal\n  state: active\n\n",
    ],
    [
      "that is new stands behind the empty lines that are part of a text",
      "user:\r\n  loginId: ann@aoba.example\r\n  note: |+\r\n    x\r\n\r\n",
      [writing("remark", "remark: active")],
      "user:\r\n  loginId: ann@aoba.example\r\n  note: |+\r\n    x\r\n\r\n  remark: active\r\n",
    ],
    [
      "that is taken out from the head of an entry leaves the comments below it, and then the dash alone",
      "users:\n  - extension: '0101' # hers\n    # always\n    loginId: ann@aoba.example\n    name: Ann\n",
      [writing("extension")],
      "users:\n  -\n    # always\n    loginId: ann@aoba.example\n    name: Ann\n",
    ],
    [
      "that is the last of its map may go while another comes behind that map",
      "user:\n  loginId: ann@aoba.example\n  permissions:\n    phone: true\n    admin: true\n",
      [writing("admin"), writing("note", "note: active")],
      "user:\n  loginId: ann@aoba.example\n  permissions:\n    phone: true\n  note: active\n",
    ],
    [
      "that is the first of its map goes without the comments below it",
      "user:\n  loginId: ann@aoba.example\n  permissions:\n    phone: true\n    # audited\n    admin: true\n",
      [writing("phone.enabled")],
      "user:\n  loginId: ann@aoba.example\n  permissions:\n    # audited\n    admin: true\n",
    ],
    [
      "comes in the place of all that goes",
      "user:\n  loginId: ann@aoba.example\n  permissions: # hers\n    phone: true # x\n    admin: true\n  name: Ann\n",
      [writing("admin"), writing("phone.enabled"), writing("monitoring", "permissions: { monitoring: true }")],
      "user:\n  loginId: ann@aoba.example\n  permissions: # hers\n    monitoring: true # x\n  name: Ann\n",
    ],
    [
      "that is one of several in braces leaves the lines and comments of the others",
      "user: {\n  loginId: ann@aoba.example, # A\n  extension: '0101', # hers\n  locale: ja,\n  # away\n  state: active # until May\n}\n",
      [writing("extension"), writing("locale"), writing("state")],
      "user: {\n  loginId: ann@aoba.example, # A\n   # hers\n  # away\n   # until May\n}\n",
    ],
    [
      "that is all there is in braces leaves them empty",
      "user: {loginId: ann@aoba.example, permissions: {phone: {enabled: true, }, admin: true}}\n",
      [writing("phone.enabled"), writing("admin"), writing("monitoring", "permissions: { monitoring: true }")],
      "user: {loginId: ann@aoba.example, permissions: { monitoring: true }}\n",
    ],
    [
      "that is said already stays as it is written",
      "user:\n  loginId: ann@aoba.example\n  name: >-\n    Ann\n",
      [writing("name", 'name: "Ann"')],
      "user:\n  loginId: ann@aoba.example\n  name: >-\n    Ann\n",
    ],
    [
      "that was a text with empty lines behind it leaves them there",
      "user:\n  note: |+\n    x\n\n  loginId: ann@aoba.example\n",
      [writing("note", 'note: "y"')],
      'user:\n  note: "y"\n\n  loginId: ann@aoba.example\n',
    ],
  ];
  test.each(rows)("%s", (_, before, writings, after) => {
    expect(yaml(before, ...writings)).toBe(after);
  });

  test("is changed for several people at once, and for nobody else", () => {
    const text = "users:\n  - loginId: a@x\n    state: active\n  - loginId: b@x\n  - loginId: c@x\n    state: active\n";
    const edits = ["c@x", "a@x"].map((loginId) => ({ loginId, writings: [writing("state", "state: inactive")] }));
    const { bytes } = editFile(fileOf(text), edits);
    expect(Buffer.from(bytes).toString()).toBe(
      "users:\n  - loginId: a@x\n    state: inactive\n  - loginId: b@x\n  - loginId: c@x\n    state: inactive\n",
    );
  });

  test("keeps the byte order mark of its file", () => {
    const file = fileOf("user:\n  loginId: ann@aoba.example\n  name: 花\n", {}, "utf-8-bom");
    const { bytes } = editFile(file, [{ loginId: ANN, writings: [writing("name", 'name: "華"')] }]);
    expect(Buffer.from(bytes).toString("hex")).toBe(
      Buffer.from("\uFEFFuser:\n  loginId: ann@aoba.example\n  name: 華\n").toString("hex"),
    );
  });

  test("is named where it cannot be written", () => {
    const edits: readonly Edit[] = [
      { loginId: "nobody@x", writings: [writing("name", "name: N")] },
      { loginId: ANN, writings: [writing("entry")] },
    ];
    const { unwritten, bytes } = editFile(fileOf("user: { loginId: ann@aoba.example }\n"), edits);
    expect([unwritten, Buffer.from(bytes).toString()]).toEqual([
      [
        { loginId: "nobody@x", key: "name", why: "noEntry" },
        { loginId: ANN, key: "entry", why: "wholeEntry" },
      ],
      "user: { loginId: ann@aoba.example }\n",
    ]);
  });
});

function csv(text: string, edits: readonly Edit[], encoding: Encoding = "utf-8", file = "users/a.csv") {
  const edited = editFile(fileOf(text, { file, separator: text.includes(";") ? ";" : "," }, encoding), edits);
  return { ...edited, bytes: Buffer.from(edited.bytes) };
}

describe("a cell of a table", () => {
  const rows: readonly (readonly [string, string, readonly Writing[], string])[] = [
    [
      "alone changes",
      "loginId,name,x\r\na,Ann,1\r\nb,Bob,2\r\n",
      [cell(2, "name", "Rob")],
      "loginId,name,x\r\na,Ann,1\r\nb,Rob,2\r\n",
    ],
    ["keeps its quotes", 'loginId,name\na,"Ann ""A"""\n', [cell(1, "name", 'B "B"')], 'loginId,name\na,"B ""B"""\n'],
    ["gets quotes where it needs them", "loginId;name\na;Ann\n", [cell(1, "name", "L;A")], 'loginId;name\na;"L;A"\n'],
    [
      "is found behind a cell with a line break and behind empty lines",
      'loginId,note,name\n\na,"x\n,y",Ann\n\nb,,Bob',
      [cell(2, "name", "Rob")],
      'loginId,note,name\n\na,"x\n,y",Ann\n\nb,,Rob',
    ],
    ["is emptied", "loginId,name,extension\na,Ann,0101\n", [cell(1, "extension")], "loginId,name,extension\na,Ann,\n"],
    [
      "of a column that is not there makes one",
      "loginId,name\r\na,Ann\r\nb,\r\n",
      [cell(2, undefined, "inactive", "state"), cell(2, "name", "Bob")],
      "loginId,name,state\r\na,Ann,\r\nb,Bob,inactive\r\n",
    ],
  ];
  test.each(rows)("%s", (_, before, writings, after) => {
    expect(csv(before, [{ loginId: "a", writings }]).bytes.toString()).toBe(after);
  });

  test("of a Shift_JIS file changes in Shift_JIS, and codes that mean the same stay as they are", () => {
    const text = "loginId,name,note\r\na,佐藤,≒髙①\r\nb,鈴木,x\r\n";
    const file = fileOf(text, { file: "users/a.csv", separator: "," }, "shift_jis");
    // 81E0 and 8790 are one character; the second is what a spreadsheet of the PC-98 wrote.
    const bytes = Buffer.from(file.bytes);
    const at = bytes.indexOf(Buffer.from([0x81, 0xe0]));
    bytes.set([0x87, 0x90], at);
    const edited = editFile({ ...file, bytes }, [{ loginId: "b", writings: [cell(2, "name", "高橋")] }]);
    const expected = encode(text.replace("鈴木", "高橋"), "shift_jis");
    if (!expected.ok) throw new Error("高橋 is in Shift_JIS");
    const whole = Buffer.from(expected.bytes);
    whole.set([0x87, 0x90], at);
    expect(Buffer.from(edited.bytes).toString("hex")).toBe(whole.toString("hex"));
  });

  test("that its encoding cannot hold is named, and the others are written", () => {
    const edits = [
      { loginId: "a", writings: [cell(1, "name", "한글")] },
      { loginId: "b", writings: [cell(2, "name", "高橋")] },
    ];
    const { unwritten, bytes } = csv("loginId,name\na,佐藤\nb,鈴木\n", edits, "shift_jis");
    const expected = encode("loginId,name\na,佐藤\nb,高橋\n", "shift_jis");
    expect(unwritten).toEqual([{ loginId: "a", key: "name", why: "noCharacter" }]);
    expect(expected.ok && bytes.equals(expected.bytes)).toBe(true);
  });

  test("of a console's file makes no column, because the console names them", () => {
    const edits = [{ loginId: "a", writings: [cell(1, undefined, "inactive", "state")] }];
    const { unwritten, bytes } = csv("Login ID,Name\na,Ann\n", edits, "utf-8", "users/a.console.csv");
    expect([unwritten, bytes.toString()]).toEqual([
      [{ loginId: "a", key: "state", why: "noColumn" }],
      "Login ID,Name\na,Ann\n",
    ]);
  });
});

describe("the diff", () => {
  test("shows the lines that change with three around them, and counts them in both texts", () => {
    const lines = Array.from({ length: 20 }, (_, index) => `  - loginId: u${index}@x\n`);
    const edits = ["u2@x", "u17@x"].map((loginId) => ({ loginId, writings: [writing("state", "state: inactive")] }));
    const { diff } = editFile(fileOf(`users:\n${lines.join("")}`), edits);
    expect(diff.hunks.map(({ before, after, lines: told }) => [before, after, told.length])).toEqual([
      [2, 2, 7],
      [17, 18, 6],
    ]);
    expect(diff.hunks[0]?.lines.filter(({ sign }) => sign !== " ")).toEqual([
      { sign: "+", text: "    state: inactive" },
    ]);
  });

  test("shows a line without its line break, and a removed one as removed", () => {
    const file = fileOf("user:\r\n  loginId: ann@aoba.example\r\n  extension: '01'\r\n  name: A\r\n");
    const { diff } = editFile(file, [{ loginId: ANN, writings: [writing("extension"), writing("name", "name: B")] }]);
    expect(diff.hunks[0]?.lines.map(({ sign, text }) => sign + text)).toEqual([
      " user:",
      "   loginId: ann@aoba.example",
      "-  extension: '01'",
      "-  name: A",
      "+  name: B",
    ]);
  });

  test("shows lines that are joined", () => {
    const text = "user:\n  name: A\n\n  loginId: ann@aoba.example\n";
    const { hunks } = diffOf("users/a.yaml", text, [{ start: 14, end: 16, text: "B" }]);
    expect(hunks[0]?.lines.map(({ sign, text: line }) => sign + line)).toEqual([
      " user:",
      "-  name: A",
      "-",
      "+  name: B",
      "   loginId: ann@aoba.example",
    ]);
  });

  test("has nothing to show where nothing changed", () => {
    expect(editFile(fileOf("user: { loginId: ann@aoba.example }\n"), []).diff.hunks).toEqual([]);
  });
});
