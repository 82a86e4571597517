import type { Leaves } from '../format.js';
import type { Place } from '../place.js';

/**
 * Leaves that may be told when a value is only one of several readings of the same bytes, as ZigZag is of a varint. Such a value is
 * worth searching for planted values, not for kinds of data. Every {@link Leaves} is one; whoever does not care ignores `candidate`.
 */
export interface CandidateLeaves extends Omit<Leaves, 'plain'> {
  plain(place: Place, value: string, start: number, end: number, candidate?: boolean): boolean;
}
