import { measure } from "./measure.ts";
import { ratioTable, type Table } from "./table.ts";

const RUNS = 15;
const GOAL = 2.5;

/** How long somebody waits for the shortest answers, against a Node that does nothing. */
export async function starting(): Promise<Table> {
  const figures = await measure(
    [
      { name: "node -e 0", args: ["-e", "0"] },
      { name: "meibo --version", args: ["dist/cli/main.js", "--version"] },
      { name: "meibo --help", args: ["dist/cli/main.js", "--help"] },
    ],
    RUNS,
  );
  return ratioTable("Starting", figures, { "meibo --version": GOAL, "meibo --help": GOAL });
}
