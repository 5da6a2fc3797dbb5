import { asLoginId, loginKey } from "../model/user.ts";
import type { Context } from "./context.ts";
import { type EditFlags, editWords, finish, refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";
import { findUser } from "./set.ts";

interface RenameFlags extends EditFlags {
  readonly name?: string;
}

/** `meibo rename OLD NEW`: the same person under a new Login ID; the old one is remembered. */
export async function rename(
  context: Context,
  flags: RenameFlags,
  [old = "", to = ""]: readonly string[],
): Promise<Exit> {
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const found = await findUser(loaded, old);
  if (!found.ok) return refuse(context, found.problems);
  const user = found.value;
  const loginId = asLoginId(to);
  const formers = user.previousLoginIds.filter((former) => loginKey(former) !== loginKey(loginId));
  // Another spelling of the same Login ID is no rename.
  const previous = loginKey(user.loginId) === loginKey(loginId) ? formers : [...formers, user.loginId];
  const words = [
    { key: "loginId", value: to } as const,
    ...(previous.length === user.previousLoginIds.length && previous.length === 0
      ? []
      : [{ key: "previousLoginIds", value: previous } as const]),
    ...(flags.name === undefined ? [] : [{ key: "name", value: flags.name } as const]),
  ];
  const editing = await editWords(context, loaded, [{ user, words, loginId }]);
  return editing === undefined ? EXIT.error : await finish(context, flags, loaded, editing);
}
