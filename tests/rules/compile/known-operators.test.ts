import { describe, expect, it } from 'vitest';
import { knownOperators } from '../../../rules/compile/known-operators.js';
import { builtInOperators } from '../../../rules/operators/index.js';
import { place } from '../evaluate/samples.js';

const nobody = { names: [], aliases: [], asn: undefined };

describe('knownOperators', () => {
  const find = knownOperators(builtInOperators, new Map());

  it('knows those that ship by name, alias and number', () => {
    expect(find({ ...nobody, names: ['ap.agora.io'] })).toContainEqual({ operator: 'agora', by: 'domain', name: 'ap.agora.io' });
    expect(find({ ...nobody, names: ['media.ours.example'], aliases: ['edge.sd-rtn.com'] })).toEqual([
      { operator: 'agora', by: 'cname', name: 'edge.sd-rtn.com' },
    ]);
    expect(find({ ...nobody, asn: 30103 })).toEqual([{ operator: 'zoom', by: 'asn', name: 'AS30103' }]);
    expect(find({ names: ['notagora.io'], aliases: ['agora.io.ours.example'], asn: 64500 })).toEqual([]);
  });

  it('takes those of a ruleset, in place of those of their names', () => {
    const own = new Map([
      ['agora', { name: 'agora', place, domains: ['ours.example'], asns: [] }],
      ['partner', { name: 'partner', place, domains: [], asns: [64500] }],
    ]);
    const findOwn = knownOperators(builtInOperators, own);
    expect(findOwn({ names: ['media.ours.example'], aliases: [], asn: 64500 }).map(({ operator }) => operator)).toEqual([
      'agora',
      'partner',
    ]);
    expect(findOwn({ ...nobody, names: ['ap.agora.io'] })).toEqual([]);
  });
});
