import type { GapReason } from '../../../model/index.js';

/** Why a field section cannot be decompressed, after which the table of its direction is not known any more. */
export type HpackFault =
  | 'bad-index'
  | 'bad-huffman'
  | 'integer-too-large'
  | 'section-cut'
  | 'late-size-update'
  | 'table-too-large'
  | 'list-too-large';

/** What a fault is as a gap; the detail holds no value. */
export const hpackFaults: Readonly<Record<HpackFault, { readonly reason: GapReason; readonly detail: string }>> = {
  'bad-index': { reason: 'undecodable', detail: 'HPACK: an index beyond the tables' },
  'bad-huffman': { reason: 'undecodable', detail: 'HPACK: the Huffman coding of a string is broken' },
  'integer-too-large': { reason: 'undecodable', detail: 'HPACK: an integer without sensible end' },
  'section-cut': { reason: 'undecodable', detail: 'HPACK: a field section ends in the middle of a field' },
  'late-size-update': { reason: 'undecodable', detail: 'HPACK: the table size changes behind a field' },
  'table-too-large': { reason: 'budget-exhausted', detail: 'HPACK: the table is larger than what is kept' },
  'list-too-large': { reason: 'budget-exhausted', detail: 'a list of fields is larger than what is kept' },
};
