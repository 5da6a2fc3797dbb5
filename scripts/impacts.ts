/** Writes `docs/impacts.md` from the catalogue of impacts. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { impactsPage } from "../src/render/impacts-page.ts";

if (import.meta.main) writeFileSync(join(dirname(import.meta.dirname), "docs", "impacts.md"), impactsPage());
