import { loginKey, type TenantUser } from "../../src/model/user.ts";
import type { Fault, FaultKind } from "./faults.ts";
import type { Machine } from "./machine.ts";

type Act = (before: TenantUser | undefined, stranger: () => TenantUser) => TenantUser | undefined;

const ACTS: { readonly [Kind in FaultKind]?: Act } = {
  adminEdits: (before) =>
    before === undefined ? undefined : { ...before, values: { ...before.values, name: `${before.values.name}!` } },
  adminReplaces: (before, stranger) => (before === undefined ? undefined : stranger()),
  adminSwitchesOff: (before) => (before === undefined ? undefined : { ...before, state: "inactive" }),
  adminSwitchesOn: (before) => (before === undefined ? undefined : { ...before, state: "active" }),
  adminAdds: (before, stranger) => before ?? stranger(),
  adminDeletes: () => undefined,
};

/** Somebody at the console does something to one of the users that the world has set aside for that. */
export function actAtConsole(machine: Machine, { kind, what = 0 }: Fault): void {
  const act = ACTS[kind];
  const { targets, users } = machine.stage.world;
  const loginId = targets[what % targets.length];
  const [like] = users;
  if (act === undefined || loginId === undefined || like === undefined) return;
  const key = loginKey(loginId);
  machine.touched.add(key);
  machine.tenant.change(key, machine.clock, (before) => act(before, () => machine.tenant.stranger(loginId, like)));
}
