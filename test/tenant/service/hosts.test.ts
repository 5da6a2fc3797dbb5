import { describe, expect, test } from "vitest";
import { inAddress, isOwnHost } from "../../../src/tenant/service/hosts.ts";

describe("the name in a request", () => {
  test.each([
    ["localhost:8787", "127.0.0.1", true],
    ["[::1]:8787", "127.0.0.1", true],
    ["tenant.example", "Tenant.Example", true],
    ["TENANT.example:443", "tenant.example", true],
    ["[::2]:8787", "::2", true],
    ["[::2]", "[0:0:0:0:0:0:0:2]", true],
    ["[::2]", "::3", false],
    ["tenant.example.evil.example", "tenant.example", false],
    ["", "127.0.0.1", false],
  ])("%j is one of ours where %j is: %s", (host, own, expected) => {
    expect(isOwnHost(host, [own])).toBe(expected);
  });

  test.each([
    ["::2", "[::2]"],
    ["127.0.0.1", "127.0.0.1"],
    ["Tenant.Example", "tenant.example"],
  ])("%s stands in an address as %s", (host, written) => {
    expect(inAddress(host)).toBe(written);
  });
});
