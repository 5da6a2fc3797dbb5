import { describe, expect, it } from "vitest";
import {
  ACTOR,
  causesOf,
  changedRow,
  create,
  loginOf,
  newRow,
  PASSWORD,
  readDownload,
  shown,
  THREE,
  update,
  world,
} from "./build.ts";

const MINUTE = 60_000;
const slow = () => world({ people: THREE, settings: { visibleAfterMs: 3 * MINUTE } });

describe("a tenant that takes its time", () => {
  it("lists a new user only after the delay", () => {
    const { tenant, pass } = slow();
    create(tenant, newRow("dai"));
    expect(tenant.these([loginOf("dai")])).toEqual([]);
    expect(tenant.users()).toHaveLength(3);
    expect(readDownload(tenant.template("update", { encoding: "utf-8" }), "utf-8").rows).toHaveLength(3);
    pass(3 * MINUTE - 1);
    expect(tenant.users()).toHaveLength(3);
    pass(1);
    expect(tenant.users()).toHaveLength(4);
    expect(readDownload(tenant.template("update", { encoding: "utf-8" }), "utf-8").rows).toHaveLength(4);
    expect(shown(tenant, "dai")?.extension).toBe("6001");
  });

  it("shows the state before an update until then, and each of two updates in its turn", () => {
    const { tenant, pass } = slow();
    update(tenant, changedRow(tenant, "ann", { name: "二番目" }));
    pass(MINUTE);
    update(tenant, { ...changedRow(tenant, "ann", { name: "三番目" }) });
    expect(shown(tenant, "ann")?.name).toBe("佐藤 花子");
    pass(2 * MINUTE);
    expect(shown(tenant, "ann")?.name).toBe("二番目");
    pass(MINUTE);
    expect(shown(tenant, "ann")?.name).toBe("三番目");
  });

  it("already knows the Login ID, the extension and the seat of somebody it does not list", () => {
    const { tenant } = slow();
    tenant.setContract({ ...tenant.contract(), seats: { total: 4 } });
    create(tenant, newRow("dai"));
    expect(causesOf(create(tenant, newRow("dai")))).toEqual(["1: Login ID already in use"]);
    expect(causesOf(create(tenant, newRow("eri")))).toEqual(["1: user limit of the contract reached"]);
    expect(causesOf(update(tenant, changedRow(tenant, "ann", { extension: "6001" })))).toEqual([
      "1: extension already in use",
    ]);
  });

  it("cannot work on somebody it does not list", () => {
    const { tenant, pass } = slow();
    create(tenant, newRow("dai"));
    const target = { loginId: loginOf("dai") };
    const cause = "no user with this Login ID";
    expect(causesOf(update(tenant, changedRow(tenant, "dai", {})))).toEqual([`1: ${cause}`]);
    expect(tenant.deactivate(target, ACTOR)).toEqual({ ok: false, cause });
    expect(tenant.delete(target, ACTOR)).toEqual({ ok: false, cause });
    expect(tenant.signsIn(target.loginId, PASSWORD)).toBe(false);
    pass(3 * MINUTE);
    expect(tenant.signsIn(target.loginId, PASSWORD)).toBe(true);
    expect(tenant.deactivate(target, ACTOR)).toEqual({ ok: true });
  });

  it("shows single actions at once", () => {
    const { tenant } = slow();
    update(tenant, changedRow(tenant, "ann", { name: "二番目" }));
    tenant.deactivate({ loginId: loginOf("ann") }, ACTOR);
    tenant.delete({ loginId: loginOf("bob") }, ACTOR);
    expect(tenant.users()).toMatchObject([
      { loginId: loginOf("ann"), state: "inactive", values: { name: "佐藤 花子" } },
      { loginId: loginOf("cho") },
    ]);
  });
});
