import { safe } from "./safe.ts";

/** Text that is HTML already; only the template below makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | undefined | readonly Part[];

/** HTML in which every part is seen as it stands: none becomes an element, an attribute, or a character that acts. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((string, index) => string + shown(parts[index])).join(""));
}

function shown(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(shown).join("");
  return safe(String(part)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
