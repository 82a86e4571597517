import { describe, expect, it } from 'vitest';
import { createSniffingObserver } from '../../../proxy/relay/sniffing-observer.js';
import { describeTold } from '../../wire/describe-told.js';
import { client, close, feedWhole, server, splitEverywhere, type Transcript, tick } from '../../wire/feed.js';
import { clientHello } from '../protocols/opaque/hellos.js';

const sniff = (transcript: Transcript) => describeTold(feedWhole(createSniffingObserver, transcript));
const frame = (type: number, flags: number, stream: number, payload: Buffer) =>
  Buffer.concat([Buffer.from([0, 0, payload.length, type, flags, 0, 0, 0, stream]), payload]);
/** GET / of HTTP/2 by the static table of HPACK: method, scheme, path, and an authority of one letter. */
const http2 = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  frame(4, 0, 0, Buffer.alloc(0)),
  frame(1, 5, 1, Buffer.from([0x82, 0x86, 0x84, 0x41, 1, 0x61])),
]);
/** CONNECT of MQTT 3.1.1 with a client ID, and a PUBLISH. */
const mqtt = Buffer.from('\x10\x0e\0\x04MQTT\x04\x02\0\x3c\0\x02id\x30\x05\0\x01tp1', 'latin1');

describe('createSniffingObserver', () => {
  const conversations: readonly (readonly [name: string, transcript: Transcript, told: readonly string[]])[] = [
    [
      'HTTP/1',
      [client('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), server('HTTP/1.1 204 No Content\r\n\r\n'), close()],
      ['c7-x1-q GET /', 'c7-x1-r 204', 'exchange c7-x1 204'],
    ],
    ['HTTP/2', [client(http2), close()], ['c7-x1-q GET /', 'exchange c7-x1 - incomplete']],
    ['MQTT', [client(mqtt), server('\x20\x02\0\0'), close()], ['c7-m-out1', 'c7-m-out2 "p1"']],
    ['an unknown protocol', [client('hello\r\n'), server('world'), close()], ['c7-s-out "hello\\r\\n"', 'c7-s-in "world"']],
    [
      'a server that speaks first',
      [server('hi\r\n'), client('GET / HTTP/1.1\r\n'), close()],
      ['c7-s-out "GET / HTTP/1.1\\r\\n"', 'c7-s-in "hi\\r\\n"'],
    ],
    ['half a word and no more', [client('GE'), tick(), close()], ['c7-s-out "GE"']],
    ['half a word that a server answers', [client('GE'), server('what'), close()], ['c7-s-out "GE"', 'c7-s-in "what"']],
    ['nothing', [tick(), close()], []],
  ];
  it.each(conversations)('%s is read the same wherever the first bytes are split', (_name, transcript, told) => {
    expect(sniff(transcript)).toEqual(told);
    for (const split of splitEverywhere(transcript)) expect(sniff(split)).toEqual(told);
  });

  it('does not count what TLS inside hides as scanned', () => {
    const hello = Buffer.concat([Buffer.from([0x16, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3]), Buffer.alloc(39)]);
    for (const first of [clientHello, hello]) {
      const transcript = [client(first), server('\x16\x03\x03 hidden'), client('hidden'), close()];
      const expected = [
        'gap unsupported-protocol TLS inside the connection is not decrypted',
        `c7-s-out ${JSON.stringify(first.toString('latin1'))}`,
      ];
      expect(sniff(transcript)).toEqual(expected);
      if (first === hello) for (const split of splitEverywhere(transcript)) expect(sniff(split)).toEqual(expected);
    }
  });

  it('says the same gap of what only begins like TLS, and searches it', () => {
    expect(sniff([client('\x16\x03 nothing of the kind'), close()])).toEqual([
      'gap unsupported-protocol TLS inside the connection is not decrypted',
      'c7-s-out "\\u0016\\u0003 nothing of the kind"',
    ]);
  });
});
