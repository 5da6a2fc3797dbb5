import { openHttp } from "../../src/connectors/http/connector.ts";
import { NOW } from "../builders.ts";

/** Opens a connector for each address, and prints what came of it; in a process of its own because of its environment. */
const urls: readonly string[] = JSON.parse(process.argv[2] ?? "[]");
const limits = { connect: 1_000, headers: 1_000, body: 1_000, whole: 3_000, patience: 200 };
const visited = urls.map(async (url) => {
  try {
    const connector = await openHttp({ url, token: "mbo_r_canary", allowPrivate: false, now: () => NOW, limits });
    await connector.close();
    return { reached: true, said: "" };
  } catch (error) {
    return { reached: false, said: String(error) };
  }
});
process.stdout.write(JSON.stringify(await Promise.all(visited)), () => process.exit());
