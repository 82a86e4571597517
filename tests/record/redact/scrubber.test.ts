import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../../record/redact/scrubber.js';

const none = createScrubber(() => []);

describe('createScrubber', () => {
  it('replaces every occurrence, also where two secrets overlap', () => {
    const scrub = createScrubber(() => ['alice smith', 'smith & co'])([]);
    expect(scrub.text('<ALICE SMITH & CO> alice%20smith')).toBe('<{}> {}');
    expect(scrub.holds('Alice Smith')).toBe(true);
    expect(scrub.holds('Alice')).toBe(false);
  });

  it('looks for some texts only as they stand', () => {
    const scrub = none(['secret-1'], ['whole field']);
    expect(scrub.text('c2VjcmV0LTE= WHOLE FIELD whole%20field')).toBe('{}E= {} whole%20field');
  });

  it('does not make a secret by replacing another', () => {
    const scrub = none(['abcd', 'x{}y']);
    expect(scrub.text('1xabcdy2')).toBe('1{}2');
  });

  it('does not make a secret by escaping', () => {
    expect(none(['\\u000a1']).text('5\n12')).toBe('5{}2');
  });

  it('leaves no half of a secret where it cuts', () => {
    const scrub = none(['alice@example.org']);
    expect(scrub.text('alice@example.org'.repeat(10_000))).not.toMatch(/a/);
    expect(scrub.text(`${'x'.repeat(95)}alice@example.org`, 100)).not.toContain('a');
    expect(scrub.text('y'.repeat(3_000))).toBe(`${'y'.repeat(1_999)}…`);
  });

  it('cuts no character in two', () => {
    expect(none([]).text('ab😀cd', 4)).toBe('ab…');
  });
});
