import { describe, expect, test } from "vitest";
import { addressOf, isPrivate } from "../../src/connectors/http/address.ts";
import { retryAfterMs } from "../../src/connectors/http/client.ts";
import { shakeHands } from "./tls.ts";
import { REFUSED, refusedWrong, TAKEN, tryUrls } from "./urls.ts";

describe("the address of a tenant", () => {
  test.for(TAKEN)("%s", ([text, origin, path]) => {
    expect(addressOf(text)).toMatchObject({ origin, path });
  });

  test.for(REFUSED)("is not taken from %j", (refused) => {
    expect(refusedWrong(refused)).toEqual([]);
  });
});

test("no redirect is followed, whatever its kind and wherever it leads", async () => {
  const { cases, bad } = await tryUrls();
  expect(cases).toBeGreaterThanOrEqual(60);
  expect(bad).toEqual([]);
});

test("broken TLS is told from TLS, whatever the environment says", async () => {
  const { cases, bad } = await shakeHands();
  expect(cases).toBeGreaterThan(24);
  expect(bad).toEqual([]);
});

test("addresses that are nobody's on the Internet are known", () => {
  const inside = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:10.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::a00:1",
    "2001:db8::1",
    "2002:a00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "",
    "localhost",
    "1.2.3",
    "0177.0.0.1",
  ];
  const outside = [
    "1.1.1.1",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "192.167.255.255",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
  ];
  expect(inside.filter((address) => !isPrivate(address))).toEqual([]);
  expect(outside.filter(isPrivate)).toEqual([]);
});

describe("Retry-After", () => {
  const date = "Tue, 01 Dec 2026 00:00:00 GMT";
  test.for([
    ["0", 0],
    ["7", 7_000],
    ["86400", 86_400_000],
    ["-1", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["", undefined],
    ["99999999999", undefined],
    ["Tue, 01 Dec 2026 00:00:30 GMT", 30_000],
    ["Mon, 30 Nov 2026 00:00:00 GMT", 0],
  ] as const)("%j", ([retryAfter, wait]) => {
    expect(retryAfterMs({ retryAfter, date })).toBe(wait);
  });

  test("is nothing without one, and a date is measured by the tenant's clock alone", () => {
    expect(retryAfterMs({ retryAfter: undefined, date })).toBeUndefined();
    expect(retryAfterMs({ retryAfter: "Tue, 01 Dec 2026 00:00:30 GMT", date: undefined })).toBeUndefined();
  });
});
