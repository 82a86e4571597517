import { expect, it } from 'vitest';
import { redactPath } from '../../../record/redact/redact-path.js';
import { createScrubber } from '../../../record/redact/scrubber.js';

const scrub = createScrubber(() => ['alice'])([]);
const path = (...segments: (string | number)[]) => redactPath(segments, scrub, (text) => scrub.holds(text));

it('is a normalized path', () => {
  expect(path()).toBe('$');
  expect(path('extinfo', 5, 'x')).toBe("$['extinfo'][5]['x']");
  expect(path("o'neill\\n")).toBe("$['o\\'neill\\\\n']");
});

it('hides names that are values', () => {
  expect(path('users', '1848314487', 'Alice')).toBe("$['users']['{}']['{}']");
  expect(path('bob@example.org')).toBe("$['{}']");
});

it('is printable and bounded', () => {
  expect(path('a\nb')).toBe("$['a\\\\u000ab']");
  expect(path(...Array.from({ length: 100 }, () => 'n'))).toBe(`$${"['n']".repeat(32)}…`);
});
