import { describe, expect, it } from 'vitest';
import { secretForms } from '../../../record/redact/secret-forms.js';

describe('secretForms', () => {
  it('gives the text, its escapes, and base64 at three alignments', () => {
    const forms = secretForms('a b@c.example');
    for (const form of [
      'a b@c.example',
      'A B@C.EXAMPLE',
      'a%20b%40c.example',
      'a+b%40c.example',
      '%61%20%62%40%63%2e%65%78%61%6d%70%6c%65',
    ]) {
      expect(forms).toContain(form);
    }
    for (const prefix of ['', 'x', 'xy', 'xyz']) {
      const encoded = Buffer.from(`${prefix}a b@c.example!`).toString('base64');
      expect([...forms].some((form) => encoded.includes(form))).toBe(true);
    }
  });

  it('gives the url-safe alphabet of base64 too', () => {
    expect([...secretForms('~~~???>>>')].some((form) => /^[A-Za-z0-9_-]+$/.test(form) && /[_-]/.test(form))).toBe(true);
  });

  it('gives nothing for what is too short to be searched for, and only the text itself for what is very long', () => {
    expect(secretForms('abc').size).toBe(0);
    expect(secretForms(' abc ')).not.toContain('abc');
    expect(secretForms('y'.repeat(5_000))).toEqual(new Set(['y'.repeat(5_000), 'Y'.repeat(5_000)]));
  });

  it('takes lone surrogates', () => {
    expect(secretForms('\ud800abc')).toContain('\ud800abc');
  });
});
