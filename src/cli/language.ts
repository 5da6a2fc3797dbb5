import { readFileSync } from "node:fs";
import { LANGUAGES, type Language } from "../model/settings.ts";

/** `--lang`, then `MEIBO_LANG`, then `language:` of `meibo.yaml`, then the locale of the process, then English. */
export function languageOf(flag: Language | undefined, configFile: string): Language {
  const { MEIBO_LANG, LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (
    flag ??
    languageIn(MEIBO_LANG) ??
    languageIn(configured(configFile)) ??
    languageIn([LC_ALL, LC_MESSAGES, LANG].find((name) => name !== undefined && name !== "")) ??
    "en"
  );
}

/** Of `ja`, `ja_JP.UTF-8` and the like. */
export function languageIn(name: string | undefined): Language | undefined {
  const short = name?.split(/[_.@-]/)[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === short);
}

/** Looked for before the file is read as it has to be, because what is wrong with it is told in that language too. */
function configured(file: string): string | undefined {
  try {
    return /^language:[ \t]*["']?([a-z]{2})\b/m.exec(readFileSync(file, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}
