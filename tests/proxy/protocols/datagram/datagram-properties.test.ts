import { describe, expect, it } from 'vitest';
import { decidedBy } from '../../../../proxy/protocols/datagram/decisions.js';
import { createDatagramObserver, createDatagramOpening, type Decided } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { client, feedWhole, type Step, server } from '../../../wire/feed.js';
import { initialPacket, padding } from '../../../wire/quic.js';
import { quicVersion1 } from '../../../wire/quic-vectors.js';
import { descriptions, dnsQuery, dtlsFragment, dtlsRecord, receiverReport, rtcp, rtp, stun, stunVectors } from './datagrams.js';

const samples = [
  ...Object.values(stunVectors),
  stun(0x0016, [0x0012, Buffer.from('00010000e112a643', 'hex')], [0x0013, Buffer.from('data')]),
  dnsQuery('a.example'),
  dtlsRecord(22, dtlsFragment(Buffer.alloc(90, 3), 0, 40)),
  dtlsRecord(23, Buffer.from('data'), { epoch: 1 }),
  rtp({ extension: Buffer.alloc(8) }),
  Buffer.concat([receiverReport, rtcp(202, 1, descriptions([1, 'a@example'], [2, 'Alice']))]),
  initialPacket({ frames: padding(30) }),
  quicVersion1.retry,
  Buffer.from('4000000161000000', 'hex'),
];

const noise = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array));
/** A real datagram with some bytes changed, cut off, or followed by others. */
const damaged = fc
  .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(120), fc.nat(255)), { maxLength: 3 }), fc.nat(120), noise)
  .map(([sample, changes, end, tail]) => {
    const bytes = Buffer.from(sample);
    for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
    return Buffer.concat([bytes.subarray(0, end), tail.subarray(0, end % 5)]);
  });
const datagram = fc.oneof(noise, damaged, fc.constantFrom(...samples));
const step = fc.tuple(fc.boolean(), datagram).map(([up, bytes]): Step => (up ? client(bytes) : server(bytes)));
const opening = fc.constantFrom<Decided>(
  decidedBy(undefined),
  ...(['quic', 'dns', 'stun', 'rtp', 'rtcp', 'dtls', 'ntp'] as const).map((protocol) => decidedBy(protocol)),
  { ...decidedBy('quic'), unproven: true },
);

describe('datagrams by property', () => {
  it('the opening never throws, and stays with what it decided', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const subject = createDatagramOpening();
        let decided: Decided | undefined;
        for (const each of steps) {
          if (each.kind !== 'bytes') continue;
          const result = subject.feed(each.direction, each.bytes);
          if (decided !== undefined) expect(result).toBe(decided);
          if (result.kind === 'decided') decided = result;
        }
        expect(subject.settle()).toMatchObject(decided ?? { kind: 'decided' });
      }),
      { numRuns: 400 },
    );
  });

  it('the observer never throws, and tells every datagram whole and once, or that there is encryption', () => {
    fc.assert(
      fc.property(opening, fc.array(step, { maxLength: 12 }), (decided, steps) => {
        const told = feedWhole((context) => createDatagramObserver(context, decided), steps);
        const bodies = told.flatMap((event) => (event.kind === 'message' ? [event.message.body.bytes.toString('hex')] : []));
        const fed = steps.flatMap((each) => (each.kind === 'bytes' && each.bytes.length > 0 ? [each.bytes.toString('hex')] : []));
        const encrypted = told.filter((event) => event.kind === 'gap' && event.gap.reason === 'unsupported-protocol');
        expect(encrypted.length).toBeLessThanOrEqual(2);
        if (encrypted.length === 0) expect(bodies).toEqual(fed);
        let next = 0;
        for (const body of bodies) {
          next = fed.indexOf(body, next) + 1;
          expect(next).toBeGreaterThan(0);
        }
        const ids = told.flatMap((event) => (event.kind === 'message' ? [event.message.id] : []));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 400 },
    );
  });
});
