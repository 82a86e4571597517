import { describe, expect, it } from 'vitest';
import { decideOpening, openingDeadline, settleOpening } from '../../../proxy/capture/decide-opening.js';
import { clientHelloLimit } from '../../../proxy/tls/client-hello.js';
import { madeHello, realHello } from '../../harness/tls-hello.js';

const kindOf = (bytes: Buffer | string) => {
  const decision = decideOpening(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return decision.done ? decision.value.kind : 'undecided';
};

describe('decideOpening', () => {
  it('waits for the whole ClientHello and no longer', async () => {
    const hello = await realHello({ servername: 'a.test' });
    for (let end = 0; end < hello.length; end += 11) expect(kindOf(hello.subarray(0, end))).toBe('undecided');
    expect(decideOpening(hello)).toMatchObject({ done: true, value: { kind: 'tls', hello: { serverName: 'a.test' } } });
  });

  it.each([
    ['GET / HTTP/1.1\r\n', 'http1'],
    ['GE', 'undecided'],
    ['PRI * HTTP/2.0\r\n', 'http2-preface'],
    ['\x10\x10\0\x04MQTT\x04', 'mqtt'],
    ['\x10\x10\0\x04MQ', 'undecided'],
    ['SSH-2.0-x\r\n', 'opaque'],
    ['\x16\x02\x00', 'opaque'],
    ['\x16\x03\x01\x00\x04\x02\x00\x00\x00', 'unreadable-tls'],
  ])('%j is %s', (bytes, kind) => {
    expect(kindOf(bytes)).toBe(kind);
  });

  it('does not wait for a ClientHello without end', () => {
    const endless = Buffer.alloc(clientHelloLimit + 10, madeHello([]).subarray(0, 5));
    expect(kindOf(endless)).toBe('unreadable-tls');
  });

  it('calls half an opening TLS or a word, once its time is over', async () => {
    expect(settleOpening((await realHello()).subarray(0, 50))).toEqual({ kind: 'unreadable-tls' });
    expect(settleOpening(Buffer.from('GE'))).toEqual({ kind: 'unfinished' });
  });

  it('gives a ClientHello the time of a handshake, and a word less', () => {
    expect(openingDeadline(Buffer.of(0x16), 10_000)).toBe(10_000);
    expect(openingDeadline(Buffer.from('HELLO'), 10_000)).toBeLessThan(2_000);
    expect(openingDeadline(Buffer.from('HELLO'), 50)).toBe(50);
  });
});
