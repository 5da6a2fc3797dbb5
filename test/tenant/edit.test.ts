import { describe, expect, test } from "vitest";
import { codeOf, type ValueKey } from "../../src/model/fields.ts";
import type { Values } from "../../src/model/user.ts";
import type { Form, Tenant } from "../../src/tenant/tenant.ts";
import { ACTOR, causesOf, changedRow, loginOf, newRow, PASSWORD, person, THREE, update, world } from "./build.ts";

/** The form of the console as it is filled in for this user, but for these cells. */
function formOf(tenant: Tenant, name: string, change: Readonly<Record<string, string>> = {}): Form {
  const [user] = tenant.these([loginOf(name)]);
  return { cells: { loginId: loginOf(name), ...cellsOf(user?.values ?? {}), ...change } };
}

function cellsOf(values: Values): Readonly<Record<string, string>> {
  const given: readonly (readonly [string, unknown])[] = Object.entries(values);
  return Object.fromEntries(
    given.flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "boolean" ? [[key, codeOf(key as ValueKey, value)]] : [],
    ),
  );
}

const idOf = (tenant: Tenant, name: string) => tenant.these([loginOf(name)])[0]?.id ?? "";

describe("the Edit screen", () => {
  test("changes values, state and Login ID, and the log says each", () => {
    const { tenant } = world({ people: THREE });
    const id = idOf(tenant, "ann");
    const form = formOf(tenant, "ann", { name: "Ann B.", loginId: loginOf("ann.b") });
    expect(tenant.edit(id, { ...form, state: "inactive" }, ACTOR)).toEqual({ ok: true });
    expect(tenant.byId(id)).toMatchObject({ loginId: loginOf("ann.b"), state: "inactive", values: { name: "Ann B." } });
    expect(tenant.auditLog().map(({ action, changes }) => [action, changes.map(({ what }) => what)])).toEqual([
      ["update", ["name"]],
      ["update", ["loginId"]],
      ["deactivate", ["state"]],
    ]);
  });

  const REFUSED: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ["another's Login ID", { loginId: loginOf("BOB") }, "Login ID already in use"],
    ["another's extension", { extension: "2102" }, "extension already in use"],
    ["an empty name", { name: "" }, "empty cell: User name"],
    ["a code that is none", { locale: "7" }, "unknown code: Locale"],
    [
      "what needs something else",
      { "phoneMobile.enabled": "1" },
      "MiiTel Phone Mobile Enable needs MiiTel Phone Enable",
    ],
  ];
  test.each(REFUSED)("refuses %s, and nothing is changed, not even what was right", (_, cells, cause) => {
    const { tenant } = world({ people: THREE });
    const before = [tenant.users(), tenant.auditLog()];
    const form = formOf(tenant, "ann", { loginId: loginOf("ann.b"), monitoring: "1", ...cells });
    expect(tenant.edit(idOf(tenant, "ann"), { ...form, state: "inactive" }, ACTOR)).toEqual({ ok: false, cause });
    expect([tenant.users(), tenant.auditLog()]).toEqual(before);
  });

  test("takes all of it back where the last step is refused", () => {
    const seats = { total: 2 };
    const people = [
      person("ann"),
      person("bob", { values: { extension: "2102" } }),
      person("cho", { state: "inactive", values: { extension: "2103" } }),
    ];
    const { tenant } = world({ people, contract: { seats }, settings: { countInactiveSeats: false } });
    const before = tenant.users();
    const form = formOf(tenant, "cho", { name: "Cho C." });
    expect(tenant.edit(idOf(tenant, "cho"), { ...form, state: "active" }, ACTOR).ok).toBe(false);
    expect(tenant.users()).toEqual(before);
  });

  test("changes the case of a Login ID, users who are inactive, and shows at once", () => {
    const people = [person("ann", { state: "inactive" })];
    const { tenant } = world({ people, settings: { updatesInactive: false, visibleAfterMs: 60_000 } });
    const form = formOf(tenant, "ann", { loginId: loginOf("Ann"), name: "Ann B." });
    expect(tenant.edit(idOf(tenant, "ann"), form, ACTOR).ok).toBe(true);
    expect(tenant.users()[0]).toMatchObject({ loginId: loginOf("Ann"), values: { name: "Ann B." } });
  });

  test("begins with what is kept, undoes no upload that does not show yet, and shows all of it at once", () => {
    const { tenant } = world({ people: THREE, settings: { visibleAfterMs: 60_000 } });
    const id = idOf(tenant, "ann");
    update(tenant, changedRow(tenant, "ann", { name: "Ann B." }));
    expect(tenant.byId(id)?.values.name).toBe("佐藤 花子");
    const { values = {} } = tenant.toEdit(id) ?? {};
    const cells = { loginId: loginOf("ann"), ...cellsOf(values), extension: "2999" };
    expect(tenant.edit(id, { cells }, ACTOR)).toEqual({ ok: true });
    expect(tenant.byId(id)?.values).toMatchObject({ name: "Ann B.", extension: "2999" });
  });

  test("lets nobody deactivate themselves, where the tenant forbids it, under another Login ID either", () => {
    const { tenant } = world({ people: THREE, settings: { protectsOwnAccount: true } });
    const before = tenant.users();
    const [id, actor] = [idOf(tenant, "ann"), loginOf("ann")];
    const renamed = formOf(tenant, "ann", { loginId: loginOf("ann.b") });
    const own = { ok: false, cause: "your own account" };
    expect(tenant.edit(id, { ...renamed, state: "inactive" }, actor)).toEqual(own);
    expect(tenant.users()).toEqual(before);
    expect(tenant.edit(id, { ...renamed, state: "active" }, actor)).toEqual({ ok: true });
  });

  test("knows nobody by a wrong id", () => {
    const { tenant } = world({ people: THREE });
    expect(tenant.toEdit("nobody")).toBeUndefined();
    expect(tenant.edit("nobody", formOf(tenant, "ann"), ACTOR)).toEqual({ ok: false, cause: "no user with this ID" });
  });
});

test("the form for one new user follows the rules of a file with one row", () => {
  const { tenant } = world({ people: THREE });
  const { loginId, values, password = "" } = newRow("dai");
  const cells = { loginId, ...cellsOf(values), password };
  expect(tenant.add({ cells }, ACTOR)).toEqual({ ok: true });
  expect(tenant.signsIn(loginId, PASSWORD)).toBe(true);
  expect(tenant.add({ cells }, ACTOR)).toEqual({ ok: false, cause: "Login ID already in use" });
  expect(tenant.add({ cells: { ...cells, password: "short" } }, ACTOR)).toMatchObject({ ok: false });
});

describe("where files name users by their ids", () => {
  const byId = { settings: { updatesById: true, rejects: "row" }, people: THREE } as const;

  test("an update file changes Login IDs", () => {
    const { tenant } = world(byId);
    const id = idOf(tenant, "ann");
    const row = { ...changedRow(tenant, "ann", { name: "Ann B." }), loginId: loginOf("ann.b") };
    expect(causesOf(update(tenant, row))).toEqual([]);
    expect(tenant.byId(id)).toMatchObject({ loginId: loginOf("ann.b"), extra: { "User ID": id } });
  });

  test("a row that is refused changes no Login ID either", () => {
    const { tenant } = world(byId);
    const before = tenant.users();
    const taken = { ...changedRow(tenant, "ann", {}), loginId: loginOf("bob") };
    const wrong = { ...changedRow(tenant, "cho", { extension: "2101" }), loginId: loginOf("cho.c") };
    const strange = { ...changedRow(tenant, "bob", {}), loginId: loginOf("eri"), extra: { "User ID": "nobody" } };
    expect(causesOf(update(tenant, taken, wrong, strange))).toEqual([
      "1: Login ID already in use",
      "2: extension already in use",
      "3: no user with this ID",
    ]);
    expect(tenant.users()).toEqual(before);
  });

  test("a file that names one user in two rows is refused the second time", () => {
    const { tenant } = world(byId);
    const renamed = { ...changedRow(tenant, "ann", {}), loginId: loginOf("ann.b") };
    const again = { ...changedRow(tenant, "ann", {}), loginId: loginOf("ann.c") };
    expect(causesOf(update(tenant, renamed, again))).toEqual(["2: User ID twice in the file"]);
    expect(tenant.users().map(({ loginId }) => loginId)).toContain(loginOf("ann.b"));
  });

  test("the template has the ids, and so has what the tenant shows", () => {
    const { tenant } = world(byId);
    const text = Buffer.from(tenant.template("update", { encoding: "utf-8" })).toString();
    expect(tenant.users().every(({ id = "?", extra }) => text.includes(id) && extra["User ID"] === id)).toBe(true);
  });
});

describe("a tenant that keeps its last administrator", () => {
  const admin = person("ann", { values: { admin: true } });
  const second = person("bob", { values: { admin: true, extension: "2102" } });
  const kept = { ok: false, cause: "the only administrator" };

  test("lets nobody deactivate, delete or demote her", () => {
    const { tenant } = world({ people: [admin], settings: { protectsLastAdmin: true } });
    const target = { loginId: loginOf("ann") };
    expect([tenant.deactivate(target, ACTOR), tenant.delete(target, ACTOR)]).toEqual([kept, kept]);
    expect(causesOf(update(tenant, changedRow(tenant, "ann", { admin: false })))).toEqual([
      "1: the only administrator",
    ]);
  });

  test("lets go of one of two, and of one who is inactive", () => {
    const { tenant } = world({ people: [admin, second], settings: { protectsLastAdmin: true } });
    expect(tenant.deactivate({ loginId: loginOf("ann") }, ACTOR)).toEqual({ ok: true });
    expect(tenant.delete({ loginId: loginOf("ann") }, ACTOR)).toEqual({ ok: true });
    expect(tenant.delete({ loginId: loginOf("bob") }, ACTOR)).toEqual(kept);
  });
});
