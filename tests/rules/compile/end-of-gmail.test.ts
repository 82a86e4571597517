import { describe, expect, it } from 'vitest';
import { endOfGmail } from '../../../rules/compile/end-of-gmail.js';

const end = (text: string, at = 0) => endOfGmail(Buffer.from(text), at, Buffer.byteLength(text));

describe('endOfGmail', () => {
  it('is behind the host, in either case, whatever the tag', () => {
    expect(end('x@gmail.com, y')).toBe(11);
    expect(end('jo+x.y-z@GoogleMail.COM', 3)).toBe(23);
    expect(end('@gmail.com')).toBe(10);
  });

  it('is none where the address ends or goes on elsewhere', () => {
    for (const text of ['x@example.test', 'x y@gmail.com', 'x"@gmail.com', 'x', 'x@gmail.co', `${'x'.repeat(65)}@gmail.com`, ''])
      expect(end(text), text).toBe(-1);
    expect(endOfGmail(Buffer.from('x@gmail.com'), 0, 10)).toBe(-1);
  });
});
