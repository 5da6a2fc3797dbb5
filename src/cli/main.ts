#!/usr/bin/env node
// Nothing but built-ins that every Node knows is imported here, so that an old Node gets one clear line.
import module from "node:module";

const OLDEST = 24;
const major = Number(process.versions.node.split(".")[0]);

if (major < OLDEST) {
  process.stderr.write(`meibo needs Node ${OLDEST} or later; this is Node ${process.versions.node}.\n`);
  process.exitCode = 1;
} else {
  module.enableCompileCache();
  // Whoever reads has closed the pipe, as `head` does: work that was begun goes on, unheard.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const args = process.argv.slice(2);
  const run = args[0] === "complete" ? (await import("./complete.ts")).complete : (await import("./run.ts")).run;
  process.exitCode = await run(args);
  // A request that was given up may hang on; nothing waits for it.
  setTimeout(() => process.exit(), 1_000).unref();
}
