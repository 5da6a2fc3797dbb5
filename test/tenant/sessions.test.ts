import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { ACTOR, changedRow, create, loginOf, newRow, PASSWORD, person, update, world } from "./build.ts";

const MINUTE = 60_000;
const ann = loginOf("ann");
const admins = [
  person("ann", { values: { admin: true } }),
  person("bob", { values: { admin: true, extension: "2102" } }),
];

/** A tenant that Ann is signed in to. */
async function signedIn(database?: string) {
  const { tenant, pass } = world({ people: admins, ...(database === undefined ? {} : { database }) });
  const password = tenant.newPassword(ann) ?? "";
  const result = await tenant.signIn(ann, password);
  if (result.type !== "signedIn") throw new Error(result.type);
  return { tenant, pass, password, session: result.text };
}

describe("a session", () => {
  test("ends after half an hour without use", async () => {
    const { tenant, pass, session } = await signedIn();
    pass(29 * MINUTE);
    expect(tenant.signedIn(session)?.loginId).toBe(ann);
    pass(29 * MINUTE);
    expect(tenant.signedIn(session)?.loginId).toBe(ann);
    pass(31 * MINUTE);
    expect(tenant.signedIn(session)).toBeUndefined();
  });

  test("does not come back with the user who was deactivated and activated again", async () => {
    const { tenant, session } = await signedIn();
    tenant.deactivate({ loginId: ann }, ACTOR);
    tenant.activate({ loginId: ann }, ACTOR);
    expect(tenant.signedIn(session)).toBeUndefined();
  });

  test("does not come back with privileges that were taken and given again", async () => {
    const { tenant, session } = await signedIn();
    update(tenant, changedRow(tenant, "ann", { admin: false }));
    update(tenant, changedRow(tenant, "ann", { admin: true }));
    expect(tenant.signedIn(session)).toBeUndefined();
  });

  test("goes on through a change of something else", async () => {
    const { tenant, session } = await signedIn();
    update(tenant, changedRow(tenant, "ann", { name: "Ann B." }));
    expect(tenant.signedIn(session)?.loginId).toBe(ann);
  });
});

describe("a Login ID under which somebody failed too often", () => {
  test("opens with a new password", async () => {
    const { tenant } = await signedIn();
    for (let failure = 1; failure <= 5; failure += 1) await tenant.signIn(ann, "wrong");
    expect((await tenant.signIn(ann, "wrong")).type).toBe("locked");
    const password = tenant.newPassword(ann) ?? "";
    expect((await tenant.signIn(ann, password)).type).toBe("signedIn");
  });

  test("is forgotten with the next failure of anybody, once it is not locked any longer", async () => {
    const folder = mkdtempSync(join(tmpdir(), "meibo-sessions-"));
    try {
      const database = join(folder, "tenant.db");
      const { tenant, pass } = await signedIn(database);
      for (const name of ["one", "two"]) await tenant.signIn(loginOf(name), "wrong");
      pass(16 * MINUTE);
      await tenant.signIn(loginOf("three"), "wrong");
      tenant.close();
      const kept = new DatabaseSync(database);
      expect(kept.prepare("SELECT login_key FROM failure").all()).toEqual([{ login_key: loginOf("three") }]);
      kept.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test("a wrong password takes as long whether or not there is such a user, and whatever is kept of theirs", async () => {
  const { tenant } = await signedIn();
  create(tenant, newRow("temporary", { admin: true }));
  expect(tenant.signsIn(loginOf("temporary"), PASSWORD)).toBe(true);
  const least: Record<string, number> = { nobody: Infinity, ann: Infinity, temporary: Infinity };
  // One fewer than locks a Login ID; by turns, so that a busy machine slows down all of them.
  for (let round = 1; round <= 4; round += 1) {
    for (const name of Object.keys(least)) {
      const began = performance.now();
      expect((await tenant.signIn(loginOf(name), "wrong")).type).toBe("refused");
      least[name] = Math.min(least[name] ?? 0, performance.now() - began);
    }
  }
  const times = Object.values(least);
  expect(Math.max(...times) / Math.min(...times)).toBeLessThan(5);
});
