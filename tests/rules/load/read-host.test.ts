import { describe, expect, it } from 'vitest';
import type { Reference } from '../../../rules/load/layer.js';
import { Problems } from '../../../rules/load/problems.js';
import { readHost } from '../../../rules/load/read-host.js';
import fc from '../../harness/fast-check.js';
import { contextOf } from './load-harness.js';

const place = { file: 'r.yaml', line: 3, column: 7 };

function read(text: string) {
  const problems = new Problems();
  const references: Reference[] = [];
  const host = readHost({ kind: 'text', text, plain: true, place }, { load: contextOf({}), problems, references, folder: '' });
  return { host, references, problems: problems.list() };
}

describe('readHost', () => {
  it.each([
    ['A.Example.', 'a.example'],
    ['*.B.example', '*.b.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['localhost', 'localhost'],
    ['backend.', 'backend.'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['10.0.0.0/8', '10.0.0.0/8'],
  ])('gives %j its normal form', (text, host) => {
    expect(read(text)).toEqual({ host, references: [], problems: [] });
  });

  it('notes the name of a list, to be checked later', () => {
    expect(read('cdn')).toEqual({ host: 'cdn', references: [{ kind: 'host-list', name: 'cdn', place }], problems: [] });
  });

  it.each([
    ['https://a.example/', 'is a URL'],
    ['a.example:443', 'without a port'],
    ['[::1]', 'without brackets'],
    ['a.*.example', 'stands only in front'],
    ['10.0.0.0/40', 'prefix length'],
    ['1.2.3', 'is not an IP address'],
    ['a b.example', 'is not a host name'],
    ['', 'is not a host name'],
  ])('says what is wrong with %j, at its place', (text, message) => {
    expect(read(text)).toEqual({ host: text, references: [], problems: [{ place, message: expect.stringContaining(message) }] });
  });

  it('never throws, and what it took for a host once it takes for the same again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[*.a-zA-Z0-9:/[\]-]{1,20}$/)), (text) => {
        const { host, references, problems } = read(text);
        if (problems.length > 0) expect(host).toBe(text);
        else expect(read(host)).toEqual({ host, references, problems });
      }),
      { numRuns: 500 },
    );
  });
});
