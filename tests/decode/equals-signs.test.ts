import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import type { Message } from '../../model/index.js';

const request = (target: string, headers: readonly string[], body: string): Message => ({
  id: 'c1-x1-q',
  connectionId: 'c1',
  kind: 'http-request',
  direction: 'client-to-server',
  startedDateTime: 0,
  wire: 'tls',
  request: { method: 'POST', target, version: 'HTTP/1.1', headers },
  body: { bytes: Buffer.from(body), size: body.length, truncated: false },
});

describe('many equals signs', () => {
  const many = 'a=b=c=d=e=f=g=h=i=j=k=l=needle-value';

  it.each([
    ['a query', request(`/?q=${many}`, [], '')],
    ['a cookie', request('/', ['Cookie', `1=${many}`], '')],
    ['a form', request('/', ['Content-Type', 'application/x-www-form-urlencoded'], many)],
    ['a text', request('/', ['Content-Type', 'text/plain'], many)],
  ])('in %s are no budget to run out of, and hide nothing', (_place, message) => {
    const { fields, gaps } = createDecoder().decode(message);
    expect(gaps).toEqual([]);
    expect(fields.some(({ value }) => value.includes('needle-value'))).toBe(true);
  });

  it('a form encoded inside a form is still read', () => {
    const inner = encodeURIComponent(`x=1&room=${encodeURIComponent('y=2&id=needle-value')}`);
    const { fields } = createDecoder().decode(request(`/?p=${inner}`, [], ''));
    expect(fields.some(({ path, value }) => path === "$['p']['room']['id']" && value === 'needle-value')).toBe(true);
  });
});
