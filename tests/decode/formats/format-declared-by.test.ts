import { expect, it } from 'vitest';
import { formatDeclaredBy } from '../../../decode/formats/format-declared-by.js';

it('tells formats of text from binary ones', () => {
  const names = (type: string) => [formatDeclaredBy(type, 'text')?.name, formatDeclaredBy(type, 'binary')?.name];
  expect(names('application/json')).toEqual(['json', undefined]);
  expect(names('application/dns-message')).toEqual([undefined, 'dns']);
  expect(names('application/octet-stream')).toEqual([undefined, undefined]);
});
