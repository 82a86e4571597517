import * as plist from 'plist';
import { describe, expect, test } from 'vitest';
import { xml } from '../../../decode/formats/xml.js';
import fc from '../../harness/fast-check.js';
import { recordOf } from '../recorded-leaves.js';

const lines = (text: string) => recordOf(xml, text).leaves.lines;
const list = (inner: string) =>
  `<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "u">\n<plist version="1.0">${inner}</plist>`;
const values = (inner: string) => lines(list(inner)).slice(1);

describe('property lists', () => {
  test('values stand at keys and indexes', () => {
    expect(
      values(
        '<dict><key>room</key><string>abc</string><key>n</key><array><integer>1</integer><dict><key>d</key><date>2026-01-01T00:00:00Z</date></dict><true/></array></dict>',
      ),
    ).toEqual(['room = abc', 'n/0 = 1 (plain)', 'n/1/d = 2026-01-01T00:00:00Z', 'n/2 = true (plain)']);
  });

  test('keys are undone and reported; the names of its own elements are not', () => {
    const { leaves } = recordOf(xml, list('<dict><key>ada&#64;example.test</key><string>x</string><odd>y</odd></dict>'));
    expect(leaves.lines.slice(1)).toEqual(['ada@example.test = x', ' = y']);
    expect(leaves.keys).toEqual(['ada@example.test', 'odd']);
  });

  test('data is a part in base64', () => {
    const [, short, part] = recordOf(xml, list('<dict><key>k</key><data>\n YWRhQGV4\n YW1wbGU=\n</data></dict>')).leaves.all.filter(
      ({ kind }) => kind !== 'key',
    );
    expect(short).toMatchObject({ kind: 'plain', segments: ['k'] });
    expect(part).toMatchObject({ kind: 'part', segments: ['k'], declared: { codings: ['base64'] } });
    expect(Buffer.from(part!.value, 'base64').toString()).toBe('ada@example');
  });

  test('data that is not base64 is a leaf', () => {
    expect(values('<dict><key>k</key><data>ada@example.test</data></dict>')).toEqual(['k = ada@example.test']);
  });

  test.each([
    ['a value without a key', '<dict><string>x</string></dict>', [' = x']],
    ['a key without a value', '<dict><key>a</key><key>b</key><string>x</string></dict>', ['b = x']],
    ['text between', '<dict>x<key>a</key>y<string>z</string></dict>', [' = x', ' = y', 'a = z']],
    ['a comment', '<dict><key>a</key><!-- c --><string>z</string></dict>', [' = c', 'a = z']],
    ['an attribute', '<dict><key>a</key><string class="x">z</string></dict>', ['a/class = x', 'a = z']],
    ['a value alone', '<string>x</string>', [' = x']],
  ])('%s', (_name, inner, expected) => {
    expect(values(inner)).toEqual(expected);
  });

  test('what another library writes is read back', () => {
    const text = fc
      .stringMatching(/^[!-~éß漢 ]{1,20}$/)
      .map((value) => value.trim())
      .filter((value) => value !== '');
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
        fc.dictionary(text, tie('node'), { minKeys: 1, maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        const expected: string[] = [];
        const walk = (node: unknown, path: readonly (string | number)[]): void => {
          if (Array.isArray(node)) for (const [index, item] of node.entries()) walk(item, [...path, index]);
          else if (typeof node === 'object' && node !== null) for (const [key, item] of Object.entries(node)) walk(item, [...path, key]);
          else expected.push(`${path.join('/')} = ${String(node)}${typeof node === 'string' ? '' : ' (plain)'}`);
        };
        walk(value, []);
        expect(lines(plist.build(value as plist.PlistValue)).slice(1)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
