import iconv from "iconv-lite";
import { type Put, users } from "./folder.ts";

/** Folders that cannot lie in git as text, with what is expected of them. */
export interface Made {
  readonly name: string;
  readonly files: Readonly<Record<string, Put>>;
  /** In the form that `describe` in expectations.ts gives to problems. */
  readonly expect: readonly string[];
}

const A = users("{ loginId: a@aoba-denki.example, name: A }");
const CSV = "loginId,name\na@aoba-denki.example,A\n";

/** Large, and told from its first two bytes. */
const PACKED = Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(31 * 1024 * 1024)]);

export const MADE: readonly Made[] = [
  {
    name: "two encodings in one file",
    files: {
      "users/joined.csv": Buffer.concat([
        Buffer.from("loginId,name\na@aoba-denki.example,佐藤 花子\n"),
        iconv.encode("b@aoba-denki.example,髙橋 一郎\n", "cp932"),
      ]),
    },
    expect: ["users/joined.csv:2 MB3103"],
  },
  {
    name: "more lines than a file of people has",
    files: { "users/lines.csv": `loginId,name\n${"a,b\n".repeat(200_001)}` },
    expect: ["users/lines.csv:200002 MB1011"],
  },
  {
    name: "what a spreadsheet leaves behind",
    files: {
      "users/damage.csv": `loginId,name,extension
u1@aoba-denki.example,#REF!,2101
u2@aoba-denki.example,1月2日,2102
u3@aoba-denki.example,"""B""",2103
u4@aoba-denki.example,'0123,2104
u5@aoba-denki.example,E,105
`,
      "users/cut.csv": `loginId,name,note\na@aoba-denki.example,A,${"x".repeat(32_767)}\n`,
    },
    expect: [
      "users/cut.csv:2 MB1011",
      "users/damage.csv row 1 name MB1305",
      "users/damage.csv row 2 name MB1306",
      "users/damage.csv row 3 name MB1306",
      "users/damage.csv row 4 name MB1306",
      "users/damage.csv row 5 extension MB1207",
    ],
  },
  {
    name: "letters that look like others",
    files: {
      "users/colon.yaml": "users：\n  []\n",
      "users/dot.yaml": users("{ loginId: a.@aoba-denki.example, name: A }"),
    },
    expect: ["users/colon.yaml:1 MB1001", "users/dot.yaml:2 MB1110"],
  },
  {
    name: "files whose names are one on other machines",
    files: { "users/Sales.yaml": users("{ loginId: s@aoba-denki.example, name: S }"), "users/sales.yaml": A },
    expect: ["users/sales.yaml MB1010"],
  },
  {
    name: "more of one kind than anybody reads",
    files: {
      "users/many.yaml": users(
        ...Array.from({ length: 150 }, (_, n) => `{ loginId: u${n}@aoba-denki.example, name: U${n}, extention: "1" }`),
      ),
    },
    expect: [...Array.from({ length: 100 }, (_, n) => `users/many.yaml:${n + 2} MB1002`), "- MB1022"],
  },
  {
    name: "characters that cannot be seen",
    files: {
      "users/control.yaml": "users:\n  - { loginId: a@aoba-denki.example, name: A\u0007 }\n",
      "users/bidi.yaml": "users:\n  # \u202Ehidden\n  []\n",
      "users/mark.yaml": "users: \uFEFF[]\n",
      "users/separator.yaml": "users: []\n#\u2028x\n",
      "users/cell.csv": "loginId,name\nb@aoba-denki.example,\u200BB\n",
    },
    expect: [
      "users/bidi.yaml:2 MB1012",
      "users/cell.csv:2 MB1012",
      "users/control.yaml:2 MB1012",
      "users/mark.yaml:1 MB1012",
      "users/separator.yaml:2 MB1012",
    ],
  },
  {
    name: "line ends of several kinds",
    files: {
      "users/mixed.yaml": "users:\r\n  []\n",
      "users/old.csv": "loginId,name\ra@aoba-denki.example,A\r",
      "users/windows.yaml": "users: []\r\n",
      "users/cell.csv": 'loginId,name,note\r\nb@aoba-denki.example,B,"two\nlines"\r\n',
    },
    expect: ["users/mixed.yaml:2 MB1014", "users/old.csv:1 MB1014"],
  },
  {
    name: "files too deep, too wide and too long",
    files: {
      "users/deep.yaml": `users: ${"[".repeat(40)}${"]".repeat(40)}\n`,
      "users/endless.yaml": `users: ${"[".repeat(100_000)}\n`,
      "users/questions.yaml": `${"? ".repeat(20_000)}\n`,
      "users/keys.yaml": `users:\n${Array.from({ length: 2_001 }, (_, n) => `  key${n}: 1\n`).join("")}`,
      "users/line.yaml": `users: [] # ${"x".repeat(70_000)}\n`,
    },
    expect: [
      "users/deep.yaml:1 MB1011",
      "users/endless.yaml:1 MB1011",
      "users/keys.yaml:2 MB1011",
      "users/line.yaml:1 MB1011",
      "users/questions.yaml:1 MB1011",
    ],
  },
  {
    name: "a file too large",
    files: { "users/large.yaml": Buffer.alloc(33 * 1024 * 1024, "#") },
    expect: ["users/large.yaml MB1011"],
  },
  {
    name: "files too large together",
    files: Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`users/${n}.yaml`, PACKED])),
    expect: ["users/8.yaml MB1011", ...Array.from({ length: 8 }, (_, n) => `users/${n}.yaml:1 MB3103`)],
  },
  {
    name: "more files than any company has",
    files: Object.fromEntries(Array.from({ length: 20_001 }, (_, n) => [`users/${n}.yaml`, ""])),
    expect: ["meibo.yaml:1 MB1011"],
  },
  {
    name: "links, pipes and what cannot be read",
    files: {
      "users/a.yaml": A,
      "users/inside.yaml": { link: "../other/b.yaml" },
      "other/b.yaml": users("{ loginId: b@aoba-denki.example, name: B }"),
      "users/out.yaml": { link: "/etc/hostname" },
      "users/folder": { link: "../other" },
      "users/outer": { link: "/etc" },
      "users/broken.yaml": { link: "nowhere.yaml" },
      "users/loop.yaml": { link: "loop.yaml" },
      "users/pipe.yaml": { pipe: true },
      "users/README.md": { link: "/etc/hostname" },
      "users/new\nline.yaml": A,
      "users/folder.yaml/c.yaml": users("{ loginId: c@aoba-denki.example, name: C }"),
      "users/.hidden.yaml": "not: read",
      "users/node_modules/d.yaml": "not: read",
      roles: { link: "/etc" },
    },
    expect: [
      "roles MB1010",
      "users/broken.yaml MB1010",
      "users/folder MB1010",
      "users/loop.yaml MB1010",
      "users/new\nline.yaml MB1010",
      "users/out.yaml MB1010",
      "users/outer MB1010",
      "users/pipe.yaml MB1010",
    ],
  },
  {
    name: "encodings",
    files: {
      "meibo.yaml":
        "version: 1\ntenant: aoba\nsources:\n  encoding: { users/declared*.csv: shift_jis, users/utf8.csv: utf-8 }\n",
      "users/latin.yaml": Buffer.from("users:\n  - name: caf\xe9 \n", "latin1"),
      "users/mixed.csv": Buffer.from("loginId,name\nx@aoba-denki.example,caf\xe9,", "latin1"),
      "users/own-area.csv": Buffer.concat([
        Buffer.from("loginId,name\nx@aoba-denki.example,"),
        Buffer.from([0xf0, 0x40]),
      ]),
      "users/utf8.csv": Buffer.concat([Buffer.from("loginId,name\n"), iconv.encode("佐藤", "cp932")]),
      "users/declared.csv": Buffer.concat([Buffer.from("loginId,name\r\nb@aoba-denki.example,"), Buffer.from([0x81])]),
      "users/declared-mark.csv": `\uFEFF${CSV}`,
      "users/wide.csv": Buffer.from("\uFEFFloginId\tname\r\n", "utf16le"),
      "users/wide-unmarked.csv": Buffer.from("loginId\tname\r\n", "utf16le"),
      "users/workbook.csv": Buffer.from([0x50, 0x4b, 3, 4, 20, 0]),
      "users/packed.csv": Buffer.from([0x1f, 0x8b, 8, 0]),
      "users/page.csv": "<!DOCTYPE html><html><body>Sign in</body></html>",
    },
    expect: [
      "users/declared-mark.csv:1 MB3103",
      "users/declared.csv:2 MB3103",
      "users/latin.yaml:2 MB3103",
      "users/mixed.csv:2 MB3103",
      "users/own-area.csv:2 MB3103",
      "users/packed.csv:1 MB3103",
      "users/page.csv:1 MB3103",
      "users/utf8.csv:2 MB3103",
      "users/wide-unmarked.csv:1 MB3103",
      "users/wide.csv:1 MB3103",
      "users/workbook.csv:1 MB3103",
    ],
  },
];
