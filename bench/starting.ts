import { join } from "node:path";
import { makeFolders } from "./folder.ts";
import { measure } from "./measure.ts";
import { ratioTable, type Table } from "./table.ts";

const RUNS = 15;
const GOAL = 2.5;
const PEOPLE = 138;
const VALIDATE_GOAL = 6;
const VALIDATE = `meibo validate, ${PEOPLE} users`;

/** How long somebody waits for the shortest answers, against a Node that does nothing. */
export async function starting(): Promise<Table> {
  const main = join(process.cwd(), "dist", "cli", "main.js");
  const folders = makeFolders(join("bench", "output", "starting"), PEOPLE, "first run", {
    json: main,
    csv: main,
    yaml: main,
  });
  const figures = await measure(
    [
      { name: "node -e 0", args: ["-e", "0"] },
      { name: "meibo --version", args: [main, "--version"] },
      { name: "meibo --help", args: [main, "--help"] },
      { name: VALIDATE, args: [main, "validate"], folder: folders.get("yaml") ?? "" },
    ],
    RUNS,
  );
  return ratioTable("Starting", figures, { "meibo --version": GOAL, "meibo --help": GOAL, [VALIDATE]: VALIDATE_GOAL });
}
