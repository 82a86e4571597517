import { expect, it } from 'vitest';
import { parseFile } from '../../../rules/load/parse-file.js';
import { Problems } from '../../../rules/load/problems.js';
import { toPlain } from '../../../rules/load/typed-scalar.js';

function plain(source: string): unknown {
  const root = parseFile('r.yaml', source, new Problems());
  return root && JSON.parse(JSON.stringify(toPlain(root)));
}

it('types numbers and booleans where the schema wants them, and nowhere else', () => {
  const source = `
plainsight: 1
hosts: { a: [1, true] }
rules: [{ id: 1, never: [{ readable: true }, { anywhere: true }], examples: [{ violates: { request: 1, status: 200 } }] }, { never: { readable: true } }]
expect: [{ min: 2, status: 200 }]
`;
  expect(plain(source)).toEqual({
    plainsight: 1,
    hosts: { a: ['1', 'true'] },
    rules: [
      { id: '1', never: [{ readable: true }, { anywhere: true }], examples: [{ violates: { request: '1', status: 200 } }] },
      { never: { readable: true } },
    ],
    expect: [{ min: 2, status: '200' }],
  });
});

it.each(['"1"', '01', '+1', '1.0', '0x1', '1_0', '99999999999'])('leaves %s as text', (written) => {
  expect(plain(`plainsight: ${written}`)).toEqual({ plainsight: written.replaceAll('"', '') });
});

it.each(['"true"', 'True', 'yes', 'on'])('does not take %s for a boolean', (written) => {
  expect(plain(`rules: [{ never: { readable: ${written} } }]`)).toEqual({ rules: [{ never: { readable: written.replaceAll('"', '') } }] });
});
