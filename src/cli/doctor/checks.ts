import type { Check } from "./check.ts";
import { CONFIGURATION } from "./configuration.ts";
import { CONNECTOR } from "./connector.ts";
import { EDITOR } from "./editor.ts";
import { FILES } from "./files.ts";
import { GIT } from "./git.ts";
import { NODE } from "./node.ts";
import { PASSWORDS } from "./passwords.ts";
import { PERMISSIONS } from "./permissions.ts";
import { SCHEMAS } from "./schemas.ts";
import { STATE } from "./state.ts";

/** In the order in which they are told: what the rest stands on comes first. */
export const CHECKS: readonly Check[] = [
  ...NODE,
  ...CONFIGURATION,
  ...FILES,
  ...SCHEMAS,
  ...PERMISSIONS,
  ...STATE,
  ...CONNECTOR,
  ...PASSWORDS,
  ...GIT,
  ...EDITOR,
];
