import { afterAll, expect, test } from "vitest";
import { connectorContract } from "./contract.ts";
import { startServer } from "./server-process.ts";

const server = startServer();
afterAll(async () => server.end());

test("the server is another process", () => {
  expect([server.pid > 0, server.pid === process.pid]).toEqual([true, false]);
});

for (const rejects of ["file", "row"] as const) {
  for (const rowNumbers of ["data", "lines"] as const) {
    connectorContract(`http (rejects: ${rejects}, rowNumbers: ${rowNumbers})`, async () =>
      server.open({ rejects, rowNumbers }),
    );
  }
}
