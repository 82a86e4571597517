import { describe, expect, it } from 'vitest';
import { sentence } from '../../report/sentence.js';

describe('sentence', () => {
  it.each([
    ['a fault', 'a fault.'],
    ['Ended.', 'Ended.'],
    ['Really?', 'Really?'],
    [' two\n lines\t', 'two lines.'],
    ['', ''],
  ])('%j becomes %j', (text, line) => {
    expect(sentence(text)).toBe(line);
  });
});
