import { describe, expect, it } from "vitest";
import type { Values } from "../../src/model/user.ts";
import type { ImportResult, Tenant } from "../../src/tenant/tenant.ts";
import {
  ACTOR,
  bytesOf,
  causesOf,
  changedRow,
  create,
  type FileRow,
  newRow,
  PASSWORD,
  person,
  shown,
  THREE,
  textOf,
  update,
  world,
} from "./build.ts";

const cells: readonly (readonly [what: string, row: FileRow, cause: string])[] = [
  ["a Login ID without an @", newRow("ann.aoba@"), "Login ID not in the format of an e-mail address"],
  ["a Login ID with two @", newRow("ann@@aoba.example"), "Login ID not in the format of an e-mail address"],
  ["a Login ID with a space", newRow("ann b@aoba.example"), "Login ID not in the format of an e-mail address"],
  ["a Login ID with a comma", newRow("ann,b@aoba.example"), "Login ID not in the format of an e-mail address"],
  ["a Login ID in kanji", newRow("花子@aoba.example"), "Login ID not in the format of an e-mail address"],
  ["no Login ID", { ...newRow("new"), loginId: "" }, "empty cell: Login ID"],
  ["no name", newRow("new", { name: "" }), "empty cell: User name"],
  ["a name of 31 characters", newRow("new", { name: "あ".repeat(31) }), "user name longer than 30 characters"],
  ["a name of 16 surrogate pairs", newRow("new", { name: "𠮷".repeat(16) }), "user name longer than 30 characters"],
  ["no password", newRow("new", {}, ""), "empty cell: Password"],
  ["a password of 7 characters", newRow("new", {}, "Abc-123"), "password shorter than 8 characters"],
  ["a password with a space", newRow("new", {}, "Abc 12345"), "password has a character that is not allowed"],
  ["a password in kana", newRow("new", {}, "あいうえおかきく"), "password has a character that is not allowed"],
  ["a password of letters", newRow("new", {}, "qwertyUIOP"), "password has only letters"],
  ["a password of numbers", newRow("new", {}, "19283746"), "password has only numbers"],
  ["a password of one symbol", newRow("new", {}, "!!!!!!!!"), "password has only consecutive characters"],
  ["a password of consecutive symbols", newRow("new", {}, "#$%&'()*"), "password has only consecutive characters"],
  ["no locale", newRow("new", { locale: undefined }), "empty cell: Locale"],
  ["no extra permission", newRow("new", { "recPod.enabled": undefined }), "empty cell: MiiTel RecPod Enable"],
  ["a locale that has no code", newRow("new", { locale: "id" }), "unknown code: Locale"],
  ["a time zone that has no code", newRow("new", { timeZone: "Europe/Paris" }), "unknown code: Time zone"],
];

const dependencies: readonly (readonly [rule: string, values: Values, cause: string])[] = [
  [
    "D1",
    { "phoneMobile.enabled": true, "phone.enabled": false },
    "MiiTel Phone Mobile Enable needs MiiTel Phone Enable",
  ],
  [
    "D2",
    { "callCenter.admin": true, "callCenter.enabled": false },
    "MiiTel Call Center CC Administrative privileges needs MiiTel Call Center Enable",
  ],
  [
    "D3",
    { "meetings.useBot": true, "meetings.enabled": false },
    "MiiTel Meetings Use bot needs MiiTel Meetings Enable",
  ],
];

describe("the create file", () => {
  it("adds users as the file says, active, with the lowest free extension", () => {
    const { tenant } = world({ people: THREE });
    const result = create(
      tenant,
      newRow("dai", { name: "髙橋 一郎", "phone.enabled": true, timeZone: "Asia/Jakarta" }),
    );
    expect(result).toEqual({
      type: "done",
      rows: [{ row: 1, loginId: "dai@aoba-denki.example", result: "accepted" }],
    });
    const [dai] = tenant.these(["dai@aoba-denki.example"]);
    expect(dai?.state).toBe("active");
    expect(dai?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(dai?.values).toMatchObject({ name: "髙橋 一郎", extension: "6001", timeZone: "Asia/Jakarta" });
    expect(tenant.signsIn("dai@aoba-denki.example", PASSWORD)).toBe(true);
    expect(tenant.signsIn("dai@aoba-denki.example", `${PASSWORD}!`)).toBe(false);
  });

  it.each(cells)("refuses %s", (_what, row, cause) => {
    const { tenant } = world();
    expect(causesOf(create(tenant, row))).toEqual([`1: ${cause}`]);
    expect(tenant.users()).toEqual([]);
  });

  it.each(dependencies)("refuses what breaks %s", (_rule, values, cause) => {
    expect(causesOf(create(world().tenant, newRow("new", values)))).toEqual([`1: ${cause}`]);
  });

  it("accepts what is only a warning: monitoring without phone, a predictive dialer without Call Center", () => {
    const { tenant } = world();
    const result = create(tenant, newRow("new", { monitoring: true, "callCenter.editPredictiveDialer": true }));
    expect(causesOf(result)).toEqual([]);
  });

  it.each([
    "XdCxbG6XxctN",
    "abcdefg1",
    "11111111a",
    "pass word".replace(" ", "_"),
    `^$*.[]{}()?"!@#%&/\\,><':;|_~\`=+-a`,
  ])("accepts the password %s", (password) => {
    expect(causesOf(create(world().tenant, newRow("new", {}, password)))).toEqual([]);
  });

  it("asks for all four classes of characters where the tenant is that strict", () => {
    const { tenant } = world({ settings: { passwordClasses: "all" } });
    const result = create(tenant, newRow("new", {}, "XdCxbG6XxctN"));
    expect(causesOf(result)).toEqual(["1: password lacks lowercase, uppercase, numbers or symbols"]);
  });

  it("accepts a name of 30 characters, and one that NFC makes short enough", () => {
    const { tenant } = world();
    const long = newRow("long", { name: "あ".repeat(30) });
    expect(causesOf(create(tenant, long, newRow("nfd", { name: "が".normalize("NFD").repeat(30) })))).toEqual([]);
  });

  it.each(["ann@aoba-denki.example", "ANN@Aoba-Denki.example"])("never overwrites a user: %s", (loginId) => {
    const { tenant } = world({ people: THREE });
    expect(causesOf(create(tenant, newRow(loginId, { name: "別人" })))).toEqual(["1: Login ID already in use"]);
    expect(shown(tenant, "ann")?.name).toBe("佐藤 花子");
  });

  it("refuses the second of two rows with one Login ID", () => {
    const { tenant } = world();
    expect(causesOf(create(tenant, newRow("dai"), newRow("DAI")))).toEqual(["2: Login ID already in use"]);
  });

  it("fills gaps in the extensions from the first number on", () => {
    const { tenant } = world({ people: THREE, settings: { firstExtension: 2102 } });
    create(tenant, newRow("dai"), newRow("eri"));
    expect([shown(tenant, "dai")?.extension, shown(tenant, "eri")?.extension]).toEqual(["2104", "2105"]);
  });

  it("refuses a user for whom no number is left", () => {
    const { tenant } = world({ settings: { firstExtension: 999_999 } });
    expect(causesOf(create(tenant, newRow("dai"), newRow("eri")))).toEqual(["2: no extension number is free"]);
  });

  it("leaves the permissions of products without subscription at the baseline", () => {
    const { tenant } = world({ contract: { subscriptions: ["meetings"] } });
    create(tenant, newRow("dai", { "salesforce.enabled": true, "meetings.enabled": true }));
    expect(shown(tenant, "dai")).toMatchObject({ "salesforce.enabled": false, "meetings.enabled": true });
  });
});

const updates: readonly (readonly [what: string, values: Values, cause: string])[] = [
  ["an empty name", { name: "" }, "empty cell: User name"],
  ["an empty extension", { extension: "" }, "empty cell: Extension number"],
  ["an extension of 2 digits", { extension: "12" }, "extension not 3 to 6 digits"],
  ["an extension of 7 digits", { extension: "1234567" }, "extension not 3 to 6 digits"],
  ["an extension in full-width digits", { extension: "２１０９" }, "extension not 3 to 6 digits"],
  ["the extension of somebody else", { extension: "2102" }, "extension already in use"],
  ...dependencies,
];

describe("the update file", () => {
  it("changes what differs and nothing else", () => {
    const { tenant } = world({ people: THREE });
    const before = tenant.users();
    const result = update(tenant, changedRow(tenant, "ann", { extension: "0123", admin: true }));
    expect(causesOf(result)).toEqual([]);
    const [ann, ...others] = tenant.users();
    expect(ann).toEqual({ ...before[0], values: { ...before[0]?.values, extension: "0123", admin: true } });
    expect(others).toEqual(before.slice(1));
  });

  it.each(updates)("refuses %s", (_what, values, cause) => {
    const { tenant } = world({ people: THREE });
    expect(causesOf(update(tenant, changedRow(tenant, "ann", values)))).toEqual([`1: ${cause}`]);
  });

  it("cannot create a user", () => {
    const { tenant } = world({ people: THREE });
    expect(causesOf(update(tenant, changedRow(tenant, "dai", {})))).toEqual(["1: no user with this Login ID"]);
  });

  it("finds the user whatever the case, and keeps the tenant's spelling", () => {
    const { tenant } = world({ people: THREE });
    update(tenant, { ...changedRow(tenant, "ann", { name: "佐藤 華子" }), loginId: "ANN@aoba-denki.example" });
    expect(tenant.these(["ann@aoba-denki.example"])[0]).toMatchObject({
      loginId: "ann@aoba-denki.example",
      values: { name: "佐藤 華子" },
    });
  });

  it("refuses the second row of one user", () => {
    const { tenant } = world({ people: THREE });
    const row = changedRow(tenant, "ann", { admin: true });
    expect(causesOf(update(tenant, row, row))).toEqual(["2: Login ID twice in the file"]);
  });

  it("changes inactive users, who stay inactive", () => {
    const { tenant } = world({ people: [person("ann", { state: "inactive" })] });
    expect(causesOf(update(tenant, changedRow(tenant, "ann", { admin: true })))).toEqual([]);
    expect(tenant.users()[0]).toMatchObject({ state: "inactive", values: { admin: true } });
  });

  it("refuses inactive users where the tenant does", () => {
    const { tenant } = world({ people: [person("ann", { state: "inactive" })], settings: { updatesInactive: false } });
    expect(causesOf(update(tenant, changedRow(tenant, "ann", { admin: true })))).toEqual(["1: the user is inactive"]);
  });

  it("keeps the permissions that the file has no column for", () => {
    const { tenant } = world({ people: [person("ann", { values: { "salesforce.enabled": true } })] });
    tenant.setContract({ subscriptions: ["meetings"], seats: {} });
    update(tenant, changedRow(tenant, "ann", { "salesforce.enabled": false, admin: true }));
    expect(shown(tenant, "ann")).toMatchObject({ "salesforce.enabled": true, admin: true });
  });

  it("refuses a swap of extensions in one file", () => {
    const { tenant } = world({ people: THREE });
    const result = update(
      tenant,
      changedRow(tenant, "ann", { extension: "2102" }),
      changedRow(tenant, "bob", { extension: "2101" }),
    );
    expect(causesOf(result)).toEqual(["1: extension already in use", "2: extension already in use"]);
  });

  it.each([
    { checksExtensionsAgainst: "rows", expected: [] },
    { checksExtensionsAgainst: "start", expected: ["2: extension already in use"] },
  ] as const)("takes a number that an earlier row freed: checked against the $checksExtensionsAgainst", (each) => {
    const { tenant } = world({ people: THREE, settings: { checksExtensionsAgainst: each.checksExtensionsAgainst } });
    const result = update(
      tenant,
      changedRow(tenant, "ann", { extension: "2199" }),
      changedRow(tenant, "bob", { extension: "2101" }),
    );
    expect(causesOf(result)).toEqual(each.expected);
  });

  it("refuses two rows that want the same free number, whatever it is checked against", () => {
    const { tenant } = world({ people: THREE, settings: { checksExtensionsAgainst: "start" } });
    const rows = ["ann", "bob"].map((name) => changedRow(tenant, name, { extension: "2199" }));
    expect(causesOf(update(tenant, ...rows))).toEqual(["2: extension already in use"]);
  });
});

describe("cells", () => {
  it("are taken as they are, so that a space around a code is an unknown code", () => {
    const { tenant } = world();
    expect(causesOf(uploadWithSpaces(tenant))).toEqual(["1: unknown code: Locale"]);
  });

  it("lose the spaces around them where the tenant trims", () => {
    const { tenant } = world({ settings: { trimsCells: true } });
    expect(causesOf(uploadWithSpaces(tenant))).toEqual([]);
    expect(shown(tenant, "dai")).toMatchObject({ name: "佐藤 花子", locale: "ja" });
  });

  it.each(["2", "01", "１", "はい", "true"])("hold codes exactly, not %s", (code) => {
    const { tenant } = world({ contract: { subscriptions: [] } });
    const text = textOf(tenant, "create", [newRow("dai")]).replace(/0\r\n$/, `${code}\r\n`);
    const result = tenant.importCsv("create", bytesOf(text), { encoding: "utf-8", actor: ACTOR });
    expect(causesOf(result)).toEqual(["1: unknown code: MiiTel Phone Enable"]);
  });
});

function uploadWithSpaces(tenant: Tenant): ImportResult {
  const text = textOf(tenant, "create", [newRow("dai")])
    .replace("佐藤 花子", " 佐藤 花子 ")
    .replace(`,0,0,`, `, 0,0 ,`);
  return tenant.importCsv("create", bytesOf(text), { encoding: "utf-8", actor: ACTOR });
}
