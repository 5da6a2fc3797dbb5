import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { type ConsoleDownload, type ConsoleRow, readConsoleFile } from "../../load/console.ts";
import { LOCALES, TIME_ZONES } from "../../model/fields.ts";
import { problem, type Result } from "../../model/problem.ts";
import { messageOf } from "../connect.ts";
import { subscribed } from "../tenant.ts";
import { type Answers, DOMAIN_FORM } from "./answers.ts";

/** A first download of the console. Its users are not imported here. */
export async function readDownload(cwd: string, file: string): Promise<Result<ConsoleDownload>> {
  try {
    return readConsoleFile(await readFile(resolve(cwd, file)), basename(file));
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
}

/** The answers that the download gives; what it does not say stays as it is. */
export function answersFrom({ users, columns, encoding, headerLanguage }: ConsoleDownload, answers: Answers): Answers {
  const timeZone = mostOften(users.map(({ values }) => values.timeZone));
  const locale = mostOften(users.map(({ values }) => values.locale));
  return {
    ...answers,
    subscriptions: subscribed(columns),
    timeZone: TIME_ZONES.find((known) => known === timeZone) ?? answers.timeZone,
    locale: LOCALES.find((known) => known === locale) ?? answers.locale,
    loginIdDomains: domainsOf(users),
    console: { encoding, ...(headerLanguage === undefined ? {} : { headerLanguage }) },
  };
}

/** All of them, because whoever has another one could not be imported; the one that most people have first. */
function domainsOf(users: readonly ConsoleRow[]): readonly string[] {
  const domains = users.map(({ loginId }) => loginId.slice(loginId.lastIndexOf("@") + 1).toLowerCase());
  return byFrequency(domains.filter((domain) => DOMAIN_FORM.test(domain)));
}

function mostOften<T>(values: readonly (T | undefined)[]): T | undefined {
  return byFrequency(values.filter((value) => value !== undefined))[0];
}

/** Each once, the most frequent first; of equals the one that came first. */
function byFrequency<T>(values: readonly T[]): readonly T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
