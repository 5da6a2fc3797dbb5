import { execFileSync } from "node:child_process";
import { dirname } from "node:path";

/** Before the first test: what the tests start as a command is what the sources say now. */
export function setup(): void {
  try {
    execFileSync(process.execPath, ["scripts/build.ts", "--if-stale"], {
      cwd: dirname(import.meta.dirname),
      stdio: ["ignore", "inherit", "inherit"],
    });
  } catch (error) {
    // While one room is half written, the tests of the others are still worth running.
    if (process.env["CI"] !== undefined) throw error;
    process.stderr.write("Tests of the built command run on an old dist/, or fail for want of one.\n");
  }
}
