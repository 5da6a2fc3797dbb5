import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { certificateFor } from "../connectors/certificates.ts";
import { folderWith, MAIN, meibo, put, seededFolder } from "./command.ts";

const servers: ChildProcess[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server.exitCode !== null) continue;
    server.kill("SIGKILL");
    await once(server, "exit");
  }
});

/** The tenant of a folder, served by a process of its own; its address once it has one. */
async function serving(
  folder: string,
  more: readonly string[] = [],
): Promise<{ readonly url: string; readonly server: ChildProcess }> {
  const server = spawn(process.execPath, [MAIN, "tenant", "serve", "--port", "0", "--json", ...more], {
    cwd: folder,
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

/** A second folder with the same files, which reaches the tenant over the network alone. */
function elsewhere(folder: string, url: string): string {
  const config = readFileSync(join(folder, "meibo.yaml"), "utf8");
  const away = config.replace(/^connector:\n(?: .*\n)+/m, `connector:\n  kind: http\n  http: { url: "${url}" }\n`);
  const files = ["users/imported.yaml", "roles/common.yaml"].flatMap((name) => {
    try {
      return [[name, readFileSync(join(folder, name))] as const];
    } catch {
      return [];
    }
  });
  return folderWith({ ...Object.fromEntries(files), "meibo.yaml": away });
}

const tokenOf = (folder: string, scope: string): string =>
  meibo(folder, ["tenant", "token", "create", "--scope", scope, "--quiet"]).stdout.trim();

describe("a tenant that is served", () => {
  test("is planned and applied from elsewhere, and ends well when it is told to stop", async () => {
    const folder = seededFolder(30);
    const { url, server } = await serving(folder);
    const away = elsewhere(folder, url);
    const environment = { MEIBO_TOKEN: tokenOf(folder, "write") };
    expect(meibo(away, ["apply", "--auto-approve"], environment)).toMatchObject({ exit: 0 });
    const users = readFileSync(join(away, "users/imported.yaml"), "utf8");
    put(away, "users/imported.yaml", users.replace(/^( {4}name: ).*$/m, "$1改 太郎"));
    const applied = meibo(away, ["apply", "--auto-approve"], environment);
    expect([applied.exit, applied.stdout]).toEqual([0, expect.stringContaining("Applied: 1 updated.")]);
    expect(meibo(away, ["plan", "--detailed-exitcode"], environment).exit).toBe(0);
    expect(meibo(folder, ["list", "--actual", "--json"]).stdout).toContain("改 太郎");
    server.kill("SIGTERM");
    expect((await once(server, "exit"))[0]).toBe(0);
  });

  test("is not changed with a token that may only read, and the plan says why", async () => {
    const folder = seededFolder(30);
    const { url } = await serving(folder);
    const away = elsewhere(folder, url);
    const environment = { MEIBO_TOKEN: tokenOf(folder, "read") };
    expect(meibo(away, ["plan"], environment).exit).toBe(0);
    const users = readFileSync(join(away, "users/imported.yaml"), "utf8");
    put(away, "users/imported.yaml", users.replace(/^( {4}name: ).*$/m, "$1改 太郎"));
    const applied = meibo(away, ["apply", "--auto-approve"], environment);
    expect([applied.exit === 0, applied.stderr]).toEqual([false, expect.stringContaining("the scope write")]);
    expect(meibo(folder, ["list", "--actual", "--json"]).stdout).not.toContain("改 太郎");
  });

  const wrong: readonly (readonly [what: string, connector: string, token: string, says: string])[] = [
    ["no token", 'url: "http://127.0.0.1:1"', "", "MEIBO_TOKEN"],
    ["nobody there", 'url: "http://127.0.0.1:1"', "x", "ECONNREFUSED"],
    ["an address without TLS", 'url: "http://tenant.example"', "x", "MB1008"],
    ["an address inside a network", 'url: "https://10.0.0.1"', "x", "allowPrivate"],
    ["a name in the address", 'url: "https://ann:hunter2@tenant.example"', "x", "MB1005"],
  ];
  test.for(wrong)("is said to be out of reach: %s", ([, connector, token, says]) => {
    const config = `version: 1\ntenant: main\nconnector:\n  kind: http\n  http: { ${connector} }\n`;
    const folder = folderWith({ "meibo.yaml": config, "users/a.yaml": "users: []\n" });
    const { exit, stderr } = meibo(folder, ["list", "--actual"], { MEIBO_TOKEN: token });
    expect([exit, stderr]).toEqual([1, expect.stringContaining(says)]);
    expect(stderr).not.toContain("hunter2");
  });

  test("certificates are checked, whatever the environment says", () => {
    const config = 'version: 1\ntenant: main\nconnector:\n  kind: http\n  http: { url: "https://tenant.example" }\n';
    const folder = folderWith({ "meibo.yaml": config, "users/a.yaml": "users: []\n" });
    const environment = { MEIBO_TOKEN: "x", NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    const { exit, stderr } = meibo(folder, ["list", "--actual"], environment);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("NODE_TLS_REJECT_UNAUTHORIZED")]);
  });

  test("is served to other machines only with TLS, or behind something that speaks it", () => {
    const folder = seededFolder(30);
    const { exit, stderr } = meibo(folder, ["tenant", "serve", "--host", "0.0.0.0", "--port", "0"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("MB4039")]);
  });

  test("with TLS it is reached by whoever knows its certificate, and by nobody else", async () => {
    const folder = seededFolder(30);
    const { cert, key } = await certificateFor({ name: "localhost" });
    put(folder, "cert.pem", cert);
    put(folder, "key.pem", key);
    const { url } = await serving(folder, ["--host", "localhost", "--tls-key", "key.pem", "--tls-cert", "cert.pem"]);
    expect(url).toMatch(/^https:\/\/localhost:\d+$/);
    const away = elsewhere(folder, url);
    const MEIBO_TOKEN = tokenOf(folder, "read");
    const listed = (environment: Readonly<Record<string, string>>) => meibo(away, ["list", "--actual"], environment);
    const known = listed({ MEIBO_TOKEN, NODE_EXTRA_CA_CERTS: join(folder, "cert.pem") });
    expect([known.exit, known.stdout.includes("@")]).toEqual([0, true]);
    const unknown = listed({ MEIBO_TOKEN });
    expect([unknown.exit, unknown.stdout, unknown.stderr.includes("certificate")]).toEqual([1, "", true]);
  });

  test("half a certificate is refused", () => {
    const { exit, stderr } = meibo(seededFolder(30), ["tenant", "serve", "--tls-key", "key.pem"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("belong together")]);
  });
});

describe("tokens", () => {
  test("are shown once, listed without themselves, and of no use when revoked", () => {
    const folder = seededFolder(30);
    const made = JSON.parse(
      meibo(folder, ["tenant", "token", "create", "--scope", "write", "--name", "ci", "--json"]).stdout,
    );
    expect(made).toMatchObject({ scope: "write", name: "ci", token: expect.stringMatching(/^mbo_w_.{43}$/) });
    const { stdout } = meibo(folder, ["tenant", "token", "list"]);
    expect([stdout.includes(made.id), stdout.includes(made.token)]).toEqual([true, false]);
    expect(meibo(folder, ["tenant", "token", "revoke", made.id]).exit).toBe(0);
    expect(meibo(folder, ["tenant", "token", "revoke", made.id])).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("MB4041"),
    });
    expect(meibo(folder, ["tenant", "token", "list"]).stdout).toBe("");
  });
});

describe("a password for the console of the served tenant", () => {
  const admin = "it-admin@aoba-denki.example";

  test("is told once, and opens the console", async () => {
    const folder = seededFolder(20);
    const { exit, stdout, stderr } = meibo(folder, ["tenant", "password", admin]);
    expect([exit, stderr.includes("not shown again")]).toEqual([0, true]);
    const { url } = await serving(folder);
    const page = await fetch(`${url}/signin`);
    const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
    const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
    const answer = await fetch(`${url}/signin`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: url },
      body: new URLSearchParams({ csrf, loginId: admin, password: stdout.trim() }),
    });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  });

  test("is refused for somebody who is not there, and of little use to somebody who is no admin", () => {
    const folder = seededFolder(20);
    const nobody = meibo(folder, ["tenant", "password", "nobody@aoba-denki.example"]);
    expect([nobody.exit, nobody.stdout, nobody.stderr.includes("MB4042")]).toEqual([1, "", true]);
    const plain = meibo(folder, ["--json", "tenant", "password", "hanako.sato@aoba-denki.example"]);
    expect([plain.exit, plain.stderr.includes("MB4043")]).toEqual([0, true]);
    expect(JSON.parse(plain.stdout)).toMatchObject({ loginId: "hanako.sato@aoba-denki.example" });
  });
});
