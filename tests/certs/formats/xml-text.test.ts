import { describe, expect, it } from 'vitest';
import { xmlText } from '../../../certs/formats/xml-text.js';
import fc from '../../harness/fast-check.js';

describe('xmlText', () => {
  it('escapes markup and keeps other text', () => {
    expect(xmlText(`<a b="c">&'é🙂\t\n`)).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&apos;é🙂\t\n');
  });

  it('leaves out what XML cannot hold', () => {
    expect(xmlText('a\0\u0001\u001b\ud800\uffffb')).toBe('ab');
  });

  it('never lets markup through', () => {
    const markup = /[<>"']|&(?!(amp|lt|gt|quot|apos);)/;
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[<>"'&;a]{0,12}$/)), (text) => !markup.test(xmlText(text))),
      { numRuns: 200 },
    );
  });
});
