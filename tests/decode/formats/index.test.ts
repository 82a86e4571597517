import { expect, test } from 'vitest';
import { formats } from '../../../decode/formats/index.js';

test('every format can be reached: by declaration, or by its looks', () => {
  for (const { declaredBy, looksLike, looksLikeBytes } of formats) expect(declaredBy ?? looksLike ?? looksLikeBytes).toBeDefined();
});
