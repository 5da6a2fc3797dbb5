import { expect, test } from "vitest";
import { Secret } from "../../src/model/secret.ts";
import { uploadOf } from "../../src/model/upload.ts";
import { asLoginId } from "../../src/model/user.ts";
import { values } from "../builders.ts";
import { served } from "./served.ts";

/** More than one page holds. */
const CHUNKS = 11;

test("pages of people who are not listed yet are passed over, and everybody else is read", async () => {
  const { tenant, open, close } = await served({ visibleAfterMs: 60_000 });
  for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
    const rows = Array.from({ length: 100 }, (_, index) => ({
      loginId: asLoginId(`a${chunk * 100 + index}@a.jp`),
      values: values({ name: "新" }),
      password: new Secret("Tr7!mnbKxqWz"),
    }));
    const { bytes } = uploadOf("create", rows, tenant.contract().subscriptions, []);
    expect(tenant.importCsv("create", bytes, { encoding: "utf-8", actor: "test" }).type).toBe("done");
  }
  const connector = await open();
  const { users } = await connector.readUsers();
  expect(users.map(({ loginId }) => loginId)).toEqual(["a@x.jp", "b@x.jp", "c@x.jp"]);
  expect(await connector.countUsers?.()).toBe(3);
  await connector.close();
  await close();
});
