import { describe, expect, it } from 'vitest';
import { compileNameOperators, compileOperatorSet, type OperatorFacts } from '../../../rules/compile/compile-operators.js';
import type { OperatorDefinition } from '../../../rules/ruleset.js';
import { place } from '../evaluate/samples.js';

const operator = (name: string, domains: string[], asns: number[] = []): [string, OperatorDefinition] => [
  name,
  { name, place, domains, asns },
];
const operators = new Map([
  operator('agora', ['agora.io', 'sd-rtn.com'], [64500]),
  operator('zoom', ['zoom.example']),
  operator('cn-cloud', [], [64501]),
]);
const groups = new Map([['voice', ['agora', 'zoom']]]);
const aliases = (certain: boolean, ...names: string[]) => ({ names, certain });
const noAliases = { names: [], certain: true };
const judge = (
  mode: 'in' | 'notIn',
  members: string[],
  asn: OperatorFacts['asn'],
  names: string[],
  complete = true,
  aliases: OperatorFacts['aliases'] = noAliases,
) => {
  const { truth, lacks } = compileOperatorSet({ mode, members }, operators, groups).judge({ asn, hosts: { names, complete }, aliases });
  return lacks === undefined ? truth : `${truth}: ${lacks}`;
};

describe('compileOperatorSet, in', () => {
  it('holds by any name under a domain, itself and below, whatever the number', () => {
    expect(judge('in', ['agora'], 'unknown', ['cdn.example', 'edge.agora.io'])).toBe(true);
    expect(judge('in', ['agora'], 1, ['agora.io'])).toBe(true);
    expect(judge('in', ['zoom', 'agora'], 'none', ['sd-rtn.com'])).toBe(true);
    for (const name of ['notagora.io', 'agora.io.evil.example', 'io']) expect(judge('in', ['agora'], 1, [name]), name).toBe(false);
  });

  it('holds by number, and is open where a number could decide and is not known', () => {
    expect(judge('in', ['agora'], 64500, ['cdn.example'])).toBe(true);
    expect(judge('in', ['agora'], 64501, ['cdn.example'])).toBe(false);
    expect(judge('in', ['agora'], 'unknown', ['cdn.example'])).toBe('unknown: asn');
    expect(judge('in', ['agora'], 'none', ['cdn.example'])).toBe(false);
    // Only domains: the number says nothing.
    expect(judge('in', ['zoom'], 'unknown', ['cdn.example'])).toBe(false);
    expect(judge('in', ['zoom'], 'unknown', [], false)).toBe('unknown: names');
    expect(judge('in', ['cn-cloud'], 1, [], false)).toBe(false);
  });
});

describe('compileOperatorSet, notIn', () => {
  it('holds by any name under none of the domains', () => {
    expect(judge('notIn', ['zoom'], 'unknown', ['www.zoom.example'])).toBe(false);
    expect(judge('notIn', ['zoom'], 'unknown', ['www.zoom.example', 'evil.example'])).toBe(true);
    expect(judge('notIn', ['zoom'], 'unknown', ['203.0.113.9'])).toBe(true);
    expect(judge('notIn', ['zoom'], 'unknown', [], false)).toBe('unknown: names');
    expect(judge('notIn', ['zoom'], 'none', [])).toBe(false);
  });

  it('is settled by a number of theirs, and open where that is not known', () => {
    expect(judge('notIn', ['agora'], 64500, ['cdn.example'])).toBe(false);
    expect(judge('notIn', ['agora'], 64501, ['cdn.example'])).toBe(true);
    expect(judge('notIn', ['agora'], 64501, ['agora.io'])).toBe(false);
    expect(judge('notIn', ['agora'], 'unknown', ['cdn.example'])).toBe('unknown: asn');
    expect(judge('notIn', ['cn-cloud', 'zoom'], 64501, ['cdn.example'])).toBe(false);
  });

  it('does not believe names that the device gave to a bare address', () => {
    expect(judge('notIn', ['zoom'], 'unknown', ['www.zoom.example', '203.0.113.9'])).toBe('unknown: names');
    expect(judge('notIn', ['agora'], 64500, ['agora.io', '203.0.113.9'])).toBe(false);
  });
});

describe('compileOperatorSet, by aliases', () => {
  it('holds by what the name is an alias of, wherever in the chain', () => {
    const by = (certain: boolean, ...names: string[]) => judge('in', ['agora'], 1, ['api.example'], true, aliases(certain, ...names));
    expect(by(true, 'cdn.example', 'edge.agora.io')).toBe(true);
    expect(by(true, 'edge.agora.io', 'cdn.example')).toBe(true);
    expect(by(true, 'edge.agora.io.evil.example')).toBe(false);
    expect(by(true)).toBe(false);
    // What DNS says of the name, but the address came from elsewhere: it may be theirs.
    expect(by(false, 'edge.agora.io')).toBe('unknown: aliases');
    // It may be an alias of theirs, whatever else is known of it: silence is no proof.
    expect(by(false, 'cdn.example')).toBe('unknown: aliases');
    expect(by(false)).toBe('unknown: aliases');
    expect(judge('in', ['agora'], 1, ['x.agora.io'], true, aliases(false))).toBe(true);
    expect(judge('in', ['agora'], 64500, ['api.example'], true, aliases(false, 'edge.agora.io'))).toBe(true);
  });

  it('makes a stranger of an alias that is nobody’s in the set', () => {
    const by = (certain: boolean, ...names: string[]) =>
      judge('notIn', ['zoom'], 1, ['www.zoom.example'], true, aliases(certain, ...names));
    expect(by(true)).toBe(false);
    expect(by(true, 'edge.zoom.example')).toBe(false);
    expect(by(true, 'edge.zoom.example', 'cdn.example')).toBe(true);
    expect(by(false, 'cdn.example')).toBe('unknown: aliases');
    expect(by(false)).toBe('unknown: aliases');
    expect(judge('notIn', ['zoom'], 1, ['evil.example'], true, aliases(false))).toBe(true);
    expect(judge('notIn', ['agora'], 64500, ['agora.io'], true, aliases(true, 'cdn.example'))).toBe(false);
  });
});

describe('compileOperatorSet, by groups', () => {
  it('takes a group for all its members', () => {
    expect(judge('in', ['voice'], 1, ['x.agora.io'])).toBe(true);
    expect(judge('in', ['cn-cloud', 'voice'], 1, ['www.zoom.example'])).toBe(true);
    expect(judge('notIn', ['voice'], 1, ['www.zoom.example'])).toBe(false);
    expect(judge('notIn', ['voice'], 1, ['api.example'])).toBe(true);
  });
});

describe('compileOperatorSet and compileNameOperators', () => {
  it('refuses an unknown name', () => {
    expect(() => judge('in', ['nobody'], 1, [])).toThrow('`nobody`');
  });

  it('knows whether a number may decide', () => {
    const asks = (member: string) => compileOperatorSet({ mode: 'in', members: [member] }, operators).asksAsn;
    expect([asks('agora'), asks('zoom')]).toEqual([true, false]);
  });

  it('names all that certainly run the server', () => {
    const name = compileNameOperators(operators);
    const named = (parts: Partial<OperatorFacts>, ...names: string[]) =>
      name({ asn: 'unknown', aliases: noAliases, ...parts, hosts: { names, complete: true } });
    expect(named({ asn: 64501 }, 'x.agora.io')).toEqual([
      { operator: 'agora', by: 'domain', name: 'x.agora.io' },
      { operator: 'cn-cloud', by: 'asn', name: 'AS64501' },
    ]);
    expect(named({}, 'x.example')).toEqual([]);
    expect(named({ aliases: aliases(true, 'cdn.example', 'x.agora.io') }, 'api.example')).toEqual([
      { operator: 'agora', by: 'cname', name: 'x.agora.io' },
    ]);
    expect(named({ aliases: aliases(false, 'x.agora.io') }, 'api.example')).toEqual([]);
    expect(named({ asn: 64500, aliases: aliases(true, 'x.agora.io') }, 'agora.io')).toMatchObject([{ by: 'domain' }]);
  });
});
