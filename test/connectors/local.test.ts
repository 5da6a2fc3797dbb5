import { expect, test } from "vitest";
import { overTenant } from "../../src/connectors/local/connector.ts";
import type { Connector } from "../../src/model/connector.ts";
import { SUBSCRIPTIONS } from "../../src/model/fields.ts";
import { openTenant, type TenantSettings } from "../../src/tenant/tenant.ts";
import { NOW, values } from "../builders.ts";
import { connectorContract } from "./contract.ts";
import { PEOPLE } from "./people.ts";

function opened(settings: Partial<TenantSettings>): Connector {
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.change(settings);
  tenant.seed(PEOPLE, { subscriptions: SUBSCRIPTIONS, seats: {} });
  return overTenant(tenant, () => NOW);
}

for (const rejects of ["file", "row"] as const) {
  for (const rowNumbers of ["data", "lines"] as const) {
    connectorContract(`local (rejects: ${rejects}, rowNumbers: ${rowNumbers})`, async () =>
      opened({ rejects, rowNumbers }),
    );
  }
}

test("the number of one bad row is named, and the others are held back, not blamed", async () => {
  for (const rowNumbers of ["data", "lines"] as const) {
    const connector = opened({ rejects: "file", rowNumbers });
    const rows = PEOPLE.map(({ loginId }, index) => ({
      loginId,
      values: values({ name: "x", extension: index === 1 ? "2101" : String(2201 + index) }),
      extra: {},
    }));
    const first = rows.map((row, index) =>
      index === 0 ? { ...row, values: { ...row.values, extension: "2101" } } : row,
    );
    const outcomes = await connector.write({ kind: "update", rows: first });
    expect(outcomes.map(({ type }) => type)).toEqual(["held", "blamed", "held"]);
    await connector.close();
  }
});
