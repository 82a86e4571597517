import { expect, test } from 'vitest';
import { formats } from '../../../decode/formats/index.js';
import { transforms } from '../../../decode/transforms/index.js';

test('names are not given twice, and whatever is sniffed in text says what it needs', () => {
  const names = [...transforms, ...formats].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { needs, looksLike } of [...transforms, ...formats]) expect(needs === undefined).toBe(looksLike === undefined);
  const codings = transforms.flatMap((transform) => transform.codings ?? []);
  expect(new Set(codings).size).toBe(codings.length);
});
