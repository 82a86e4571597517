/** What people see or hear. */
export type MediaKind = 'audio' | 'video' | 'picture';

/** A medium recognised in bytes: where its signature stands, and the format's name in fixed words. */
export interface FoundMedia {
  readonly kinds: readonly MediaKind[];
  readonly format: string;
  readonly start: number;
  readonly end: number;
  /** A weak sign: random bytes have it by chance more often than once in ten thousand. */
  readonly weak?: boolean;
}
