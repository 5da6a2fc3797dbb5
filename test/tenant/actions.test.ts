import { describe, expect, it } from "vitest";
import {
  ACTOR,
  causesOf,
  changedRow,
  create,
  loginOf,
  newRow,
  PASSWORD,
  person,
  shown,
  THREE,
  update,
  world,
} from "./build.ts";

const ann = { loginId: loginOf("ann") };
const connected = person("ann", { integrations: ["zoom", "microsoft-teams"] });

describe("deactivating", () => {
  it("takes the integration settings and nothing else, and activating does not bring them back", () => {
    const { tenant } = world({ people: [connected] });
    const [before] = tenant.users();
    expect(tenant.integrations(ann.loginId)).toEqual(["microsoft-teams", "zoom"]);
    expect(tenant.deactivate(ann, ACTOR)).toEqual({ ok: true });
    expect(tenant.users()).toEqual([{ ...before, state: "inactive" }]);
    expect(tenant.activate(ann, ACTOR)).toEqual({ ok: true });
    expect(tenant.users()).toEqual([before]);
    expect(tenant.integrations(ann.loginId)).toEqual([]);
  });

  it("keeps people out, and activating lets them in again", () => {
    const { tenant } = world();
    create(tenant, newRow("ann"));
    tenant.deactivate(ann, ACTOR);
    expect(tenant.signsIn(ann.loginId, PASSWORD)).toBe(false);
    tenant.activate(ann, ACTOR);
    expect(tenant.signsIn(ann.loginId, PASSWORD)).toBe(true);
  });

  it("twice is harmless and logged once", () => {
    const { tenant } = world({ people: [connected] });
    tenant.deactivate(ann, ACTOR);
    expect(tenant.deactivate(ann, ACTOR)).toEqual({ ok: true });
    tenant.activate(ann, ACTOR);
    expect(tenant.activate(ann, ACTOR)).toEqual({ ok: true });
    expect(tenant.auditLog().map(({ action, changes }) => ({ action, changes }))).toEqual([
      {
        action: "deactivate",
        changes: [
          { what: "state", from: "active", to: "inactive" },
          { what: "integrations", from: "microsoft-teams zoom" },
        ],
      },
      { action: "activate", changes: [{ what: "state", from: "inactive", to: "active" }] },
    ]);
  });
});

describe("deleting", () => {
  it("removes the user and what is kept by user, and the audit log still names them", () => {
    const { tenant } = world({ people: [connected, ...THREE.slice(1)] });
    expect(tenant.delete(ann, ACTOR)).toEqual({ ok: true });
    expect(tenant.these([ann.loginId])).toEqual([]);
    expect(tenant.integrations(ann.loginId)).toEqual([]);
    expect(tenant.users()).toHaveLength(2);
    expect(tenant.auditLog()).toMatchObject([{ action: "delete", loginId: ann.loginId, actor: ACTOR }]);
  });

  it("twice is refused", () => {
    const { tenant } = world({ people: THREE });
    tenant.delete(ann, ACTOR);
    expect(tenant.delete(ann, ACTOR)).toEqual({ ok: false, cause: "no user with this Login ID" });
  });

  it("frees Login ID and extension, and the next user is somebody else", () => {
    const { tenant } = world({ people: THREE, settings: { firstExtension: 2101 } });
    const [before] = tenant.these([ann.loginId]);
    tenant.delete(ann, ACTOR);
    expect(causesOf(create(tenant, newRow("ann")))).toEqual([]);
    const [after] = tenant.these([ann.loginId]);
    expect(after?.values.extension).toBe("2101");
    expect(after?.id).not.toBe(before?.id);
  });

  it("keeps both for ever, where the tenant does", () => {
    const { tenant } = world({ people: THREE, settings: { firstExtension: 2101, reusesDeleted: false } });
    tenant.delete(ann, ACTOR);
    expect(causesOf(create(tenant, newRow("ANN")))).toEqual(["1: Login ID already in use"]);
    expect(causesOf(update(tenant, changedRow(tenant, "bob", { extension: "2101" })))).toEqual([
      "1: extension already in use",
    ]);
    create(tenant, newRow("dai"));
    expect(shown(tenant, "dai")?.extension).toBe("2104");
  });
});

describe.each(["activate", "deactivate", "delete"] as const)("%s", (action) => {
  it("goes by the id where one is given, and the Login ID must belong to it", () => {
    const { tenant } = world({ people: THREE });
    const [id = ""] = tenant.users().map((user) => user.id ?? "");
    expect(tenant[action]({ id, loginId: loginOf("bob") }, ACTOR)).toEqual({
      ok: false,
      cause: "the Login ID belongs to another user",
    });
    expect(tenant[action]({ id, loginId: ann.loginId.toUpperCase() }, ACTOR)).toEqual({ ok: true });
  });

  it("never touches somebody new under the Login ID of somebody deleted", () => {
    const { tenant } = world({ people: THREE });
    const [old] = tenant.these([ann.loginId]);
    tenant.delete(ann, ACTOR);
    create(tenant, newRow("ann"));
    expect(tenant[action]({ id: old?.id ?? "", ...ann }, ACTOR)).toEqual({ ok: false, cause: "no user with this ID" });
    expect(tenant.these([ann.loginId])).toHaveLength(1);
  });

  it("is refused for somebody unknown", () => {
    const { tenant } = world({ people: THREE });
    expect(tenant[action]({ loginId: loginOf("dai") }, ACTOR)).toEqual({
      ok: false,
      cause: "no user with this Login ID",
    });
  });
});

describe("the account that asks", () => {
  it("may remove itself", () => {
    expect(world({ people: THREE }).tenant.delete(ann, ann.loginId)).toEqual({ ok: true });
  });

  it.each(["deactivate", "delete"] as const)("cannot %s itself, where the tenant forbids it", (action) => {
    const { tenant } = world({ people: THREE, settings: { protectsOwnAccount: true } });
    expect(tenant[action](ann, "ANN@aoba-denki.example")).toEqual({ ok: false, cause: "your own account" });
    expect(tenant[action](ann, ACTOR)).toEqual({ ok: true });
  });
});
