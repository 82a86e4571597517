import { declaredBy } from '../declared.js';
import type { Format } from '../format.js';
import { readHeaderBlock } from '../header-block.js';
import { headerLeaves } from '../header-leaves.js';

/** What only says how the body is written. */
const framing = new Set(['content-type', 'content-transfer-encoding', 'content-length', 'mime-version']);

/**
 * An Internet message (RFC 5322, MIME: RFC 2045) as a part or body: its headers at `['headers', name]`, the body at the root by its own type and
 * transfer encoding. Encoded words (RFC 2047) are left to the transforms. Only where it is declared.
 */
export const mailMessage: Format = {
  name: 'mail',
  binary: true,
  declaredBy: (mediaType) => mediaType === 'message/rfc822' || mediaType === 'message/global',
  read(source, into) {
    const { units } = source;
    const { headers, body } = readHeaderBlock(units, 0, units.length);
    if (headers.length === 0) return 'none';
    const telling: string[] = [];
    for (let index = 0; index < headers.length; index += 2) {
      if (!framing.has(headers[index]!.toLowerCase())) telling.push(headers[index]!, headers[index + 1]!);
    }
    if (!headerLeaves(source, into, into.root.child('headers'), telling, 0, body)) return 'all';
    if (body < units.length) into.part(into.root, body, units.length, declaredBy(headers));
    return 'all';
  },
};
