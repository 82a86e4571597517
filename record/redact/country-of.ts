import type { Region } from '../../model/index.js';

/** The one country an address certainly stands in (ISO 3166-1 alpha-2), or null when none or several are possible. */
export function countryOf(region: Region | undefined): string | null {
  if (region === undefined || region.candidates === 'unknown' || region.candidates.length !== 1) return null;
  return region.candidates[0] ?? null;
}
