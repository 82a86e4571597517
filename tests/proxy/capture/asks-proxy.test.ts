import { describe, expect, it } from 'vitest';
import { asksProxy } from '../../../proxy/capture/asks-proxy.js';

const ask = (text: string) => asksProxy(Buffer.from(text, 'latin1'));

describe('asksProxy', () => {
  it.each([
    ['CONNECT a.example:443 HTTP/1.1', true],
    ['GET http://a.example/ HTTP/1.1', true],
    ['GET HTTPS://a.example/ HTTP/1.1', true],
    ['GET / HTTP/1.1', false],
    ['OPTIONS * HTTP/1.1', false],
    ['PRI * HTTP/2.0', false],
    ['connect a.example:443', true],
    ['\r\n\r\nGET / HTTP/1.1', false],
    ['\x10\x0e\x00\x04MQTT', undefined],
    [`${'X'.repeat(33)}`, false],
    [`${'X'.repeat(33)} http://a/`, false],
  ])('%j: %s', (text, expected) => expect(ask(text)).toBe(expected));

  it('decides as soon as it can, and the same from any longer beginning', () => {
    for (const [text, expected] of [
      ['GET /index.html HTTP/1.1\r\n', false],
      ['POST http://x/ HTTP/1.1\r\n', true],
    ] as const) {
      const decisions = Array.from({ length: text.length }, (_, end) => ask(text.slice(0, end + 1)));
      const first = decisions.findIndex((decision) => decision !== undefined);
      expect(first).toBe(text.indexOf(' ') + 1);
      expect(new Set(decisions.slice(first))).toEqual(new Set([expected]));
    }
  });
});
