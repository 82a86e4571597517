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
const judge = (mode: 'in' | 'notIn', members: string[], asn: OperatorFacts['asn'], names: string[], complete = true) => {
  const { truth, lacks } = compileOperatorSet({ mode, members }, operators).judge({ asn, hosts: { names, complete } });
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
    expect(name({ asn: 64501, hosts: { names: ['x.agora.io'], complete: true } })).toEqual(['agora', 'cn-cloud']);
    expect(name({ asn: 'unknown', hosts: { names: ['x.example'], complete: true } })).toEqual([]);
  });
});
