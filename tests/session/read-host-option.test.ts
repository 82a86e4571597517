import { describe, expect, it } from 'vitest';
import { HostOptionError, readHostOption } from '../../session/read-host-option.js';

const lists = new Map([['cdn', ['cdn.example']]]);
const read = (...written: string[]) => readHostOption('--passthrough', written, lists);

describe('readHostOption', () => {
  it('gives normal forms of what rulesets may write', () => {
    expect(read('A.Example', '*.b.example', 'bücher.example', '192.0.2.1', '10.0.0.0/8', 'cdn', 'backend.', ' c.example ')).toEqual([
      'a.example',
      '*.b.example',
      'xn--bcher-kva.example',
      '192.0.2.1',
      '10.0.0.0/8',
      'cdn',
      'backend.',
      'c.example',
    ]);
  });

  it.each([
    ['', '--passthrough: `` is not a host name'],
    ['https://a.example', '--passthrough: `https://a.example` is a URL; write its host alone'],
    ['a.example:443', '--passthrough: `a.example:443`: write the host without a port'],
    ['*.*.x', '--passthrough: `*.*.x`: a `*` stands only in front, as in `*.a.example`'],
    [
      'backend',
      '--passthrough: `backend` is neither a host with a dot nor a list of the ruleset; a host of one label is written `backend.`',
    ],
  ])('refuses %j, which could never match', (written, message) => {
    expect(() => read('a.example', written)).toThrow(new HostOptionError(message));
  });
});
