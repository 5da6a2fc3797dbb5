import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { platform } from "node:os";
import { resolve } from "node:path";
import { quote, say } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Service } from "../tenant/service/serve.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { listenForStop } from "./signals.ts";
import { withTenant } from "./tenant.ts";

interface ServeFlags {
  readonly host: string;
  readonly port: number;
  readonly name?: readonly string[];
  readonly tlsKey?: string;
  readonly tlsCert?: string;
  readonly behindProxy?: boolean;
  readonly open?: boolean;
}

/** `meibo tenant serve`: the embedded tenant over the network, until it is told to stop. */
export async function serveTenant(context: Context, flags: ServeFlags): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const refused = (found: Problem) => {
    context.screen.problems([found]);
    return EXIT.error;
  };
  const tls = await tlsOf(context, flags);
  if (tls instanceof Error) return refused(problem("serve-failed", { reason: quote(tls.message) }));
  if (tls === undefined && flags.behindProxy !== true && !THIS_MACHINE.has(flags.host)) {
    return refused(problem("serve-open", { host: flags.host }));
  }
  return await withTenant(context, settings, async (tenant) => {
    const { serve } = await import("../tenant/service/serve.ts");
    const stopping = listenForStop(() => {});
    try {
      const { host, port, name: names = [], behindProxy = false } = flags;
      const options = {
        host,
        port,
        names,
        behindProxy,
        ...(tls === undefined ? {} : { tls }),
        now: () => performance.now(),
        tell: (error: unknown) =>
          context.screen.problems([
            problem("tenant-unreadable", { reason: messageOf(error), hint: say("the server goes on") }),
          ]),
      };
      const service = await serve(tenant, options).catch((error: unknown) => new Error(messageOf(error)));
      if (service instanceof Error) return refused(problem("serve-failed", { reason: quote(service.message) }));
      if (flags.open === true) showInBrowser(service.url);
      await serving(context, service, tenant.page({ limit: 1 }).total, stopping.stop);
      return EXIT.done;
    } finally {
      stopping.close();
    }
  });
}

const THIS_MACHINE: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

async function serving(
  { screen, flags, words }: Context,
  service: Service,
  users: number,
  stop: AbortSignal,
): Promise<void> {
  if (flags.json === true) screen.json({ url: service.url, users });
  else screen.result([[words.note.serving(users, service.url)]]);
  await new Promise<void>((done) => stop.addEventListener("abort", () => done(), { once: true }));
  await service.close();
}

/** Where there is no browser the address is on the screen all the same. */
function showInBrowser(url: string): void {
  const openers: Readonly<Record<string, string>> = { darwin: "open", win32: "explorer.exe" };
  spawn(openers[platform()] ?? "xdg-open", [url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}

async function tlsOf(
  { cwd }: Context,
  { tlsKey, tlsCert }: ServeFlags,
): Promise<{ readonly key: string; readonly cert: string } | Error | undefined> {
  if (tlsKey === undefined && tlsCert === undefined) return undefined;
  if (tlsKey === undefined || tlsCert === undefined) return new Error(say("--tls-key and --tls-cert belong together"));
  try {
    const [key, cert] = await Promise.all([tlsKey, tlsCert].map((file) => readFile(resolve(cwd, file), "utf8")));
    return { key: key ?? "", cert: cert ?? "" };
  } catch (error) {
    return new Error(messageOf(error));
  }
}
