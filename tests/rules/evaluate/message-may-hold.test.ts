import { describe, expect, it } from 'vitest';
import { plantedForms } from '../../../rules/compile/planted-forms.js';
import { createPrefilter } from '../../../rules/compile/prefilter.js';
import { messageMayHold } from '../../../rules/evaluate/message-may-hold.js';
import { connection, message } from './samples.js';

const value = 'u-7f3a9c21d0';
const prefilter = createPrefilter([{ ...plantedForms(value, { salts: [], hmacKeys: [] }), id: 0, field: 0 }]);
const on = connection();
const mayHold = (...args: [request: string, parts?: Parameters<typeof message>[2]]) => messageMayHold(message(on, ...args), prefilter);
const bytes = (data: Buffer) => ({ bytes: data, size: data.length, truncated: false });

describe('messageMayHold', () => {
  it('looks into target, headers, body and trailers', () => {
    expect(mayHold('GET /')).toBe(false);
    expect(mayHold(`GET /${value}`)).toBe(true);
    expect(mayHold('GET /', { headers: ['X-User', value] })).toBe(true);
    expect(mayHold('GET /', { status: 200, headers: ['X-User', value] })).toBe(true);
    expect(mayHold('POST /', { text: value })).toBe(true);
    expect(mayHold('POST /', { trailers: ['X-User', value] })).toBe(true);
  });

  it('takes the head with the first window only, and proves what says the same again only once', () => {
    for (let time = 0; time < 3; time += 1) {
      expect(mayHold('GET /', { headers: ['X-App', 'a name said again and again'] })).toBe(false);
      expect(mayHold('GET /', { headers: ['X-App', 'a name said again and again', 'X-User', value] })).toBe(true);
      expect(mayHold('GET /', { headers: [value, 'a name said again and again'] })).toBe(true);
    }
    const later = { window: { index: 1, offset: 1, last: true } };
    expect(mayHold(`GET /${value}`, later)).toBe(false);
    expect(mayHold('GET /', { ...later, text: value })).toBe(true);
  });

  it.each([
    [['Content-Encoding', 'gzip'], true],
    [['Content-Encoding', ' identity '], false],
    [['content-type', 'text/plain; charset="UTF-16"'], true],
    [['content-type', 'text/plain; charset=Utf-8'], false],
    [['Content-Type', 'multipart/mixed; boundary=b'], true],
    [['Transfer-Encoding', 'gzip, chunked'], true],
    [['Transfer-Encoding', 'chunked'], false],
    [['X-Encoding-Is-1', 'gzip'], false],
  ])('reads a body that %j may hide something in', (headers, expected) => {
    expect(mayHold('POST /', { text: 'nothing', headers })).toBe(expected);
    expect(mayHold('POST /', { headers })).toBe(false);
  });

  it('searches media as they stand, other bytes not', () => {
    const body = bytes(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(mayHold('POST /', { body, headers: ['Content-Type', 'image/png'] })).toBe(false);
    expect(mayHold('POST /', { body, headers: ['Content-Type', 'image/svg+xml'] })).toBe(true);
    expect(mayHold('POST /', { body })).toBe(true);
    const { request, ...opaque } = message(on, 'GET /', { body });
    expect(messageMayHold({ ...opaque, kind: 'opaque' }, prefilter)).toBe(false);
  });
});
