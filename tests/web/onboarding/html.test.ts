import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from '../../../web/onboarding/html.js';
import fc from '../../harness/fast-check.js';

describe('html', () => {
  it('escapes texts and numbers, and keeps markup', () => {
    const item = (text: string) => html`<li>${text}</li>`;
    expect(html`<ul title="${'"><script>'}">${[item('a & b'), item('<b>')]}</ul>${7}`.text).toBe(
      '<ul title="&quot;&gt;&lt;script&gt;"><li>a &amp; b</li><li>&lt;b&gt;</li></ul>7',
    );
  });

  it('does not escape twice what is markup already', () => {
    expect(html`${html`${'&'}`}`.text).toBe('&amp;');
    expect(html`${'&amp;'}`.text).toBe('&amp;amp;');
  });
});

describe('escapeHtml', () => {
  it('leaves nothing that could end a text or a quoted attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"'`\0]|&(?!amp;|lt;|gt;|quot;|#39;|#96;)/);
      }),
      { numRuns: 200 },
    );
  });
});
