import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const read = (body: string) => load(`operators: { a: ${body} }`).operators.get('a');

describe('readOperator', () => {
  it('reads domains in normal form and numbers, each once', () => {
    expect(read('{ domains: [Agora.IO., sd-rtn.com, agora.io], asns: [64500, "64501", 64500, 4294967295] }')).toMatchObject({
      name: 'a',
      place: { file: 'r.yaml', line: 2, column: 14 },
      domains: ['agora.io', 'sd-rtn.com'],
      asns: [64500, 64501, 4294967295],
    });
    expect(read('{ domains: [agora.io], asns: [] }')).toMatchObject({ asns: [] });
  });

  it.each([
    ['{ domains: [], asns: [] }', 'r.yaml:2:14: the operator `a` has nothing to be recognised by: give it `domains` or `asns`'],
    ['{ domains: ["*.agora.io"] }', 'r.yaml:2:29: write `agora.io`: a domain of an operator counts with everything below it'],
    ['{ domains: [agora] }', 'r.yaml:2:29: expected a domain such as `agora.io`, found `agora`; lists of hosts do not stand here'],
    [
      '{ domains: [10.0.0.0/8] }',
      'r.yaml:2:29: expected a domain such as `agora.io`, found `10.0.0.0/8`; who runs an address is said by `asns`',
    ],
    ['{ domains: ["https://agora.io"] }', 'r.yaml:2:29: `https://agora.io` is a URL; write its host alone'],
    ['{ asns: [4294967296] }', 'r.yaml:2:26: 4294967296 is not the number of an autonomous system: they end at 4294967295'],
    ['{ asns: [AS64500] }', 'r.yaml:2:26: expected the number of an autonomous system, such as 64500, found `AS64500`'],
    ['{ asns: [0] }', 'r.yaml:2:26: expected the number of an autonomous system, such as 64500, found `0`'],
    [
      '{ domains: [co.uk] }',
      'r.yaml:2:29: `co.uk` is a public suffix: anybody may have a domain under it, so it says nothing of who runs a server',
    ],
    ['{ hosts: [agora.io] }', 'r.yaml:2:19: unknown key `hosts`; known here: `domains`, `asns`'],
  ])('refuses %s', (body, problem) => {
    expect(problems(`operators: { a: ${body} }`)).toContain(problem);
  });
});
