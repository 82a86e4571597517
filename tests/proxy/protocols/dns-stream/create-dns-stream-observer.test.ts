import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../model/index.js';
import { createDnsStreamObserver, type ObserverContext } from '../../../../proxy/protocols/index.js';
import fc from '../../../harness/fast-check.js';
import { dnsFrame, dnsQuery } from '../../../wire/dns-messages.js';
import {
  client,
  clientEnds,
  close,
  feedWhole,
  type Step,
  server,
  singleBytes,
  splitEverywhere,
  type Transcript,
} from '../../../wire/feed.js';
import { plainTold } from '../../../wire/plain-told.js';

const make = (context: ObserverContext) => createDnsStreamObserver(context);
const quoted = (bytes: Buffer | string) => JSON.stringify(Buffer.from(bytes as string, 'latin1').toString('latin1'));
function always(transcript: Transcript): string[] {
  const whole = plainTold(feedWhole(make, transcript));
  for (const split of splitEverywhere(transcript)) expect(plainTold(feedWhole(make, split))).toEqual(whole);
  return whole;
}
const gap = 'gap ambiguous-framing a frame that holds no DNS message';
/** An answer of nothing but a header: FORMERR. */
const bare = Buffer.from('000781810000000000000000', 'hex');

describe('createDnsStreamObserver', () => {
  it('tells each message, several at once and one after the other', () => {
    const [one, two] = [dnsQuery('u-77.example'), dnsQuery('b.example', 0x1603)];
    const transcript = [
      client(dnsFrame(one), dnsFrame(two)),
      server(dnsFrame(bare)),
      client(dnsFrame(one)),
      clientEnds,
      server(dnsFrame(bare)),
      close(),
    ];
    expect(always(transcript)).toEqual([
      `c7-d-out1 ${quoted(one)}`,
      `c7-d-out2 ${quoted(two)}`,
      `c7-d-in1 ${quoted(bare)}`,
      `c7-d-out3 ${quoted(one)}`,
      `c7-d-in2 ${quoted(bare)}`,
    ]);
    const [first] = feedWhole(make, transcript);
    expect(first).toMatchObject({
      message: { kind: 'dns', contentType: 'application/dns-message', wire: 'cleartext', startedDateTime: 1000 },
    });
  });

  it('tells a message whose content nobody could read: that is found out where it is read', () => {
    const broken = Buffer.concat([dnsQuery('a.example').subarray(0, 12), Buffer.from('\xff\xffhidden', 'latin1')]);
    expect(always([client(dnsFrame(broken)), close()])).toEqual([`c7-d-out1 ${quoted(broken)}`]);
  });

  it.each([
    ['HTTP', 'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n'],
    ['a length of nothing', '\0\0\0\0'],
    ['zeros', `\0\x20${'\0'.repeat(32)}`],
    ['more records than it holds', '\0\x11\0\x07\x81\x80\0\x01\xff\xff\0\0\0\0\x01a\0\0\x01'],
    ['a reserved opcode', `\0\x11\0\x07\x18\0\0\x01\0\0\0\0\0\0\0\0\x01\0\x01`],
    ['a reserved bit', `\0\x11\0\x07\x01\x40\0\x01\0\0\0\0\0\0\0\0\x01\0\x01`],
  ])('%s is a gap, and searched', (_name, text) => {
    expect(always([client(text), server(dnsFrame(bare)), close()])).toEqual([gap, `c7-d-in1 ${quoted(bare)}`, `c7-s-out ${quoted(text)}`]);
  });

  it('does not take for a message what never got as far as a header', () => {
    expect(always([client('hello'), clientEnds, close()])).toEqual([gap, `c7-s-out ${quoted('hello')}`]);
  });

  it('goes on as well as it can after good messages, with one gap for both directions', () => {
    const good = dnsQuery('a.example');
    const transcript = [client(dnsFrame(good), 'GET /later HTTP/1.1\r\n'), server('HTTP/1.1 400 Bad\r\n'), client('more'), close('reset')];
    expect(always(transcript)).toEqual([
      `c7-d-out1 ${quoted(good)}`,
      gap,
      `c7-s-out ${quoted('GET /later HTTP/1.1\r\nmore')} cancelled`,
      `c7-s-in ${quoted('HTTP/1.1 400 Bad\r\n')} cancelled`,
    ]);
  });

  it('tells what is unfinished as it is', () => {
    const frame = dnsFrame(dnsQuery('u-77.example'));
    const cut = frame.subarray(0, -4);
    expect(always([client(cut), close('reset')])).toEqual([`c7-d-out1 ${quoted(cut.subarray(2))} cancelled`]);
    expect(always([client(cut), close('run-over')])).toEqual([
      `c7-d-out1 ${quoted(cut.subarray(2))} truncated`,
      'gap truncated c7-d-out1 name the run ended before the DNS message did',
    ]);
    expect(always([client(frame, '\0\x20ab'), clientEnds, close()])).toEqual([
      `c7-d-out1 ${quoted(frame.subarray(2))}`,
      `c7-d-out2 ${quoted('ab')} cancelled`,
    ]);
    expect(always([client(frame, '\0'), clientEnds, client('late'), close()])).toEqual([`c7-d-out1 ${quoted(frame.subarray(2))}`]);
    expect(always([close()])).toEqual([]);
  });

  it('names the connection, unless it is inside another', () => {
    for (const [options, protocol, id] of [
      [{}, 'dns', 'c7-d-out1'],
      [{ idPrefix: 'c7-x1' }, undefined, 'c7-x1-d-out1'],
    ] as const) {
      let connection: Connection | undefined;
      const told = feedWhole(
        (context) => {
          connection = context.connection;
          return createDnsStreamObserver(context, options);
        },
        [client(dnsFrame(dnsQuery('a.example')))],
      );
      expect(connection?.protocol).toBe(protocol);
      expect(told).toMatchObject([{ message: { id } }]);
    }
  });

  it('tells any messages, however they are cut, and never throws on anything', () => {
    const name = fc.stringMatching(/^[a-z0-9]{1,20}$/).map((label) => `${label}.example`);
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), cuts, (names, sizes) => {
        const all = Buffer.concat(names.map((one) => dnsFrame(dnsQuery(one))));
        const steps: Step[] = [];
        for (let at = 0, turn = 0; at < all.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          steps.push(client(all.subarray(at, at + size)));
          at += size;
        }
        expect(plainTold(feedWhole(make, [...steps, close()]))).toEqual(
          names.map((one, index) => `c7-d-out${index + 1} ${quoted(dnsQuery(one))}`),
        );
      }),
      { numRuns: 300 },
    );
    const chunk = fc.tuple(
      fc.boolean(),
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        name.map((one) => dnsFrame(dnsQuery(one))),
      ),
    );
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 10 }), (chunks) => {
        const transcript = [...chunks.map(([fromClient, bytes]) => (fromClient ? client : server)(Buffer.from(bytes))), close()];
        const told = plainTold(feedWhole(make, transcript));
        expect(plainTold(feedWhole(make, singleBytes(transcript))).sort()).toEqual(told.sort());
      }),
      { numRuns: 300 },
    );
  });
});
