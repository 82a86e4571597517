/** Digits below it begin sizes of pictures and years. */
const LEAST_GROUP = '5';

/**
 * Whether twelve digits stand in three groups of four with spaces, as on the cards of Japan and India, and are not three sizes or years:
 * `1024 2048 4096`, `2019 2020 2021` (no group is 5000 or more).
 */
export function isCardGrouping(shape: string, id: string): boolean {
  return shape === '9999 9999 9999' && (id.charAt(0) >= LEAST_GROUP || id.charAt(4) >= LEAST_GROUP || id.charAt(8) >= LEAST_GROUP);
}
