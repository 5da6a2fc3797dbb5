import { headerReader, normalHeader } from "../model/console.ts";
import { HEADER_LANGUAGES } from "../model/settings.ts";
import {
  DEFAULT_TENANT_SETTINGS,
  FAULTS,
  type Fault,
  type FaultSettings,
  ID_COLUMN,
  type TenantSettings,
} from "./settings.ts";

export type SettingValue = string | number | boolean | readonly string[];

/** One setting of the embedded tenant, as somebody may write it. */
export interface TenantSetting {
  readonly name: string;
  /** What may be written, in a few words. */
  readonly takes: string;
  /** Only lets things go wrong. */
  readonly isForTests: boolean;
  readonly of: (settings: TenantSettings) => SettingValue;
  /** The change with this in it too, of settings as they are; undefined where the setting does not take the text. */
  readonly put: (change: Change, text: string, settings: TenantSettings) => Change | undefined;
}

/** Of a setting that is undefined, back to what it is unless somebody sets it. */
type Change = Partial<TenantSettings>;

/** Sets it back. */
const BACK = "default";

/** What a setting takes, and how it is read. */
interface Taken<T> {
  readonly takes: string;
  readonly read: (text: string) => T | undefined;
}

type PlainKey = Exclude<keyof TenantSettings, "faults">;

const TAKEN: { readonly [Key in PlainKey]: Taken<TenantSettings[Key]> } = {
  rejects: choice(["file", "row"]),
  rowNumbers: choice(["data", "lines"]),
  headerLanguage: choice(HEADER_LANGUAGES),
  listsInactiveInUpdateTemplate: flag(),
  prefillsUpdateTemplate: flag(),
  countInactiveSeats: flag(),
  firstExtension: whole(100, 999_999),
  visibleAfterMs: whole(0, 86_400_000),
  jobWaitsMs: whole(0, 86_400_000),
  jobTakesMs: whole(0, 86_400_000),
  requestsPerSecond: whole(0, 1_000_000),
  checksExtensionsAgainst: choice(["rows", "start"]),
  checksSeatsAgainst: choice(["rows", "start"]),
  updatesInactive: flag(),
  updatesById: flag(),
  reusesDeleted: flag(),
  passwordClasses: choice(["any", "all"]),
  trimsCells: flag(),
  protectsOwnAccount: flag(),
  protectsLastAdmin: flag(),
  extraColumns: headers(),
};

const KEYS = Object.keys(TAKEN).filter((key): key is PlainKey => key in TAKEN);

/** Every setting, in the order in which they are shown. */
export const TENANT_SETTINGS: readonly TenantSetting[] = [
  ...KEYS.map((key) => plain(key)),
  fault("seed", whole(0, 999_999_999)),
  fault("delayMs", whole(0, 600_000)),
  ...FAULTS.map(chance),
];

function plain<Key extends PlainKey>(name: Key): TenantSetting {
  const { takes, read }: Taken<TenantSettings[Key]> = TAKEN[name];
  return {
    name,
    takes,
    isForTests: false,
    of: (settings) => settings[name],
    put: (change, text) => {
      if (text === BACK) return { ...change, [name]: undefined };
      const value = read(text);
      return value === undefined ? undefined : { ...change, [name]: value };
    },
  };
}

function fault(key: "seed" | "delayMs", { takes, read }: Taken<number>): TenantSetting {
  return ofFaults(`faults.${key}`, takes, {
    of: (faults) => faults[key],
    put: (faults, text) => {
      const value = text === BACK ? DEFAULT_TENANT_SETTINGS.faults[key] : read(text);
      return value === undefined ? undefined : { ...faults, [key]: value };
    },
  });
}

function chance(name: Fault): TenantSetting {
  return ofFaults(`faults.${name}`, "a share of requests from 0 to 1", {
    of: ({ chances }) => chances[name] ?? 0,
    put: (faults, text) => {
      const share = text === BACK ? 0 : shareIn(text);
      const { [name]: _, ...others } = faults.chances;
      if (share === undefined) return undefined;
      return { ...faults, chances: share === 0 ? others : { ...others, [name]: share } };
    },
  });
}

function shareIn(text: string): number | undefined {
  return /^(0|1|0?\.\d{1,9})$/.test(text) ? Number(text) : undefined;
}

interface OfFaults {
  readonly of: (faults: FaultSettings) => SettingValue;
  readonly put: (faults: FaultSettings, text: string) => FaultSettings | undefined;
}

function ofFaults(name: string, takes: string, { of, put }: OfFaults): TenantSetting {
  return {
    name,
    takes,
    isForTests: true,
    of: ({ faults }) => of(faults),
    put: (change, text, settings) => {
      const faults = put(change.faults ?? settings.faults, text);
      return faults === undefined ? undefined : { ...change, faults };
    },
  };
}

/** Of all faults together; only one can befall a request, so it is at most 1. */
export function chancesIn({ chances }: FaultSettings): number {
  const sum = Object.values(chances).reduce((all, share) => all + share, 0);
  return Number(sum.toFixed(9));
}

function choice<T extends string>(values: readonly T[]): Taken<T> {
  return { takes: values.join(" or "), read: (text) => values.find((value) => value === text) };
}

function flag(): Taken<boolean> {
  const { takes, read } = choice(["true", "false"]);
  return {
    takes,
    read: (text) => {
      const word = read(text);
      return word === undefined ? undefined : word === "true";
    },
  };
}

function whole(least: number, most: number): Taken<number> {
  return {
    takes: `a whole number from ${least} to ${most}`,
    read: (text) => {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number >= least && number <= most ? number : undefined;
    },
  };
}

function headers(): Taken<readonly string[]> {
  return {
    takes: "headers of columns that MiiTel does not have, each once, with commas between them",
    read: (text) => {
      const all = text === "" ? [] : text.split(",").map((header) => header.trim());
      const names = new Set(all.map(normalHeader));
      return names.size === all.length && all.every(isFurther) ? all : undefined;
    },
  };
}

function isFurther(header: string): boolean {
  const isOneLine = header !== "" && header.length <= 100 && !/[\p{Cc}"]/u.test(header);
  return isOneLine && normalHeader(header) !== normalHeader(ID_COLUMN) && headerReader()(header).kind === "unknown";
}
