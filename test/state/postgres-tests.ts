import { afterAll, beforeAll, describe } from "vitest";
import { findPrograms, HOW_TO_GET, type Server, startServer } from "./postgres-server.ts";

/** Tests with a server of their own, or one skipped line that says how to get it; `MEIBO_REQUIRE=postgres` lets them fail. */
export function describePostgres(name: string, tests: (server: () => Server) => void): void {
  const isSkipped =
    findPrograms() === undefined && !(process.env["MEIBO_REQUIRE"] ?? "").split(",").includes("postgres");
  describe.skipIf(isSkipped)(isSkipped ? HOW_TO_GET : name, () => {
    let server: Server | undefined;
    beforeAll(async () => {
      server = await startServer();
    }, START_LIMIT);
    afterAll(async () => {
      await server?.close();
    }, START_LIMIT);
    tests(() => server ?? missing());
  });
}

/** Milliseconds. */
const START_LIMIT = 120_000;

function missing(): never {
  throw new Error("the server has not started");
}
