import type { Language } from "../../model/settings.ts";
import type { Help } from "./en/help.ts";
import type { en } from "./en.ts";

/** Every sentence that a person reads, in one language. */
export type Words = typeof en;

/** The catalogue of a language, loaded when it is asked for. */
export async function wordsIn(language: Language): Promise<Words> {
  switch (language) {
    case "en":
      return (await import("./en.ts")).en;
    case "ja":
      return (await import("./ja.ts")).ja;
    case "id":
      return (await import("./id.ts")).id;
    default:
      return language satisfies never;
  }
}

/** What `--help` says in a language; nothing else is loaded for it. */
export async function helpIn(language: Language): Promise<Help> {
  switch (language) {
    case "en":
      return (await import("./en/help.ts")).HELP;
    case "ja":
      return (await import("./ja/help.ts")).HELP;
    case "id":
      return (await import("./id/help.ts")).HELP;
    default:
      return language satisfies never;
  }
}
