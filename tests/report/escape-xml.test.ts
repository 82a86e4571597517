import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../report/escape-xml.js';
import fc from '../harness/fast-check.js';

describe('escapeXml', () => {
  it.each([
    ['markup', `<a href="x">&'`, '&lt;a href=&quot;x&quot;&gt;&amp;&apos;'],
    ['the end of a CDATA section', ']]>', ']]&gt;'],
    ['controls that XML cannot hold', 'a\u0000b\u001b[31m\u0008', 'a\\u0000b\\u001b[31m\\u0008'],
    ['a lone surrogate', '\udc00', '\\udc00'],
    ['the non-characters at the end of the plane', '\ufffe\uffff', '\\ufffe\\uffff'],
    ['tab, carriage return, C1 as references', '\t\r\u0085', '&#9;&#13;&#133;'],
    ['a bidirectional override as a reference', '\u202e', '&#8238;'],
    ['line feeds, other scripts and emoji as they are', 'a\n東京😀', 'a\n東京😀'],
  ])('escapes %s', (_, text, escaped) => {
    expect(escapeXml(text)).toBe(escaped);
  });

  it('gives only characters that XML 1.0 allows, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(escapeXml(text)).toMatch(/^[\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(escapeXml(text)).not.toMatch(/[<>"']/);
      }),
      { numRuns: 300 },
    );
  });
});
