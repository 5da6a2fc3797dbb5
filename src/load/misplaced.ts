import { PERMISSION_KEYS } from "../model/fields.ts";
import { say, type Told } from "../model/phrases.ts";
import { nearest } from "./suggest.ts";

const PERMISSIONS: ReadonlySet<string> = new Set(PERMISSION_KEYS.flatMap((key) => [key, key.split(".")[0] ?? key]));
const PLACES: ReadonlySet<string> = new Set(["locale", "timeZone", "extensionPool", "role", "roles"]);

/** Where a key belongs that is known, only not here: the rule of the layers, told when somebody needs it. */
export function misplaced(path: readonly string[], key: string, known: readonly string[]): Told | undefined {
  const wanted = nearest(key, [...PERMISSIONS, ...PLACES, "department"]);
  if (wanted === undefined || nearest(key, known) !== undefined) return undefined;
  const [section] = path;
  if (section === "defaults") return wanted === "department" ? say("write it at the top of the file") : A_ROLE;
  if (section === "roles") return PERMISSIONS.has(wanted) ? UNDER_PERMISSIONS : NOT_A_ROLE;
  if (section === "users" || section === "user") return PERMISSIONS.has(wanted) ? UNDER_PERMISSIONS : DEFAULTS;
  return known.includes("user") && PLACES.has(wanted) ? DEFAULTS : undefined;
}

const A_ROLE = say("a file's defaults say where people are; what they may do is for a role");
const NOT_A_ROLE = say("a role says what people may do; where they are is for the defaults of a users file");
const DEFAULTS = say("write it under defaults");
const UNDER_PERMISSIONS = say("write it under permissions");
