import { describe, expect, it } from 'vitest';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { contextOf, load, problems, problemsOf } from './load-harness.js';

const version = 'plainsight: 1\n';
const pack = `${version}fields: { mail: { matchers: [email] } }
rules:
  - { id: a, fields: [mail], failFrom: pattern, never: { wire: cleartext } }
  - { id: b, level: warning, fields: [credit-card], never: { wire: cleartext } }
`;

describe('extends', () => {
  it('resolves paths against the file that names them', () => {
    const context = contextOf({
      'conf/app/r.yaml': `${version}extends: ../team.yaml`,
      'conf/team.yaml': `${version}extends: [shared/hosts.json]`,
      'conf/shared/hosts.json': '{"plainsight": 1, "hosts": {"x": ["a.example"]}}',
    });
    const ruleset = loadRuleset(['conf/app/r.yaml'], context);
    expect(ruleset.files).toEqual(['conf/shared/hosts.json', 'conf/team.yaml', 'conf/app/r.yaml']);
    expect(ruleset.hosts.get('x')).toEqual(['a.example']);
  });

  it('reads each file once, however many extend it', () => {
    const ruleset = load('extends: [a.yaml, b.yaml]', {
      'a.yaml': `${version}extends: [c.yaml]`,
      'b.yaml': `${version}extends: [./c.yaml]`,
      'c.yaml': `${version}fields: { f: { values: [abcdef1234] } }\nrules: [{ id: r, fields: [f], never: anywhere }]\npassthrough: [a.example]`,
    });
    expect(ruleset.rules).toHaveLength(1);
    expect(ruleset.fields.get('f')?.values).toHaveLength(1);
    expect(ruleset.passthrough).toEqual(['a.example']);
  });

  it.each<[what: string, body: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [
      'a cycle',
      'extends: [a.yaml]',
      { 'a.yaml': `${version}extends: [r.yaml]` },
      ['a.yaml:2:11: r.yaml extends itself, by way of 2 files'],
    ],
    ['itself', 'extends: [r.yaml]', {}, ['r.yaml:2:11: r.yaml extends itself, by way of this entry']],
    ['a missing file', 'extends: [a.yaml]', {}, ['r.yaml:2:11: cannot read a.yaml: no such file']],
    [
      'an unknown pack',
      'extends: [plainsight:basline]',
      { 'packs/baseline.yaml': pack },
      ['r.yaml:2:11: unknown pack `plainsight:basline`; did you mean `plainsight:baseline`?'],
    ],
    [
      'a pack without its prefix',
      'extends: [baseline]',
      { 'packs/baseline.yaml': pack },
      [
        'r.yaml:2:11: expected `plainsight:NAME` or the path of a .yaml, .yml or .json file, found `baseline`; did you mean `plainsight:baseline`?',
      ],
    ],
    [
      'a URL',
      'extends: ["https://a.example/r.yaml"]',
      {},
      ['r.yaml:2:11: `https://a.example/r.yaml` is a URL; rulesets are extended from packs (`plainsight:NAME`) and files only'],
    ],
  ])('refuses %s', (_what, body, files, expected) => {
    expect(problems(body, files)).toEqual(expected);
  });

  it('reports errors of an extended file in that file', () => {
    expect(problems('extends: [a.yaml]\nrules: [{ id: r, fields: [f], never: anywhere }]', { 'a.yaml': 'fields: {}\nruels: []' })).toEqual([
      'a.yaml:1:1: `plainsight` is missing here',
      'a.yaml:2:1: unknown key `ruels`; did you mean `rules`?',
    ]);
  });

  it('refuses a pack whose header has another name', () => {
    const files = { 'packs/p.yaml': `${version}pack: { name: q, description: x }` };
    expect(problems('extends: [plainsight:p]', files)).toEqual(["plainsight:p:2:15: this pack is `p` by its file's name, not `q`"]);
  });

  it('says where a named file is missing', () => {
    expect(problemsOf(() => loadRuleset(['x.yaml', 'plainsight:none'], contextOf({})))).toEqual([
      'x.yaml:1:1: cannot read x.yaml: no such file',
      'plainsight:none:1:1: unknown pack `plainsight:none`; there are none',
    ]);
  });
});
