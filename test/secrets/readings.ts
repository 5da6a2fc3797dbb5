/** The vendor's list of symbols, as docs/miitel.md has it. */
const SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-";

const isSymbol = (character: string) => SYMBOLS.includes(character);
const codesOf = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** Each next character is one further, one back, or the same, all the way. */
function isOneRun(text: string): boolean {
  const codes = codesOf(text);
  return [-1, 0, 1].some((step) => codes.every((code, at) => at === 0 || code === (codes[at - 1] ?? 0) + step));
}

function holdsRun(text: string): boolean {
  return [...text].some((_, at) => at + 3 <= text.length && isOneRun(text.slice(at, at + 3)));
}

/**
 * Every way to read the pages on passwords, and what people and files need beside them. Each stands alone, and none
 * knows how a password is made. The older copy that lists no upper-case letters is read as "needs the others": read as
 * "refuses them", it would contradict all other pages, and no password could please everybody.
 */
export const READINGS: Readonly<Record<string, (password: string) => boolean>> = {
  "has at least 8 characters": (text) => [...text].length >= 8,
  "has at least 16 characters": (text) => [...text].length >= 16,
  "holds only what the create file allows": (text) =>
    [...text].every((one) => /[A-Za-z0-9]/.test(one) || isSymbol(one)),
  "is ASCII without spaces or controls": (text) => /^[\u0021-\u007e]+$/.test(text),
  "combines all four classes": (text) =>
    /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text) && [...text].some(isSymbol),
  "holds small letters, numbers and symbols": (text) =>
    /[a-z]/.test(text) && /\d/.test(text) && [...text].some(isSymbol),
  "is not letters only": (text) => !/^[A-Za-z]*$/.test(text),
  "is not numbers only": (text) => !/^\d*$/.test(text),
  "is not letters and numbers only": (text) => !/^[A-Za-z0-9]*$/.test(text),
  "is not symbols only": (text) => ![...text].every(isSymbol),
  "is not one run": (text) => !isOneRun(text),
  "is not one run in whatever case": (text) => !isOneRun(text.toLowerCase()),
  "holds no run of three": (text) => !holdsRun(text),
  "holds no run of three in whatever case": (text) => !holdsRun(text.toLowerCase()),
  "holds no character three times in a row": (text) => !/(.)\1\1/.test(text),
  "begins and ends with no space": (text) => text === text.trim(),
  "begins with a letter": (text) => /^[A-Za-z]/.test(text),
  "begins with nothing that a spreadsheet takes for a formula or a number": (text) => !/^[=+\-@\t\r\n\d.']/.test(text),
  "needs no quotes in a CSV": (text) => !/[",;\t\r\n|]/.test(text),
  "holds no quote and no backslash": (text) => !/["'`\\]/.test(text),
  "holds no look-alikes": (text) => !/[0O1lI]/.test(text),
};

/** How many passwords break each reading; a reading that nobody breaks is not in it. */
export function brokenReadings(passwords: Iterable<string>): Readonly<Record<string, number>> {
  const broken: Record<string, number> = {};
  const readings = Object.entries(READINGS);
  for (const password of passwords) {
    for (const [reading, holds] of readings) if (!holds(password)) broken[reading] = (broken[reading] ?? 0) + 1;
  }
  return broken;
}
