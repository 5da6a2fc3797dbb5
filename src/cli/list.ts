import type { Loaded } from "../load/roster.ts";
import { loginKey, type TenantUser } from "../model/user.ts";
import { pad, widest } from "../render/columns.ts";
import type { Line } from "../render/line.ts";
import { placeText } from "../render/problem.ts";
import type { Words } from "../render/words/words.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";

interface ListFlags {
  readonly actual?: boolean;
  readonly unmanaged?: boolean;
}

/** One person in a list, of the files or of the tenant. */
interface Listed {
  readonly loginId: string;
  readonly name: string;
  readonly extension: string;
  readonly state: string;
  readonly where: string;
}

/** `meibo list`: who is declared, or whom the tenant shows. */
export async function list(context: Context, flags: ListFlags): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  if (flags.actual !== true && flags.unmanaged !== true) return print(context, declaredUsers(loaded, context.words));
  const users = await readActual(context, loaded.settings);
  if (!users.ok) {
    context.screen.problems(users.problems);
    return EXIT.error;
  }
  const declared = new Set(loaded.roster.users.map(({ loginId }) => loginKey(loginId)));
  const shown = users.value.filter(({ loginId }) => flags.unmanaged !== true || !declared.has(loginKey(loginId)));
  return print(context, shown.map(listedActual));
}

function declaredUsers({ roster }: Loaded, words: Words): readonly Listed[] {
  return roster.users.map(({ loginId, values, state, place }) => ({
    loginId,
    name: String(values.name ?? ""),
    extension: String(values.extension ?? ""),
    state: state ?? "",
    where: placeText(place, words),
  }));
}

function listedActual({ loginId, values, state }: TenantUser): Listed {
  return {
    loginId,
    name: String(values.name ?? ""),
    extension: String(values.extension ?? ""),
    state: state ?? "?",
    where: "",
  };
}

function print({ screen, flags }: Context, users: readonly Listed[]): Exit {
  if (flags.json === true) screen.json(users);
  else screen.result(tableOf(users));
  return EXIT.done;
}

function tableOf(users: readonly Listed[]): readonly Line[] {
  const ids = widest(
    users.map(({ loginId }) => loginId),
    44,
  );
  const names = widest(
    users.map(({ name }) => name),
    30,
  );
  return users.map(({ loginId, name, extension, state, where }) => [
    `${pad(loginId, ids)}  ${pad(name, names)}  ${pad(extension, 6)}  ${pad(state, 8)}  ${where}`,
  ]);
}
