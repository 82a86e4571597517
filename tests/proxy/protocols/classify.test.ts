import { describe, expect, it } from 'vitest';
import { classify, longestUndecided } from '../../../proxy/protocols/index.js';
import fc from '../../harness/fast-check.js';

const ofClient = (text: string) => classify('client-to-server', Buffer.from(text, 'latin1'));

describe('classify', () => {
  it.each([
    ['\x16\x03\x01\x02\0', 'tls'],
    ['\x16\x02', 'opaque'],
    ['GET / HTTP/1.1\r\n', 'http1'],
    ['get /', 'http1'],
    ['\r\nPOST /', 'http1'],
    ['\r\n\r\nPOST /', 'http1'],
    ['\r\n\r\n\r\nPOST /', 'opaque'],
    ['X-CUSTOM!METHOD /a', 'http1'],
    ['GET HTTP://h/', 'http1'],
    ['OPTIONS * HTTP/1.1\r\n', 'http1'],
    ['CONNECT h:443', 'http1'],
    ['CONNECT [::1]:443', 'http1'],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'http2-preface'],
    ['\x10\x10\0\x04MQTT\x04\x02', 'mqtt'],
    ['\x10\x10\0\x06MQIsdp\x03', 'mqtt'],
    ['\x10\xff\xff\xff\x7f\0\x04MQTT', 'mqtt'],
    ['\x10\xff\xff\xff\xff\0\x04MQTT', 'opaque'],
    ['\x10\x10\0\x04MQTx', 'opaque'],
    ['\x10\x10\0\x05MQTT', 'opaque'],
    ['\x10\x10MQTT', 'opaque'],
    ['\x20\x10\0\x04MQTT', 'opaque'],
    ['PRI /', 'http1'],
    ['PRI * HTTP/1.1', 'http1'],
    ['OPTIONS sip:x@y SIP/2.0', 'opaque'],
    ['DESCRIBE rtsp://h/ RTSP/1.0', 'opaque'],
    ['EHLO mail.example', 'opaque'],
    ['SSH-2.0-OpenSSH_9\r\n', 'opaque'],
    ['get key\r\n', 'opaque'],
    ['GET  /', 'opaque'],
    ['\n', 'opaque'],
    ['\x05\x01\0', 'opaque'],
    ['a'.repeat(33), 'opaque'],
  ])('%j is %s', (text, expected) => {
    expect(ofClient(text)).toBe(expected);
  });

  it.each([
    '',
    '\x16',
    '\r',
    '\r\n',
    '\r\n\r',
    '\r\n\r\n',
    'P',
    'PRI',
    'PRI * HTTP/2.0\r',
    'GET',
    'GET ',
    'GET h',
    'GET http:/',
    'GET *',
    'CONNECT ',
    '\x10',
    '\x10\x80',
    '\x10\xff\xff\xff',
    '\x10\x10',
    '\x10\x10\0',
    '\x10\x10\0\x06MQI',
    '\x10\x80\x01\0\x04MQT',
  ])('%j is undecided', (text) => {
    expect(ofClient(text)).toBe('undecided');
  });

  it('takes a server that speaks first for opaque, whatever it says', () => {
    expect(classify('server-to-client', Buffer.from('HTTP/1.1 200 OK'))).toBe('opaque');
    expect(classify('server-to-client', Buffer.alloc(0))).toBe('undecided');
  });

  it('settles soon, and never takes back what it said', () => {
    const opening = fc.constantFrom(
      '',
      '\r\n',
      'PRI * HTTP/2',
      'GET ',
      'GET http',
      'A'.repeat(32),
      `${'A'.repeat(32)} https:/`,
      '\x16',
      '\x10',
      '\x10\xff\xff\x01\0\x06MQIsd',
    );
    fc.assert(
      fc.property(opening, fc.string({ unit: 'binary-ascii', maxLength: 60 }), (start, rest) => {
        const bytes = Buffer.from(start + rest, 'latin1');
        let said: string = 'undecided';
        for (let end = 1; end <= bytes.length; end += 1) {
          const now = classify('client-to-server', bytes.subarray(0, end));
          if (said !== 'undecided') expect(now).toBe(said);
          if (end > longestUndecided) expect(now).not.toBe('undecided');
          said = now;
        }
      }),
      { numRuns: 300 },
    );
  });
});
