import { readFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { folderWith, meibo, put } from "./command.ts";

const CONFIG = `version: 1
tenant: aoba
subscriptions: [meetings]
defaults: { locale: ja, timeZone: Asia/Tokyo }
`;
const ROLES = `roles:
  sales:
    permissions: { phone: true, meetings: { enabled: true, downloadFiles: hostOnly } }
  lead: { extends: [sales], permissions: { monitoring: true } }
`;
const OFFICE = `# Tokyo
users:
  - loginId: ann@aoba.example
    name: 佐藤 花子 # the boss
    role: sales
    extension: "0101"
    employeeId: "007"
    permissions: { meetings: { downloadFiles: all } }
    endDate: 2026-12-01
  - { loginId: bob@aoba.example, name: Bob, role: sales }
`;
const JAKARTA = 'loginId;ユーザー名;role;退職日 [endDate]\r\nrina@aoba.example;"Rina";sales;\r\n';
const CONSOLE = "Login ID,User name,Monitoring privileges\r\ncon@aoba.example,Con,0\r\n";

function folder(): string {
  return folderWith({
    "meibo.yaml": CONFIG,
    "roles/all.yaml": ROLES,
    "users/office.yaml": OFFICE,
    "users/jakarta.csv": iconv.encode(JAKARTA, "cp932"),
    "users/old.console.csv": CONSOLE,
  });
}

/** Files that may change, as text. */
function files(of: string) {
  const read = (name: string) => readFileSync(join(of, "users", name));
  return [
    read("office.yaml").toString(),
    iconv.decode(read("jakarta.csv"), "cp932"),
    read("old.console.csv").toString(),
  ];
}

const AS_WRITTEN = [OFFICE, JAKARTA, CONSOLE];

describe("a sheet that was changed", () => {
  const SHEET = [
    "ログイン ID [loginId],内線番号,入社日 [startDate],退職日 [endDate],社員番号 [employeeId],部署 [department],モニタリング権限,meetings.downloadFiles,備考 [note]",
    "ANN@aoba.example,101,,12/01/2026,7,営業,はい,ホストのみ,x",
    "bob@aoba.example,,2026/4/1,,'=1,,はい,,",
    "rina@aoba.example,3101,,2027年1月31日,,,はい,,",
    ",,,,,,,,",
    "",
  ].join("\r\n");

  test("goes into the files where the people stand, and nothing else does", () => {
    const own = folder();
    put(own, "sheet.csv", iconv.encode(SHEET, "cp932"));
    const dry = meibo(own, ["csv", "import", "sheet.csv", "--dry-run"]);
    expect([dry.exit, files(own)]).toEqual([0, AS_WRITTEN]);
    expect(dry.stdout).toContain("That is what 2 files would be. Nothing was written (--dry-run).");

    const { exit, stdout, stderr } = meibo(own, ["csv", "import", "sheet.csv"]);
    expect([exit, files(own)]).toEqual([
      0,
      [
        `# Tokyo
users:
  - loginId: ann@aoba.example
    name: 佐藤 花子 # the boss
    role: sales
    extension: "0101"
    employeeId: "007"
    department: 営業
    permissions: { monitoring: true }
    endDate: 2026-12-01
  - { loginId: bob@aoba.example, name: Bob, role: sales, startDate: 2026-04-01, employeeId: "=1", permissions: { monitoring: true } }
`,
        'loginId;ユーザー名;role;退職日 [endDate];extension;monitoring\r\nrina@aoba.example;"Rina";sales;2027-01-31;3101;1\r\n',
        CONSOLE,
      ],
    ]);
    const lines = stdout.split("\n");
    expect([lines.slice(0, 9), lines.find((line) => line.startsWith("Wrote"))]).toEqual([
      [
        "  extension               1 user   nothing → 3101",
        "  startDate               1 user   nothing → 2026-04-01",
        "  endDate                 1 user   nothing → 2027-01-31",
        "  employeeId              1 user   nothing → =1",
        "  department              1 user   nothing → 営業",
        "  monitoring              3 users  no → yes",
        "  meetings.downloadFiles  1 user   all → hostOnly        the role says it for 1 user",
        "3 of 3 users get the same monitoring. A role says it once for all of them (sales).",
        "",
      ],
      "Wrote 2 files. Nothing was committed.",
    ]);
    expect(stderr).toContain("read 3 rows (shift_jis)\ncolumns that a sheet does not change: 備考 [note]\n");
    expect(stderr).toContain("extension of ANN@aoba.example".replace("ANN", "ann"));
    expect(stderr).toContain("employeeId of ann@aoba.example is 7 in the sheet and 007 in the files");

    const again = meibo(own, ["csv", "import", "sheet.csv"]);
    expect(again.stdout).toBe("The files say so already. Nothing was written.\n");
    expect(meibo(own, ["validate"]).exit).toBe(0);
  });

  test("is told as JSON", () => {
    const own = folder();
    put(own, "sheet.csv", "loginId,monitoring,meetings.downloadFiles\nann@aoba.example,1,hostOnly\n");
    expect(JSON.parse(meibo(own, ["csv", "import", "sheet.csv", "--json"]).stdout)).toMatchObject({
      written: true,
      files: ["users/office.yaml"],
      users: ["ann@aoba.example"],
    });
  });
});

test.each([
  [
    "somebody unknown",
    "loginId,name\nanm@aoba.example,Ann\nbob@aoba.example,Rob\n",
    ["sheet.csv:2", "MB4016", "did you mean ann@aoba.example?"],
  ],
  [
    "an unknown column",
    "loginId,extention\nann@aoba.example,2101\n",
    ["sheet.csv:1:9", "unknown column extention", "did you mean extension?"],
  ],
  ["no Login IDs", "name,extension\nAnn,2101\n", ["the column loginId is missing"]],
  ["a row without its Login ID", "loginId,name\n,Ann\n", ["sheet.csv:2", "loginId is missing"]],
  [
    "one person twice",
    "loginId,name\nbob@aoba.example,A\nBOB@aoba.example,B\n",
    ["sheet.csv:3", "declared twice; the first is in sheet.csv:2"],
  ],
  ["one column twice", "loginId,phone,phone.enabled\nbob@aoba.example,1,0\n", ["two columns mean phone.enabled"]],
  [
    "a word nobody knows",
    "loginId,phone\nbob@aoba.example,perhaps\n",
    ["sheet.csv:2", "perhaps is no value of phone.enabled"],
  ],
  ["a day that may be either", "loginId,endDate\nbob@aoba.example,03/04/2027\n", ["day or month first?"]],
  ["passwords", "loginId,password\nbob@aoba.example,secret\n", ["MB1005"]],
  ["a leave without its first day", "loginId,leave.until\nbob@aoba.example,2027-01-31\n", ["leave.from is missing"]],
  [
    "what would not be valid",
    "loginId,extension\nbob@aoba.example,12\n",
    ["users/office.yaml", "12 is no extension number", "MB4060"],
  ],
  ["a role that there is not", "loginId,role\nbob@aoba.example,slaes\n", ["there is no role slaes", "MB4060"]],
  [
    "a state in the console's own file",
    "loginId,state\ncon@aoba.example,inactive\n",
    ["MB4061", "the console names the columns of this file"],
  ],
  [
    "a character that the file has no place for",
    "loginId,name\nrina@aoba.example,🦊\n",
    ["MB4061", "its encoding has no place for a character"],
  ],
  [
    "a formula that failed",
    "loginId,department\nbob@aoba.example,#NAME?\n",
    ["which a spreadsheet shows when a formula fails"],
  ],
  ["nothing at all", "", ["this file is empty"]],
])("a sheet with %s is refused as a whole", (_, sheet, told) => {
  const own = folder();
  put(own, "sheet.csv", sheet);
  const { exit, stdout, stderr } = meibo(own, ["csv", "import", "sheet.csv"]);
  expect([exit, files(own)]).toEqual([1, AS_WRITTEN]);
  expect(stdout).not.toContain("Wrote");
  for (const words of told) expect(stderr).toContain(words);
});

test("who gets another role gets what it says, and nothing is said twice", () => {
  const own = folder();
  put(
    own,
    "sheet.csv",
    "loginId,role,monitoring,admin\nbob@aoba.example,lead,yes,yes\nrina@aoba.example,sales lead,yes,\n",
  );
  expect(meibo(own, ["csv", "import", "sheet.csv"]).exit).toBe(0);
  const [office = "", jakarta = ""] = files(own);
  expect(office).toContain("{ loginId: bob@aoba.example, name: Bob, role: lead, permissions: { admin: true } }");
  expect(jakarta).toContain('rina@aoba.example;"Rina";sales lead;\r\n');
});

test("the tables of Excel and its friends are read alike", () => {
  const rows = [
    ["ログイン ID", "MiiTel Phone 有効"],
    ["bob@aoba.example", "FALSE"],
  ];
  for (const [separator, encoding] of [
    [",", "utf8"],
    [";", "utf8"],
    ["\t", "cp932"],
  ] as const) {
    const own = folder();
    const text = rows.map((cells) => cells.join(separator)).join("\r\n");
    put(own, "sheet.csv", iconv.encode(text, encoding));
    expect(meibo(own, ["csv", "import", "sheet.csv"]).exit).toBe(0);
    expect(files(own)[0]).toContain(
      "{ loginId: bob@aoba.example, name: Bob, role: sales, permissions: { phone: { enabled: false } } }",
    );
  }
});

test("a cell that a spreadsheet made of a text is left alone", () => {
  const own = folder();
  put(own, "sheet.csv", "loginId,employeeId,department\nann@aoba.example,1.2E+10,12月1日\n");
  const { exit, stdout, stderr } = meibo(own, ["csv", "import", "sheet.csv"]);
  expect([exit, stdout, files(own)]).toEqual([0, "The files say so already. Nothing was written.\n", AS_WRITTEN]);
  expect(stderr).toContain("it is a long number cut to its first digits");
  expect(stderr).toContain("department is 12月1日, which a spreadsheet seems to have made: it is a date");
});
