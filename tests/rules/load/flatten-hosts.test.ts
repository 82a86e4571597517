import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const hostsOf = (body: string, name: string) => load(body).hosts.get(name);

describe('flattenHosts', () => {
  it('replaces the names of lists by what they hold, to any depth, in order', () => {
    const body = 'hosts: { all: [first.example, ours, last.example], ours: [a.example, cdn], cdn: ["*.cdn.example", 10.0.0.0/8] }';
    expect(hostsOf(body, 'all')).toEqual(['first.example', 'a.example', '*.cdn.example', '10.0.0.0/8', 'last.example']);
    expect(hostsOf(body, 'cdn')).toEqual(['*.cdn.example', '10.0.0.0/8']);
  });

  it('names a host once that several lists hold', () => {
    const body = 'hosts: { all: [x, y, a.example], x: [a.example, b.example], y: [b.example, x, c.example] }';
    expect(hostsOf(body, 'all')).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('takes names of lists wherever hosts stand', () => {
    const loaded = load('hosts: { ours: [a.example, b.example] }\npassthrough: [ours, c.example]\nscope: { hosts: [ours] }');
    expect([loaded.passthrough, loaded.scope?.hosts]).toEqual([
      ['a.example', 'b.example', 'c.example'],
      ['a.example', 'b.example'],
    ]);
  });

  it.each([
    ['itself', '{ a: [x.example, a] }', ['r.yaml:2:25: the host list `a` holds itself']],
    [
      'itself by way of others',
      '{ a: [b], b: [c], c: [a] }',
      [
        'r.yaml:2:14: the host list `b` holds itself',
        'r.yaml:2:22: the host list `c` holds itself',
        'r.yaml:2:30: the host list `a` holds itself',
      ],
    ],
  ])('refuses a list that holds %s, where it does so', (_what, lists, expected) => {
    expect(problems(`hosts: ${lists}`)).toEqual(expected);
  });

  it('leaves unknown names to those who report them', () => {
    expect(problems('hosts: { a: [nobody] }')).toEqual([expect.stringContaining('unknown host list `nobody`')]);
  });

  it('has no trouble with many lists that share others', () => {
    const level = (index: number) => `l${index}: [l${index + 1}, l${index + 1}, h${index}.example]`;
    const body = `hosts: { ${Array.from({ length: 10 }, (_, index) => level(index)).join(', ')}, l10: [end.example] }`;
    expect(hostsOf(body, 'l0')).toHaveLength(11);
  });
});
