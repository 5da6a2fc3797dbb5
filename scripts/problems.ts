/** Writes `docs/problems.md` from the table of problems and its guide. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { problemsPage } from "../src/render/problems-page.ts";

if (import.meta.main) writeFileSync(join(dirname(import.meta.dirname), "docs", "problems.md"), problemsPage());
