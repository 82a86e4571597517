import { connect as connectHttp2 } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readFirstBytes } from '../../../proxy/trust/read-first-bytes.js';
import fc from '../../harness/fast-check.js';

const read = (text: string | Buffer) => {
  const bytes = Buffer.from(text as string, 'latin1');
  return readFirstBytes(bytes, bytes.length);
};
/** Whether a client's frames, behind its preface, hold a whole HEADERS frame. */
function hasHeaders(bytes: Buffer): boolean {
  for (let at = 24; at + 9 <= bytes.length; at += 9 + bytes.readUIntBE(at, 3)) {
    if (bytes[at + 3] === 1) return bytes.length >= at + 9 + bytes.readUIntBE(at, 3);
  }
  return false;
}

const nobody = { method: null, host: null };

describe('readFirstBytes', () => {
  it('tells method and host of an HTTP/1 request, and nothing else of it', () => {
    const text = 'POST /v1/users/u-7f3a9c?token=s3cret HTTP/1.1\r\nAuthorization: Bearer s3cret\r\nHOST:  Api.Example:8443\r\n\r\nhost: b';
    expect(read(text)).toEqual({ length: text.length, protocol: 'http/1.1', method: 'POST', host: 'api.example:8443' });
    expect(JSON.stringify(read(text))).not.toMatch(/s3cret|u-7f3a9c/);
  });

  it.each([
    ['half a head', 'GET / HTTP/1.1\r\nHos', 'GET', null],
    ['no host', 'GET / HTTP/1.0\r\n\r\n', 'GET', null],
    ['a host in the body', 'GET / HTTP/1.1\r\nA: b\r\n\r\nHost: a.example', 'GET', null],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: <script>\r\n\r\n', 'GET', null],
    ['a host that is too long', `GET / HTTP/1.1\r\nHost: ${'a'.repeat(300)}\r\n\r\n`, 'GET', null],
    ['empty lines before it', '\r\nGET / HTTP/1.1\r\nhost: [2001:db8::7]\r\n\r\n', 'GET', '[2001:db8::7]'],
    ['a method that is none', 'get / HTTP/1.1\r\nHost: a.example\r\n\r\n', null, 'a.example'],
    ['a method that may be anything', 'TOKEN42 / HTTP/1.1\r\nHost: a.example\r\n\r\n', null, 'a.example'],
  ])('with %s', (_what, text, method, host) => {
    expect(read(text)).toEqual({ length: text.length, protocol: 'http/1.1', method, host });
  });

  it('tells method and host of what a real HTTP/2 client sends first', async () => {
    const chunks: Buffer[] = [];
    const got = new Promise<Buffer>((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => socket.destroy());
        socket.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          // Preface, SETTINGS, and a HEADERS frame that is whole (RFC 9113, section 6.2: type 1).
          if (hasHeaders(Buffer.concat(chunks))) resolve(Buffer.concat(chunks));
        });
      });
      onTestFinished(() => void server.close());
      server.listen(0, '127.0.0.1', () => {
        const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
        client.on('error', () => undefined);
        onTestFinished(() => client.destroy());
        client
          .request({ ':method': 'PUT', ':path': '/v1/u-7f3a9c', ':authority': 'Api.Example', cookie: 'a=s3cret' })
          .on('error', () => undefined);
      });
    });
    const bytes = await got;
    expect(readFirstBytes(bytes, 4_000)).toEqual({ length: 4_000, protocol: 'h2', method: 'PUT', host: 'api.example' });
    for (let end = 16; end < bytes.length; end += 1) expect(readFirstBytes(bytes.subarray(0, end), end).protocol).toBe('h2');
  });

  it('an HTTP/2 preface alone is one already', () => {
    expect(read('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).toEqual({ length: 24, protocol: 'h2', ...nobody });
    expect(read('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x01\0\0\0\0\0')).toMatchObject({ protocol: 'h2', ...nobody });
  });

  it.each([
    ['mqtt', Buffer.from('\x10\x10\0\x04MQTT\x05\0\0\0', 'latin1')],
    ['tls', Buffer.of(0x16, 3, 1, 0, 5)],
    ['unknown', Buffer.of(0x82, 1, 2, 3)],
    ['unknown', Buffer.from('GE')],
    ['unknown', Buffer.alloc(0)],
  ] as const)('%s', (protocol, bytes) => {
    expect(readFirstBytes(bytes, bytes.length)).toEqual({ length: bytes.length, protocol, ...nobody });
  });

  it('never throws, and shows only what is well-formed', () => {
    const starts = fc.constantFrom('', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET / HTTP/1.1\r\nHost: ', '\x10\x10\0\x04MQTT');
    fc.assert(
      fc.property(starts, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        const { method, host } = readFirstBytes(Buffer.concat([Buffer.from(start, 'latin1'), rest]), 1);
        if (method !== null) expect(method).toMatch(/^[A-Z-]+$/);
        if (host !== null) expect(host).toMatch(/^[a-z0-9._:[\]-]+$/);
      }),
    );
  });
});
