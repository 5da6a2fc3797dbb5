import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openTenant } from "../../src/tenant/tenant.ts";
import { folderWith } from "./command.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
/** What shows an address in a browser, where a script can take its place. */
const OPENERS: Readonly<Record<string, string>> = { linux: "xdg-open", darwin: "open" };
const NAME = OPENERS[platform()] ?? "";

const servers: ChildProcess[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server.exitCode !== null) continue;
    server.kill("SIGKILL");
    await once(server, "exit");
  }
});

/** Serves an empty tenant where `path` is all there is to run, and tells the address. */
async function serving(path: string, ...words: readonly string[]): Promise<{ url: string; server: ChildProcess }> {
  const folder = folderWith({ "meibo.yaml": "version: 1\ntenant: main\n", ".meibo/.keep": "" });
  openTenant({ database: join(folder, ".meibo/tenant.db"), now: () => "" }).close();
  const server = spawn(process.execPath, [MAIN, "tenant", "serve", "--port", "0", "--json", ...words], {
    cwd: folder,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "pipe", "inherit"],
  });
  servers.push(server);
  let text = "";
  for await (const piece of server.stdout ?? []) {
    text += String(piece);
    if (text.endsWith("}\n")) break;
  }
  return { url: JSON.parse(text).url, server };
}

describe.skipIf(NAME === "")("tenant serve (a script takes the place of the browser, on Linux and macOS)", () => {
  /** A folder with an opener in it that writes down what it is asked to show. */
  function opener(): { readonly path: string; readonly shown: string } {
    const path = folderWith({ [NAME]: `#!/bin/sh\nprintf %s "$1" > "\${0%/*}/shown"\n` });
    chmodSync(join(path, NAME), 0o755);
    return { path, shown: join(path, "shown") };
  }

  test("--open shows the console at its address", async () => {
    const { path, shown } = opener();
    const { url } = await serving(path, "--open");
    await expect.poll(() => existsSync(shown) && readFileSync(shown, "utf8"), { timeout: 5_000 }).toBe(url);
    expect((await fetch(`${url}/signin`)).status).toBe(200);
  });

  test("nothing is shown unless it is asked for", async () => {
    const { path, shown } = opener();
    const { url, server } = await serving(path);
    expect((await fetch(`${url}/signin`)).status).toBe(200);
    server.kill("SIGTERM");
    expect([(await once(server, "exit"))[0], existsSync(shown)]).toEqual([0, false]);
  });

  test("a machine without a browser serves all the same", async () => {
    const { url, server } = await serving(folderWith(), "--open");
    expect((await fetch(`${url}/signin`)).status).toBe(200);
    server.kill("SIGTERM");
    expect((await once(server, "exit"))[0]).toBe(0);
  });
});
