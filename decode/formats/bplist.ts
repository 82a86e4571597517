import { readBplist } from '../bplist/read-bplist.js';
import { readTrailer } from '../bplist/read-trailer.js';
import type { Format } from '../format.js';

const types = new Set(['application/x-plist', 'application/x-apple-plist', 'application/x-apple-binary-plist', 'application/x-bplist']);

/**
 * A binary property list (bplist00, CFBinaryPList.c): dictionaries and arrays by key and position; a date as seconds since 1970 and as RFC 3339; data
 * as parts. What NSKeyedArchiver writes is read as it stands: its objects at `['$objects', i]`, references as numbers. Not: property lists in XML.
 */
export const bplist: Format = {
  name: 'bplist',
  binary: true,
  declaredBy: (mediaType) => types.has(mediaType),
  looksLikeBytes: (bytes) => bytes[0] === 0x62 && readTrailer(bytes) !== undefined,
  read(source, into, declared) {
    const trailer = readTrailer(source.bytes);
    if (trailer === undefined) return 'none';
    const { stopped, whole } = readBplist(source, trailer, into);
    return stopped || (whole && declared !== undefined) ? 'all' : 'part';
  },
};
