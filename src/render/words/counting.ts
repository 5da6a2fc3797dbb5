/** What a language makes of numbers and moments. */
export interface Counting {
  /** `12,345` */
  readonly number: (value: number) => string;
  /** The form that fits, with the number in the place of `{n}`: `1 user`, `2 users`. */
  readonly count: (value: number, forms: Forms) => string;
  /** `2026-12-01 09:12 GMT+9` */
  readonly moment: (at: string, timeZone: string) => string;
}

/** By the categories of `Intl.PluralRules`; a language without a plural has `other` alone. */
export type Forms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** `locale` decides what numbers and plurals look like, `moments` how an instant is written. */
export function countingIn(
  locale: string,
  moments: Intl.DateTimeFormatOptions & { readonly locale?: string } = {},
): Counting {
  const numbers = once(() => new Intl.NumberFormat(locale));
  const plurals = once(() => new Intl.PluralRules(locale));
  const number = (value: number) => numbers().format(value);
  const { locale: ofMoments = locale, ...parts } = moments;
  return {
    number,
    count: (value, forms) => (forms[plurals().select(value)] ?? forms.other).replace("{n}", number(value)),
    moment: (at, timeZone) => {
      const format = new Intl.DateTimeFormat(ofMoments, { ...MINUTES, ...parts, timeZone });
      return format.format(new Date(at));
    },
  };
}

const MINUTES: Intl.DateTimeFormatOptions = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
};

/** Making one takes longer than a short command has. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
