import { describe, expect, it } from "vitest";
import type { ValueKey } from "../../src/model/fields.ts";
import type { SeatKind } from "../../src/model/seats.ts";
import { ACTOR, causesOf, changedRow, create, newRow, person, shown, THREE, update, world } from "./build.ts";

const products: readonly (readonly [seat: SeatKind, key: ValueKey, cause: string])[] = [
  ["phone", "phone.enabled", "MiiTel Phone limit of the contract reached"],
  ["phoneMobile", "phoneMobile.enabled", "MiiTel Phone Mobile limit of the contract reached"],
  ["callCenter", "callCenter.enabled", "MiiTel Call Center limit of the contract reached"],
  ["meetings", "meetings.enabled", "MiiTel Meetings limit of the contract reached"],
  ["recPod", "recPod.enabled", "MiiTel RecPod limit of the contract reached"],
  ["salesforce", "salesforce.enabled", "MiiTel Salesforce limit of the contract reached"],
];

const off = { id: "off@aoba-denki.example", loginId: "off@aoba-denki.example" };

describe("seats of the contract", () => {
  it("refuse the user above the total", () => {
    const { tenant } = world({ people: THREE, contract: { seats: { total: 4 } } });
    expect(causesOf(create(tenant, newRow("dai"), newRow("eri")))).toEqual(["2: user limit of the contract reached"]);
  });

  it("go to the rows before, where a bad row rejects itself only", () => {
    const { tenant } = world({ people: THREE, contract: { seats: { total: 4 } }, settings: { rejects: "row" } });
    create(tenant, newRow("ann"), newRow("dai"), newRow("eri"));
    expect(tenant.users().map(({ loginId }) => loginId.split("@")[0])).toEqual(["ann", "bob", "cho", "dai"]);
  });

  it.each(products)("of %s refuse the user above the limit, new or changed", (seat, key, cause) => {
    const on = { "phone.enabled": true, [key]: true };
    const { tenant } = world({ people: THREE, contract: { seats: { [seat]: 1 } } });
    expect(causesOf(create(tenant, newRow("dai", on)))).toEqual([]);
    expect(causesOf(create(tenant, newRow("eri", on)))).toEqual([`1: ${cause}`]);
    expect(causesOf(update(tenant, changedRow(tenant, "ann", on)))).toEqual([`1: ${cause}`]);
    expect(causesOf(update(tenant, changedRow(tenant, "dai", { admin: true })))).toEqual([]);
  });

  it("let users keep what they have, even when the contract is smaller now", () => {
    const { tenant } = world({ people: THREE, contract: { seats: { total: 1 } } });
    expect(causesOf(update(tenant, changedRow(tenant, "ann", { admin: true })))).toEqual([]);
  });

  it.each([
    { checksSeatsAgainst: "rows", expected: [] },
    { checksSeatsAgainst: "start", expected: ["2: MiiTel Phone limit of the contract reached"] },
  ] as const)("freed by an earlier row count against the $checksSeatsAgainst", ({ checksSeatsAgainst, expected }) => {
    const people = [person("ann", { values: { "phone.enabled": true } }), ...THREE.slice(1)];
    const { tenant } = world({ people, contract: { seats: { phone: 1 } }, settings: { checksSeatsAgainst } });
    const result = update(
      tenant,
      changedRow(tenant, "ann", { "phone.enabled": false }),
      changedRow(tenant, "bob", { "phone.enabled": true }),
    );
    expect(causesOf(result)).toEqual(expected);
  });

  it("are kept by deactivated users", () => {
    const { tenant } = world({ people: [person("off", { state: "inactive" })], contract: { seats: { total: 1 } } });
    expect(causesOf(create(tenant, newRow("dai")))).toEqual(["1: user limit of the contract reached"]);
    expect(tenant.activate({ loginId: off.loginId }, ACTOR)).toEqual({ ok: true });
  });

  describe("where deactivated users give theirs up", () => {
    const settings = { countInactiveSeats: false };
    const people = [person("off", { state: "inactive", values: { "phone.enabled": true } })];

    it("can be taken by somebody new, and then nobody can be activated", () => {
      const { tenant } = world({ people, settings, contract: { seats: { total: 1 } } });
      expect(causesOf(create(tenant, newRow("dai")))).toEqual([]);
      expect(tenant.activate({ loginId: off.loginId }, ACTOR)).toEqual({
        ok: false,
        cause: "user limit of the contract reached",
      });
      expect(tenant.these([off.loginId])[0]?.state).toBe("inactive");
    });

    it("of a product are needed to activate too", () => {
      const { tenant } = world({ people, settings, contract: { seats: { phone: 1 } } });
      create(tenant, newRow("dai", { "phone.enabled": true }));
      expect(tenant.activate({ loginId: off.loginId }, ACTOR)).toEqual({
        ok: false,
        cause: "MiiTel Phone limit of the contract reached",
      });
    });

    it("are not needed to switch a product on for somebody inactive", () => {
      const { tenant } = world({ people, settings, contract: { seats: { meetings: 0 } } });
      expect(causesOf(update(tenant, changedRow(tenant, "off", { "meetings.enabled": true })))).toEqual([]);
      expect(shown(tenant, "off")?.["meetings.enabled"]).toBe(true);
    });
  });

  it("are free again after a delete", () => {
    const { tenant } = world({ people: THREE, contract: { seats: { total: 3 } } });
    tenant.delete({ loginId: "ann@aoba-denki.example" }, ACTOR);
    expect(causesOf(create(tenant, newRow("dai")))).toEqual([]);
  });
});
