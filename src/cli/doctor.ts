import type { CheckedFinding, Finding } from "../model/finding.ts";
import { say } from "../model/phrases.ts";
import { doctorLines, doctorView } from "../render/doctor.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { type Check, error, openSite, type Site } from "./doctor/check.ts";
import { EXIT, type Exit } from "./exit.ts";

/** `meibo doctor`: everything that can be wrong around a roster, each with the way to mend it. */
export async function doctor(context: Context): Promise<Exit> {
  const { screen, flags, words, root, configFile } = context;
  const { readSettings } = await import("../load/settings.ts");
  const site = openSite(context, process.env, readSettings(root, configFile));
  try {
    const found = await lookAtAll(site);
    if (flags.json === true) screen.json(doctorView(found, words));
    else screen.result(doctorLines(found, words));
    return found.some(({ standing }) => standing === "error") ? EXIT.error : EXIT.done;
  } finally {
    await site.close();
  }
}

async function lookAtAll(site: Site): Promise<readonly CheckedFinding[]> {
  const { screen, words } = site.context;
  const { CHECKS } = await import("./doctor/checks.ts");
  const found: CheckedFinding[] = [];
  for (const check of CHECKS) {
    screen.progress(words.doctor.themes[check.theme]);
    found.push(...(await lookAt(check, site)));
  }
  screen.progress(undefined);
  return found;
}

/** A check that fails says so, and takes no other one with it. */
export async function lookAt({ theme, name: check, look }: Check, site: Site): Promise<readonly CheckedFinding[]> {
  const found = await inspect(look, site);
  return found.map((each) => ({ theme, check, ...each }));
}

async function inspect(look: Check["look"], site: Site): Promise<readonly Finding[]> {
  try {
    const found = await look(site);
    return isList(found) ? found : [found];
  } catch (failure) {
    const reason = messageOf(failure);
    return [
      error(
        say("this could not be looked at: {reason}", { reason }),
        say("mend what the machine says, then run meibo doctor again"),
      ),
    ];
  }
}

function isList(found: Finding | readonly Finding[]): found is readonly Finding[] {
  return Array.isArray(found);
}
