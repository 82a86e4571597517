import type { ReverseTarget } from '../proxy-options.js';

/** The origin of a reverse proxy: what is spoken to it, and whom a device is shown that names nobody. */
export interface Reversed extends ReverseTarget {
  readonly shownAs: string;
}
