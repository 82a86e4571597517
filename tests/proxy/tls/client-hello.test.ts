import { describe, expect, it } from 'vitest';
import { clientHelloLimit, readClientHello } from '../../../proxy/tls/client-hello.js';
import fc from '../../harness/fast-check.js';
import { madeHello, realHello, serverNameData } from '../../harness/tls-hello.js';

/** The same handshake message in records of at most `size` bytes (RFC 8446, section 5.1). */
function fragmented(hello: Buffer, size: number): Buffer {
  const message = hello.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const fragment = message.subarray(at, at + size);
    records.push(Buffer.from([0x16, 3, 1, fragment.length >> 8, fragment.length & 0xff]), fragment);
  }
  return Buffer.concat(records);
}

describe('readClientHello', () => {
  const expected = {
    kind: 'complete',
    hello: {
      serverName: 'origin.test',
      alpn: ['h2', 'http/1.1'],
      versions: { lowest: 0x0303, highest: 0x0304 },
      extensions: expect.arrayContaining([0, 16, 43]),
      facts: {
        ja4: expect.stringMatching(/^t13d\d{4}h2_[0-9a-f]{12}_[0-9a-f]{12}$/),
        alpn: ['h2', 'http/1.1'],
        protocolVersion: 'TLSv1.3',
        encryptedClientHello: false,
      },
    },
  };

  it('reads what Node sends, whole and split at every byte', async () => {
    const bytes = await realHello({ servername: 'Origin.TEST', ALPNProtocols: ['h2', 'http/1.1'] });
    expect(readClientHello(bytes)).toEqual(expected);
    for (let end = 0; end < bytes.length; end += 1) expect(readClientHello(bytes.subarray(0, end))).toEqual({ kind: 'incomplete' });
    expect(readClientHello(Buffer.concat([bytes, Buffer.from('early data')]))).toEqual(expected);
  });

  it.each([1, 2, 3, 4, 5, 100, 250])('reads it over records of %i bytes, split at every byte', async (size) => {
    const bytes = fragmented(await realHello({ servername: 'origin.test', ALPNProtocols: ['h2', 'http/1.1'] }), size);
    expect(readClientHello(bytes)).toEqual(expected);
    for (let end = 0; end < bytes.length; end += 7) expect(readClientHello(bytes.subarray(0, end))).toEqual({ kind: 'incomplete' });
  });

  it('reads TLS 1.2 and TLS 1.3 alone', async () => {
    expect(readClientHello(await realHello({ maxVersion: 'TLSv1.2' }))).toMatchObject({ hello: { versions: { highest: 0x0303 } } });
    expect(readClientHello(await realHello({ minVersion: 'TLSv1.3' }))).toMatchObject({
      hello: { versions: { lowest: 0x0304, highest: 0x0304 } },
    });
  });

  it('without SNI, ALPN or extensions says so', async () => {
    const { hello } = readClientHello(await realHello({})) as { hello: object };
    expect(Object.keys(hello)).toEqual(['versions', 'extensions', 'facts']);
    const bare = {
      versions: { lowest: 0x0301, highest: 0x0303 },
      extensions: [],
      facts: { ja4: 't12i010000_648b5c445417_000000000000', alpn: [], protocolVersion: 'TLSv1.2', encryptedClientHello: false },
    };
    expect(readClientHello(madeHello(undefined))).toEqual({ kind: 'complete', hello: bare });
    expect(readClientHello(madeHello([]))).toEqual({ kind: 'complete', hello: bare });
  });

  it('takes GREASE versions for none', () => {
    const versions = Buffer.of(6, 0x7a, 0x7a, 3, 4, 3, 3);
    expect(readClientHello(madeHello([[43, versions]]))).toMatchObject({ hello: { versions: { lowest: 0x0303, highest: 0x0304 } } });
    const { hello } = readClientHello(madeHello([[43, Buffer.of(2, 0x7f, 0x1c)]], 0x7f00)) as { hello: { facts: object } };
    expect(Object.keys(hello)).toEqual(['extensions', 'facts']);
    expect(hello.facts).not.toHaveProperty('protocolVersion');
  });

  it('takes a name to lower case and without its trailing dot', () => {
    expect(readClientHello(madeHello([[0, serverNameData('A.Test.')]]))).toMatchObject({ hello: { serverName: 'a.test' } });
    expect((readClientHello(madeHello([[0, Buffer.alloc(0)]])) as { hello: object }).hello).not.toHaveProperty('serverName');
  });

  it.each([
    ['an empty protocol name', madeHello([[16, Buffer.of(0, 1, 0)]])],
    ['a protocol name beyond its list', madeHello([[16, Buffer.of(0, 3, 9, 1, 1)]])],
    ['a protocol list beyond its extension', madeHello([[16, Buffer.of(0, 9, 1, 1)]])],
    ['another handshake message', Buffer.of(0x16, 3, 1, 0, 4, 2, 0, 0, 0)],
    ['an endless message', Buffer.of(0x16, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff)],
    ['an empty record', Buffer.of(0x16, 3, 1, 0, 0, 1, 0, 0, 0)],
    ['a record larger than any may be', Buffer.of(0x16, 3, 1, 0xff, 0xff)],
    ['another record in between', Buffer.concat([Buffer.of(0x16, 3, 1, 0, 1, 1), Buffer.of(0x17, 3, 3, 0, 1)])],
    ['a length that points outside', Buffer.of(0x16, 3, 1, 0, 8, 1, 0, 0, 4, 3, 3, 0, 0)],
  ])('with %s is malformed', (_name, bytes) => {
    expect(readClientHello(bytes)).toEqual({ kind: 'malformed' });
  });

  it('has a limit', () => {
    const endless = Buffer.concat(Array<Buffer>(Math.ceil(clientHelloLimit / 6) + 10).fill(Buffer.of(0x16, 3, 1, 0, 1, 1)));
    expect(readClientHello(endless)).toEqual({ kind: 'malformed' });
  });

  it('never throws, whatever the bytes', () => {
    const hello = madeHello([
      [0, serverNameData('a.test')],
      [16, Buffer.from('000c02683208687474702f312e31', 'hex')],
      [43, Buffer.of(4, 3, 4, 3, 3)],
    ]);
    const kinds = ['complete', 'incomplete', 'malformed'];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => kinds.includes(readClientHello(Buffer.from(bytes)).kind)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(hello.length - 1), fc.nat(255)), { maxLength: 6 }), (edits) => {
        const bytes = Buffer.from(hello);
        for (const [at, value] of edits) bytes[at] = value;
        return kinds.includes(readClientHello(bytes).kind);
      }),
      { numRuns: 1_000 },
    );
  });
});
