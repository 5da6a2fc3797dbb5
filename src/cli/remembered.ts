import type { Settings } from "../model/settings.ts";
import type { Store } from "../model/store.ts";
import { stateFailureOf } from "../state/failure.ts";
import { openStore } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { stateProblem } from "./state-problem.ts";

/** For commands that ask what meibo remembers, and neither files nor tenant. A store that fails is a problem, told. */
export async function withStore(
  context: Context,
  act: (store: Store, settings: Settings) => Promise<Exit>,
): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const store = await openStore(context, settings);
  if (!store.ok) {
    context.screen.problems(store.problems);
    return EXIT.error;
  }
  try {
    return await act(store.value, settings);
  } catch (error) {
    if (stateFailureOf(error) === undefined) throw error;
    context.screen.problems([stateProblem(error)]);
    return EXIT.error;
  } finally {
    await store.value.close();
  }
}
