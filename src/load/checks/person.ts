import type { Subscription } from "../../model/fields.ts";
import type { Problem } from "../../model/problem.ts";
import type { Settings } from "../../model/settings.ts";
import type { Person } from "../layers.ts";
import type { Roles } from "../roles.ts";
import { checkDays } from "./days.ts";
import { checkExtension } from "./extension.ts";
import { checkAgreement, checkRoles, checkTimeZone } from "./layers.ts";
import { checkLoginId } from "./login-id.ts";
import { checkName } from "./name.ts";
import { checkOneLine } from "./one-line.ts";
import { checkPermissions } from "./permissions.ts";
import { checkSpreadsheet } from "./spreadsheet.ts";

/** What a person is measured by. */
export interface Rules {
  readonly settings: Settings;
  readonly subscriptions: ReadonlySet<Subscription>;
  readonly roles: Roles;
}

/** Everything that can be said about one person without looking at anybody else, or at the tenant. */
export function checkPerson(person: Person, { settings, subscriptions, roles }: Rules): readonly Problem[] {
  const { entry } = person;
  return [
    ...checkLoginId(entry, settings),
    ...checkName(entry, settings),
    ...checkOneLine(entry),
    ...checkExtension(entry, settings),
    ...checkDays(entry),
    ...checkRoles(entry, roles),
    ...checkAgreement(person),
    ...checkTimeZone(person, settings),
    ...checkPermissions(person, subscriptions),
    ...checkSpreadsheet(entry),
  ];
}
