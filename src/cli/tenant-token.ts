import { problem } from "../model/problem.ts";
import type { Token } from "../tenant/tenant.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { withTenant } from "./tenant.ts";

/** `meibo tenant token create`: prints the token, this once. */
export async function createToken(
  context: Context,
  { scope, name }: { readonly scope: Token["scope"]; readonly name: string },
): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  return await withTenant(context, settings, (tenant) => {
    const { token, text } = tenant.makeToken(scope, name);
    if (context.flags.json === true) context.screen.json({ ...token, token: text });
    else {
      context.screen.note([[context.words.note.token(scope, token.id)]]);
      context.screen.result([[text]]);
    }
    return EXIT.done;
  });
}

/** `meibo tenant token list`: which there are, and never the tokens themselves. */
export async function listTokens(context: Context): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  return await withTenant(context, settings, (tenant) => {
    const tokens = tenant.tokens();
    if (context.flags.json === true) context.screen.json({ tokens });
    else
      context.screen.result(tokens.map(({ id, scope, name, made }) => [`${id}  ${scope.padEnd(5)}  ${made}  ${name}`]));
    return EXIT.done;
  });
}

/** `meibo tenant token revoke`: of no use from this moment on. */
export async function revokeToken(context: Context, _flags: object, [id = ""]: readonly string[]): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  return await withTenant(context, settings, (tenant) => {
    if (!tenant.dropToken(id)) {
      context.screen.problems([problem("no-token", { id })]);
      return EXIT.error;
    }
    if (context.flags.json === true) context.screen.json({ revoked: id });
    else context.screen.result([[context.words.note.revoked(id)]]);
    return EXIT.done;
  });
}
