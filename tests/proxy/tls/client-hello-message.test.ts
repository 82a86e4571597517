import { describe, expect, it } from 'vitest';
import { clientHelloLimit, type HelloTransport, readClientHelloMessage } from '../../../proxy/tls/client-hello-message.js';
import fc from '../../harness/fast-check.js';
import { madeHello, realHello, serverNameData } from '../../harness/tls-hello.js';

/** A hello's handshake message without its record. */
const messageOf = (hello: Buffer) => hello.subarray(5);

/** The same message as DTLS has it: a longer header, and a cookie behind the session ID. */
function overDtls(message: Buffer, changes: { version?: number; offset?: number; cookie?: Buffer } = {}): Buffer {
  const { version = 0xfefd, offset = 0, cookie = Buffer.of(9, 9) } = changes;
  const body = Buffer.from(message.subarray(4));
  body.writeUInt16BE(version, 0);
  const session = 35 + body[34]!;
  const whole = Buffer.concat([body.subarray(0, session), Buffer.of(cookie.length), cookie, body.subarray(session)]);
  const head = Buffer.alloc(12);
  head[0] = 1;
  head.writeUIntBE(whole.length, 1, 3);
  head.writeUIntBE(offset, 6, 3);
  head.writeUIntBE(whole.length, 9, 3);
  return Buffer.concat([head, whole]);
}

const sample = messageOf(
  madeHello([
    [0, serverNameData('a.test')],
    [13, Buffer.of(0, 4, 4, 3, 8, 4)],
    [16, Buffer.from('000302683300', 'hex').subarray(0, 5)],
    [43, Buffer.of(4, 3, 4, 3, 3)],
  ]),
);

describe('readClientHelloMessage', () => {
  it('reads what Node sends, split at every byte, and leaves alone what follows', async () => {
    const message = messageOf(await realHello({ servername: 'origin.test', ALPNProtocols: ['h2', 'http/1.1'] }));
    const expected = {
      kind: 'complete',
      hello: {
        serverName: 'origin.test',
        alpn: ['h2', 'http/1.1'],
        versions: { lowest: 0x0303, highest: 0x0304 },
        extensions: expect.arrayContaining([43]),
        facts: {
          ja4: expect.stringMatching(/^t13d\d{4}h2_[0-9a-f]{12}_[0-9a-f]{12}$/),
          alpn: ['h2', 'http/1.1'],
          protocolVersion: 'TLSv1.3',
          encryptedClientHello: false,
        },
      },
    };
    expect(readClientHelloMessage(message)).toEqual(expected);
    expect(readClientHelloMessage(Buffer.concat([message, Buffer.of(1, 2, 3)]))).toEqual(expected);
    for (let end = 0; end < message.length; end += 1)
      expect(readClientHelloMessage(message.subarray(0, end))).toEqual({ kind: 'incomplete' });
  });

  it.each<[HelloTransport, Buffer, string]>([
    ['tcp', sample, 't13d'],
    ['quic', sample, 'q13d'],
    ['dtls', overDtls(sample), 'd13d'],
  ])('over %s says so in the fingerprint', (transport, message, head) => {
    const reading = readClientHelloMessage(message, transport);
    expect(reading).toMatchObject({ kind: 'complete', hello: { serverName: 'a.test', alpn: ['h3'] } });
    expect(reading.kind === 'complete' && reading.hello.facts.ja4.slice(0, 4)).toBe(head);
  });

  it.each([
    [0xfefd, 'DTLSv1.2', 'dd2i'],
    [0xfeff, 'DTLSv1', 'dd1i'],
  ])('reads the version of DTLS %#', (version, protocolVersion, head) => {
    const reading = readClientHelloMessage(overDtls(messageOf(madeHello([])), { version }), 'dtls');
    expect(reading).toMatchObject({ kind: 'complete', hello: { facts: { protocolVersion, ja4: expect.stringMatching(`^${head}`) } } });
    expect(reading.kind === 'complete' && reading.hello.versions).toBeUndefined();
  });

  it('waits for a message of DTLS that is not put together yet', () => {
    expect(readClientHelloMessage(overDtls(sample, { offset: 100 }), 'dtls')).toEqual({ kind: 'incomplete' });
    const whole = overDtls(sample);
    for (let end = 0; end < whole.length; end += 1)
      expect(readClientHelloMessage(whole.subarray(0, end), 'dtls')).toEqual({ kind: 'incomplete' });
  });

  it('notices an encrypted hello, offered or greased', () => {
    const facts = (extensions: [number, Buffer][]) => {
      const reading = readClientHelloMessage(messageOf(madeHello(extensions)));
      return reading.kind === 'complete' && reading.hello.facts.encryptedClientHello;
    };
    expect(facts([[0xfe0d, Buffer.alloc(40)]])).toBe(true);
    expect(facts([[0xfe0e, Buffer.alloc(40)]])).toBe(false);
  });

  it('puts up with signature algorithms that are cut short', () => {
    for (const data of [Buffer.alloc(0), Buffer.of(0), Buffer.of(0, 9, 4, 3), Buffer.of(0, 1, 4)])
      expect(readClientHelloMessage(messageOf(madeHello([[13, data]])))).toMatchObject({ kind: 'complete' });
  });

  it.each([
    ['another message', Buffer.of(2, 0, 0, 0)],
    ['an endless message', Buffer.of(1, 0xff, 0xff, 0xff)],
    ['ciphers beyond its end', Buffer.concat([Buffer.of(1, 0, 0, 38, 3, 3), Buffer.alloc(32), Buffer.of(0, 0xff, 0xff, 0)])],
    ['compression methods beyond its end', Buffer.concat([Buffer.of(1, 0, 0, 38, 3, 3), Buffer.alloc(32), Buffer.of(0, 0, 0, 9)])],
  ])('with %s is malformed', (_name, bytes) => {
    expect(readClientHelloMessage(bytes)).toEqual({ kind: 'malformed' });
  });

  it('never throws, whatever the bytes, and takes as long as they are many', () => {
    const kinds = ['complete', 'incomplete', 'malformed'];
    const transports = fc.constantFrom<HelloTransport>('tcp', 'quic', 'dtls');
    fc.assert(
      fc.property(transports, fc.array(fc.tuple(fc.nat(sample.length), fc.nat(255)), { maxLength: 6 }), (transport, edits) => {
        const bytes = transport === 'dtls' ? overDtls(sample) : Buffer.from(sample);
        for (const [at, value] of edits) bytes[at] = value;
        return kinds.includes(readClientHelloMessage(bytes, transport).kind);
      }),
      { numRuns: 1_000 },
    );
    const extensions = Array.from({ length: 12_000 }, (_, index): [number, Buffer] => [index, Buffer.alloc(0)]);
    expect(messageOf(madeHello(extensions)).length).toBeLessThan(clientHelloLimit);
    expect(kinds).toContain(readClientHelloMessage(messageOf(madeHello(extensions))).kind);
  });
});
