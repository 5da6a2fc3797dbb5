import { expect, test } from "vitest";
import { meibo, put } from "./command.ts";
import { appliedFolder, companyFolder } from "./company.ts";

const MORE = `department: Osaka
users:
  - loginId: =cia@aoba.example
    name: "=1+1"
    state: inactive
  - loginId: dan@aoba.example
    name: Dan
    endDate: 2020-01-31
`;

const folder = companyFolder({
  "users/osaka/more.yaml": MORE,
  "ids.txt": "# who left\r\nDAN@aoba.example\r\n\r\nbob@aoba.example\r\n",
});

function listed(...words: readonly string[]): string {
  const { exit, stdout, stderr } = meibo(folder, ["list", ...words, "--json"]);
  if (exit !== 0) throw new Error(stderr);
  const people: readonly { readonly loginId: string }[] = JSON.parse(stdout);
  return people.map(({ loginId }) => loginId.split("@")[0]).join(" ");
}

test.each([
  [[], "rina ann bob =cia dan"],
  [["--role", "sales"], "rina ann"],
  [["--role", "sa*", "--file", "users/*.csv"], "rina"],
  [["--department", "osaka"], "=cia dan"],
  [["--state", "inactive"], "=cia dan"],
  [["--state", "active"], "ann"],
  [["--state", "absent"], ""],
  [["--file", "users/osaka/*", "--file", "users/jakarta.csv"], "rina =cia dan"],
  [["ann@*", "department:Osaka"], "ann =cia dan"],
  [["--logins", "ids.txt"], "bob dan"],
  [["--logins", "ids.txt", "--state", "inactive"], "dan"],
  [["--role", "base"], ""],
  [["--with", "phone"], "rina ann"],
  [["--with", "meetings.downloadFiles=all"], ""],
  [["--with", "phone", "--with", "locale=en"], "rina"],
  [["--with", "admin=no", "--with", "phone=no"], "=cia dan"],
])("meibo list %j", (words, people) => {
  expect(
    listed(...words)
      .split(" ")
      .sort(),
  ).toEqual(people.split(" ").sort());
});

test("people whose state the files leave open are counted where a state is asked for", () => {
  const { stderr } = meibo(folder, ["list", "--state", "inactive"]);
  expect(stderr).toContain("Left out, because the files leave their state as it is: 2 users");
  expect(meibo(folder, ["list", "--role", "sales", "--state", "active"]).stderr).toContain(": 1 user ");
});

test.each([
  [["--role", "slaes"], "--role slaes names nobody", "did you mean sales?"],
  [["--department", "Osake"], "--department Osake names nobody", "did you mean Osaka?"],
  [["--file", "users/ofice.yaml"], "--file users/ofice.yaml names nobody", "did you mean users/office.yaml?"],
  [["role:viewer"], "role:viewer names nobody", "roles: base, sales"],
  [["bop@aoba.example"], "bop@aoba.example names nobody", "did you mean bob@aoba.example?"],
  [["--columns", "loginId,extention,phone"], "extention is no field of a user", "did you mean extension?"],
  [["--with", "phoen"], "phoen is no field of a user", "did you mean phone.enabled?"],
  [["--with", "phone=perhaps"], "perhaps is no value of phone.enabled", ""],
  [["--logins", "nowhere.txt"], "cannot read nowhere.txt", ""],
])("meibo list %j is refused with a way on", (words, text, hint) => {
  const { exit, stdout, stderr } = meibo(folder, ["list", ...words]);
  expect([exit, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(text);
  expect(stderr).toContain(hint);
});

test("a Login ID of a list that is nobody's is told with its line", () => {
  put(folder, "wrong.txt", "ann@aoba.example\nbop@aoba.example\n");
  const { exit, stderr } = meibo(folder, ["list", "--logins", "wrong.txt"]);
  expect([exit, stderr.split("\n")]).toEqual([
    1,
    expect.arrayContaining(["wrong.txt:2  error MB4021  bop@aoba.example names nobody"]),
  ]);
});

test("columns are named in any way a person may write them", () => {
  const { stdout } = meibo(folder, [
    "list",
    "ann@*",
    "bob@*",
    "--columns",
    "LOGINID,phone,モニタリング権限,roles,file",
  ]);
  expect(stdout.split("\n")).toEqual([
    "loginId           phone.enabled  monitoring  role   file",
    "ann@aoba.example  yes            no          sales  users/office.yaml",
    "bob@aoba.example  no             no                 users/office.yaml",
    "",
  ]);
  expect(JSON.parse(meibo(folder, ["list", "bob@*", "--columns", "loginId,phone,extension", "--json"]).stdout)).toEqual(
    [{ loginId: "bob@aoba.example", "phone.enabled": false }],
  );
});

test("for a spreadsheet no cell is a formula", () => {
  const { stdout } = meibo(folder, ["list", "department:Osaka", "--columns", "loginId,name,endDate,phone", "--csv"]);
  expect(stdout).toBe(
    "\uFEFFloginId,name,endDate,phone.enabled\r\n'=cia@aoba.example,'=1+1,,false\r\ndan@aoba.example,Dan,2020-01-31,false\r\n",
  );
});

test("people of the tenant are chosen by what the files and the tenant say of them", () => {
  const applied = appliedFolder();
  const actual = (...words: readonly string[]) => meibo(applied, ["list", "--actual", ...words]);
  expect(actual("--role", "sales", "--columns", "loginId,state,timeZone,role").stdout.split("\n")).toEqual([
    "loginId            state   timeZone      role",
    "ann@aoba.example   active  Asia/Tokyo    sales",
    "rina@aoba.example  active  Asia/Jakarta  sales",
    "",
  ]);
  expect(actual("--state", "inactive").stdout).toBe("");
  expect(actual("--with", "admin", "--columns", "loginId").stdout).toBe("loginId\nbob@aoba.example\n");
  expect(meibo(applied, ["list", "--unmanaged"]).stdout).toBe("");
  const { exit, stderr } = meibo(applied, ["list", "--unmanaged", "--role", "sales"]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining("cannot be used with option")]);
});
