import { problem } from "../model/problem.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { withTenant } from "./tenant.ts";

/** `meibo tenant password`: prints the password, this once. */
export async function makePassword(context: Context, _flags: object, [loginId = ""]: readonly string[]): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  return await withTenant(context, settings, (tenant) => {
    const password = tenant.newPassword(loginId);
    if (password === undefined) {
      context.screen.problems([problem("no-tenant-user", { loginId })]);
      return EXIT.error;
    }
    const [user] = tenant.these([loginId]);
    if (user?.state !== "active" || user.values.admin !== true) {
      context.screen.problems([problem("not-an-admin", { loginId })]);
    }
    if (context.flags.json === true) context.screen.json({ loginId, password });
    else {
      context.screen.note([[context.words.note.password(loginId)]]);
      context.screen.result([[password]]);
    }
    return EXIT.done;
  });
}
