import { looksLikeDns } from '../dns/looks-like-dns.js';
import { readMessage } from '../dns/read-message.js';
import { readRecordData } from '../dns/read-record-data.js';
import type { Format } from '../format.js';

/**
 * A DNS message (RFC 1035), as DNS over UDP, TCP and TLS carry it, and DNS over HTTPS (RFC 8484) in bodies and, as base64url, in queries: the
 * names asked for at `['questions', i, 'name']`; of each record its name and what its data holds, at `['answers', i, 'name']` and
 * `['answers', i, 'data']` (`authorities` and `additionals` likewise). Names have no dot at the end; one that is not in lower case on the wire is given both ways.
 */
export const dns: Format = {
  name: 'dns',
  binary: true,
  declaredBy: (mediaType) => mediaType === 'application/dns-message',
  looksLikeBytes: looksLikeDns,
  read(source, into) {
    const { bytes } = source;
    const questions = into.root.child('questions');
    let parts = 0;
    let whole = true;
    const { end, stopped } = readMessage(bytes, {
      question({ name, start, end: nameEnd }, index) {
        parts += 1;
        return into.leaf(questions.child(index).child('name'), name, start, nameEnd);
      },
      record(record, section, index) {
        parts += 1;
        const place = into.root.child(section).child(index);
        if (!into.leaf(place.child('name'), record.name, record.start, record.nameEnd)) return false;
        const reading = readRecordData(bytes, record, place.child('data'), into);
        if (reading === 'broken') whole = false;
        return reading !== 'stop';
      },
    });
    if (stopped || (whole && end > 0 && end === bytes.length)) return 'all';
    return parts === 0 ? 'none' : 'part';
  },
};
