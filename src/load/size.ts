import { quote, say, type Told } from "../model/phrases.ts";

const UNITS: Readonly<Record<string, number>> = {
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
};

/** Bytes of `32MiB`, `500KB` and the like; undefined for anything else. */
export function bytesOf(text: string): number | undefined {
  const [, count, unit = ""] = /^(\d{1,9}) ?([KMG]i?B)$/.exec(text) ?? [];
  const factor = UNITS[unit];
  return count === undefined || factor === undefined ? undefined : Number(count) * factor;
}

/** In the largest unit that needs no fraction: `32 MiB`. */
export function sizeText(bytes: number): Told {
  if (bytes < 1024) return say("{bytes} bytes", { bytes });
  return quote(bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KiB` : `${Math.ceil(bytes / 1024 ** 2)} MiB`);
}
