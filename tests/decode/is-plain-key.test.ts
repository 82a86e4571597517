import { expect, test } from 'vitest';
import { isPlainKey } from '../../decode/is-plain-key.js';

test.each(['', 'name', 'user_id', 'user-name', 'a.b', '$ref', 'exactlytwentyletters'])('plain: %s', (key) => {
  expect(isPlainKey(key)).toBe(true);
});

test.each(['user1', 'ada@example', '1848314487', 'twentyoneletterslongab', 'two words', 'é', 'a[b]'])('may be a value: %s', (key) => {
  expect(isPlainKey(key)).toBe(false);
});
