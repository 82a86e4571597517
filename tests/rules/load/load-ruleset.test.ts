// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of rulesets are written so.
import { describe, expect, it } from 'vitest';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { contextOf, load, problems, problemsOf } from './load-harness.js';

const baseline = `plainsight: 1
pack: { name: baseline, description: What no app should send, sources: ["RFC 8446"] }
fields:
  card: { matchers: [credit-card] }
rules:
  - { id: token-in-url, description: Tokens do not stand in URLs, fields: [email], failFrom: pattern, never: { location: [url, query] } }
  - { id: card-in-cleartext, fields: [card], never: { wire: cleartext } }
`;

const team = `plainsight: 1
hosts: { team: [team.example] }
`;

/** The example of the specification. */
const example = `plainsight: 1
extends: [plainsight:baseline, ./team.yaml]
hosts:
  first-party: ["*.ourapp.example", login.partner.example]
fields:
  user-id:     { values: ["\${env:QA_USER_ID}"], names: [user_id, userId, uid] }
  phone:       { values: [+81 90-1234-5678], as: phone }
  meeting-key: { matchers: [{ random-bytes: { bits: 128 } }], under: [encryption_key, meetingKey] }
  carrier:     { values: [docomo, au], under: [carrier, "$..extinfo[8]"] }
  message:     { values: ["the purple heron lands at noon"] }
regions:
  groups: { home: [US, CA] }
  overrides: [{ cidr: 10.20.0.0/16, region: US, reason: staging }, { host: "*.staging.example", region: US, reason: staging }]
operators:
  agora: { domains: [agora.io, agoralab.co, sd-rtn.com], asns: [] }
rules:
  - id: identifiers-never-in-cleartext
    description: User identifiers must not cross the network unencrypted
    fields: [user-id, phone]
    never: { wire: cleartext }
  - id: keys-come-from-home
    fields: [meeting-key]
    failFrom: name
    when: { direction: server-to-client }
    never: { region: { notIn: [home] } }
  - id: no-third-party-before-consent
    fields: [carrier, user-id]
    when: { before: consent }
    never: { host: { notIn: [first-party] } }
  - id: end-to-end
    fields: [message]
    never: { readable: true }
  - id: nothing-goes-to-agora-in-the-fenced-build
    never: [{ operator: agora }, { region: CN }]
levels: { "baseline/*": warning, baseline/token-in-url: error }
expect:
  - { id: logged-in, host: api.ourapp.example, path: /login, min: 1 }
  - { id: user-seen, field: user-id }
blindSpots:
  - { host: "*.push.apple.com", gaps: [client-rejected], reason: pinned by the OS, until: 2027-06-30 }
suppressions:
  - { rule: identifiers-never-in-cleartext, host: legacy.ourapp.example, path: /v1/*, reason: APP-812, until: 2027-01-31 }
`;

const files = { 'plainsight.yaml': example, 'packs/baseline.yaml': baseline, 'team.yaml': team };

describe('the example of the specification', () => {
  const ruleset = loadRuleset(['plainsight.yaml'], contextOf(files));

  it('loads with what it extends, each file once', () => {
    expect(ruleset.files).toEqual(['plainsight:baseline', 'team.yaml', 'plainsight.yaml']);
    expect(ruleset.rules.map(({ id, own, level }) => [id, own, level])).toEqual([
      ['baseline/token-in-url', false, 'error'],
      ['baseline/card-in-cleartext', false, 'warning'],
      ['identifiers-never-in-cleartext', true, 'error'],
      ['keys-come-from-home', true, 'error'],
      ['no-third-party-before-consent', true, 'error'],
      ['end-to-end', true, 'error'],
      ['nothing-goes-to-agora-in-the-fenced-build', true, 'error'],
    ]);
  });

  it('reads scalars as written', () => {
    expect(ruleset.fields.get('phone')?.values).toEqual([
      { text: '+81 90-1234-5678', place: { file: 'plainsight.yaml', line: 7, column: 27 } },
    ]);
    expect(ruleset.fields.get('user-id')?.values[0]?.text).toBe('u-7f3a9c2d41');
    expect(ruleset.fields.get('meeting-key')?.matchers[0]).toMatchObject({ name: 'random-bytes', options: { bits: '128' } });
    expect(ruleset.fields.get('carrier')?.under).toEqual(['carrier', '$..extinfo[8]']);
  });

  it('normalises sets and forbidden maps', () => {
    const byId = new Map(ruleset.rules.map((rule) => [rule.id, rule]));
    expect(byId.get('keys-come-from-home')).toMatchObject({
      failFrom: 'name',
      when: { direction: 'server-to-client' },
      never: [{ region: { mode: 'notIn', members: ['home'] } }],
    });
    expect(byId.get('nothing-goes-to-agora-in-the-fenced-build')?.never).toEqual([
      { operator: { mode: 'in', members: ['agora'] } },
      { region: { mode: 'in', members: ['CN'] } },
    ]);
    expect(ruleset.operators.get('agora')).toMatchObject({ domains: ['agora.io', 'agoralab.co', 'sd-rtn.com'], asns: [] });
    expect(byId.get('no-third-party-before-consent')?.when).toEqual({ before: ['consent'] });
    expect(byId.get('end-to-end')).toMatchObject({ failFrom: 'checksum', never: [{ readable: true }] });
  });

  it('describes rules that do not describe themselves', () => {
    const rule = ruleset.rules.find(({ id }) => id === 'end-to-end');
    expect(rule?.description).toContain('`message` must never be readable once TLS is removed');
  });

  it('records what was lowered, with its place', () => {
    expect(ruleset.levelChanges).toEqual([
      { ruleId: 'baseline/card-in-cleartext', from: 'error', to: 'warning', place: { file: 'plainsight.yaml', line: 35, column: 11 } },
    ]);
  });

  it('has groups, overrides, expectations and exceptions', () => {
    expect(ruleset.groups).toEqual(new Map([['home', ['US', 'CA']]]));
    expect(ruleset.overrides.map(({ cidr, host, region }) => [cidr ?? host, region])).toEqual([
      ['10.20.0.0/16', 'US'],
      ['*.staging.example', 'US'],
    ]);
    expect(ruleset.expectations.map(({ id, min, field }) => [id, min, field])).toEqual([
      ['logged-in', 1, undefined],
      ['user-seen', 1, 'user-id'],
    ]);
    expect(ruleset.blindSpots[0]).toMatchObject({ host: '*.push.apple.com', gaps: ['client-rejected'], until: '2027-06-30' });
    expect(ruleset.suppressions[0]).toMatchObject({ rule: 'identifiers-never-in-cleartext', path: '/v1/*', baseline: false });
    expect(ruleset.warnings).toEqual([]);
  });
});

describe('bad input', () => {
  const rule = (rest: string): string => `rules:\n  - { id: r, never: { wire: cleartext }, ${rest} }`;

  it.each<[what: string, body: string, expected: readonly string[]]>([
    ['a misspelt key', 'feilds: {}', ['r.yaml:2:1: unknown key `feilds`; did you mean `fields`?']],
    [
      'a misspelt key deep inside',
      'rules:\n  - id: r\n    nevr: { wire: cleartext }',
      ['r.yaml:3:5: `never` is missing here', 'r.yaml:4:5: unknown key `nevr`; did you mean `never`?'],
    ],
    [
      'a key nothing is near to',
      'rules:\n  - { id: r, never: { zzz: 1, wire: cleartext } }',
      [
        'r.yaml:3:23: unknown key `zzz`; known here: `anywhere`, `wire`, `readable`, `region`, `operator`, `host`, `location`, `names`, `tls`',
      ],
    ],
    ['a wrong type', 'rules: { id: r }', ['r.yaml:2:8: expected a list, found a map']],
    ['a text for a number', 'expect: [{ id: e, host: a.example, min: "1" }]', ['r.yaml:2:41: expected a whole number from 1, found `1`']],
    ['a key without a value', 'hosts:\nrules: []', ['r.yaml:2:1: expected a map, found nothing']],
    [
      'a duplicate ID',
      'rules:\n  - { id: r, never: { wire: cleartext } }\n  - { id: r, never: { region: CN } }',
      ['r.yaml:4:11: a rule `r` stands already in line 3'],
    ],
    [
      'a duplicate key',
      'hosts: { a: [a.example], a: [b.example] }',
      ['r.yaml:2:26: the key `a` stands twice in this map, first in line 2'],
    ],
    ['an unknown matcher', 'fields: { f: { matchers: [emial] } }', ['r.yaml:2:27: unknown matcher `emial`; did you mean `email`?']],
    [
      'an unknown option',
      'fields: { f: { matchers: [{ random-bytes: { bit: 8 } }] } }',
      [
        'r.yaml:2:29: the matcher `random-bytes` needs the option `bits` (least entropy)',
        'r.yaml:2:45: the matcher `random-bytes` has no option `bit`; did you mean `bits`?',
      ],
    ],
    [
      'an unknown field',
      rule('fields: [emial]'),
      ['r.yaml:3:51: unknown field `emial`: no entry of `fields` and no matcher has that name; did you mean `email`?'],
    ],
    [
      'a matcher that needs options, as a field',
      rule('fields: [random-bytes], failFrom: pattern'),
      ['r.yaml:3:51: the matcher `random-bytes` needs the option `bits`: declare a field with `matchers: [{ random-bytes: { bits: … } }]`'],
    ],
    [
      'an unknown host list',
      `hosts: { first-party: [a.example] }\n${rule('when: { host: frist-party }')}`,
      ['r.yaml:4:56: unknown host list `frist-party`; did you mean `first-party`?'],
    ],
    [
      'a group in upper case',
      'rules: [{ id: r, never: { region: EU } }]',
      ['r.yaml:2:35: unknown country `EU`: groups are written in lower case, `eu`'],
    ],
    [
      'a country in lower case',
      'rules: [{ id: r, never: { region: cn } }]',
      ['r.yaml:2:35: unknown group `cn`: countries are written in upper case, `CN`'],
    ],
    [
      'a backreference',
      'fields: { f: { patterns: ["(a)\\\\1"] } }',
      ['r.yaml:2:27: backreferences are not supported: user patterns run in linear time (RE2 syntax) (invalid escape sequence: `\\1`)'],
    ],
    [
      'look-around',
      "fields: { f: { patterns: ['(?=a)'] } }",
      [
        'r.yaml:2:27: look-around is not supported: user patterns run in linear time (RE2 syntax) (invalid or unsupported Perl syntax: `(?=`)',
      ],
    ],
    [
      'a broken JSONPath',
      'fields: { f: { names: [a], under: ["$.a["] } }',
      ['r.yaml:2:36: not a JSONPath (RFC 9535), at its character 5: write such as `$.user.id`, `$..id` or `$.list[*]`'],
    ],
    [
      'an unset variable',
      'fields: { f: { values: ["${env:NOWHERE}"] } }',
      ['r.yaml:2:25: the environment variable NOWHERE is not set; set it, or write `${env:NOWHERE?}` to leave this value out'],
    ],
    ['an empty variable', 'hosts: { a: ["${env:EMPTY}"] }', ['r.yaml:2:14: the environment variable EMPTY is empty; set it']],
    ['an empty map', 'rules: [{ id: r, never: {} }]', ['r.yaml:2:25: this map must not be empty']],
    ['a `learn` of nothing', 'fields: { f: { names: [f], learn: [] } }', ['r.yaml:2:35: this list must not be empty']],
    [
      'a `learn` of an unknown host',
      'hosts: { first-party: [a.example] }\nfields: { f: { learn: [{ host: frist-party, path: /login, at: $.token }] } }',
      ['r.yaml:3:32: unknown host list `frist-party`; did you mean `first-party`?'],
    ],
    [
      'an unknown operator',
      'operators: { agora: { domains: [agora.io] } }\nrules: [{ id: r, never: { operator: { notIn: [agroa] } } }]',
      ['r.yaml:3:47: unknown operator `agroa`; did you mean `agora`?'],
    ],
    [
      'an operator where none are',
      'rules: [{ id: r, never: { operator: agora } }]',
      ['r.yaml:2:37: unknown operator `agora`; nothing stands under `operators`'],
    ],
    [
      'a value that is too short',
      'fields: { f: { values: ["42"] } }',
      [
        'r.yaml:2:25: this planted value has 2 digits; numbers with fewer than 7 turn up by chance; plant a longer one, or narrow the field with `under`',
      ],
    ],
    [
      'a suppression that covers everything',
      `${rule('fields: [email], failFrom: pattern')}\nsuppressions: [{ rule: r, reason: x, until: 2027-01-01 }]`,
      [
        'r.yaml:4:16: a suppression needs at least one of `field`, `host`, `path`, `at`, `step`, `fingerprint`; to switch a rule off, use `levels`',
      ],
    ],
    ['a suppression of no rule', 'suppressions: [{ rule: r, reason: x, until: 2027-01-01, step: a }]', ['r.yaml:2:24: unknown rule `r`']],
    ['a suppression without an end', 'suppressions: [{ rule: r, reason: x, step: a }]', ['r.yaml:2:16: `until` is missing here']],
    [
      '30 February',
      'blindSpots: [{ host: a.example, reason: x, until: 2027-02-30 }]',
      ['r.yaml:2:51: 2027-02-30 is not a day of the calendar'],
    ],
    [
      'another way to write a day',
      'blindSpots: [{ host: a.example, reason: x, until: 1 March }]',
      ['r.yaml:2:51: expected a day, written YYYY-MM-DD, found `1 March`'],
    ],
    [
      'a tie of overrides',
      'regions: { overrides: [{ cidr: 10.1.2.3/8, region: US, reason: x }, { cidr: 10.0.0.0/8, region: CA, reason: y }] }',
      ['r.yaml:2:69: `10.0.0.0/8` has an override already in r.yaml:2:24 (US, not CA), and neither is more specific: keep one'],
    ],
    [
      'an unknown level',
      'levels: { a: eror }',
      ['r.yaml:2:14: expected a level, or off: `error`, `warning`, `note`, `off`, found `eror`; did you mean `error`?'],
    ],
    [
      'a level of no rule',
      `${rule('fields: [email], failFrom: pattern')}\nlevels: { q/*: off, s: note }`,
      ['r.yaml:4:11: `q/*` matches no rule', 'r.yaml:4:21: unknown rule `s`; did you mean `r`?'],
    ],
    [
      'readable without fields',
      'rules: [{ id: r, never: { readable: true } }]',
      ['r.yaml:2:37: `readable` speaks of a field, and this rule has no `fields`'],
    ],
    [
      'readable: false',
      `rules: [{ id: r, fields: [credit-card], never: { readable: false } }]`,
      ['r.yaml:2:60: expected true, found `false`'],
    ],
    [
      'anywhere with more',
      `rules: [{ id: r, fields: [credit-card], never: { anywhere: true, wire: cleartext } }]`,
      ['r.yaml:2:48: `anywhere` forbids the field outright, so the other keys of this map would say nothing: drop it or them'],
    ],
    [
      'a rule that can never fail',
      'rules: [{ id: r, fields: [email], never: anywhere }]',
      [
        'r.yaml:2:15: the rule `r` can never fail: its fields are recognised by pattern at best, and it fails from checksum on; write `failFrom: pattern`, or give a field `values`',
      ],
    ],
    [
      'a field that is found by nothing',
      'fields: { f: { under: [a] } }',
      ['r.yaml:2:11: the field `f` has nothing to be found by: give it `values`, `names`, `patterns`, `matchers` or `learn`'],
    ],
    [
      'an unknown kind',
      'fields: { f: { values: [abcdefgh1], as: e-mail } }',
      [
        'r.yaml:2:41: expected a kind: `email`, `phone`, `uuid`, `mac`, `imei`, `location`, `name`, `date`, `integer`, `token`, `text`, found `e-mail`; did you mean `email`?',
      ],
    ],
    [
      'a slash in a rule ID',
      'rules: [{ id: baseline/r, never: { region: CN } }]',
      ['r.yaml:2:15: expected a rule ID of letters, digits, `.`, `_` and `-` (a slash is for rules of packs), found `baseline/r`'],
    ],
  ])('%s', (_what, body, expected) => {
    expect(problems(body)).toEqual(expected);
  });

  it('says all that is wrong, not only the first', () => {
    expect(problems('feilds: {}\nrules: [{ id: a }, { id: b, never: {} }]').length).toBe(3);
  });

  it('does not call names unknown that a broken section would define', () => {
    expect(problems('feilds: { user: { values: [abcdef1234] } }\nrules: [{ id: r, fields: [user], never: anywhere }]')).toEqual([
      'r.yaml:2:1: unknown key `feilds`; did you mean `fields`?',
    ]);
  });

  it('takes patterns that would blow up elsewhere: they run in linear time', () => {
    expect(problems("fields: { f: { patterns: ['^(a+)+$', '(x|x)*y', '([a-z]+)*[0-9]'] } }")).toEqual([]);
  });
});

describe('sets and short forms', () => {
  it.each<[written: string, mode: string, members: readonly string[]]>([
    ['CN', 'in', ['CN']],
    ['[CN, NO]', 'in', ['CN', 'NO']],
    ['{ in: [CN] }', 'in', ['CN']],
    ['{ in: CN }', 'in', ['CN']],
    ['{ notIn: [US, eu] }', 'notIn', ['US', 'eu']],
  ])('region: %s', (written, mode, members) => {
    expect(load(`rules: [{ id: r, never: { region: ${written} } }]`).rules[0]?.never).toEqual([{ region: { mode, members } }]);
  });

  it('anywhere alone, in a list, and as a key', () => {
    const never = (written: string) => load(`rules: [{ id: r, fields: credit-card, never: ${written} }]`).rules[0]?.never;
    expect(never('anywhere')).toEqual([{ anywhere: true }]);
    expect(never('[anywhere]')).toEqual([{ anywhere: true }]);
    expect(never('{ anywhere: true }')).toEqual([{ anywhere: true }]);
    expect(never('[{ wire: cleartext }, { tls: { below: TLSv1.2 } }]')).toEqual([{ wire: 'cleartext' }, { tlsBelow: 'TLSv1.2' }]);
  });

  it('after a step or an exchange', () => {
    const afterOf = (written: string) => load(`rules: [{ id: r, when: { after: ${written} }, never: anywhere }]`).rules[0]?.when.after;
    expect(afterOf('login')).toEqual([{ step: 'login' }]);
    expect(afterOf('[login, { exchange: { method: DELETE, path: /account, status: 2xx } }]')).toEqual([
      { step: 'login' },
      {
        exchange: {
          method: { mode: 'in', members: ['DELETE'] },
          path: { mode: 'in', members: ['/account'] },
          status: { mode: 'in', members: ['2xx'] },
        },
      },
    ]);
  });
});

describe('several files', () => {
  it('side by side disagree aloud', () => {
    const context = contextOf({
      'a.yaml': 'plainsight: 1\nhosts: { x: [a.example] }',
      'b.yaml': 'plainsight: 1\nhosts: { x: [b.example] }',
    });
    expect(problemsOf(() => loadRuleset(['a.yaml', 'b.yaml'], context))).toEqual([
      'b.yaml:2:10: the host list `x` is given differently in a.yaml:2:10; say which holds in a file that extends both',
    ]);
  });

  it('flattens lists of lists, for rules and for passthrough', () => {
    const ruleset = load(
      'hosts: { all: [own, "*.cdn.example"], own: [A.example, backend.] }\npassthrough: [all]\ninsecureOrigins: [localhost]',
    );
    expect(ruleset.hosts.get('all')).toEqual(['a.example', 'backend.', '*.cdn.example']);
    expect(ruleset.passthrough).toEqual(['a.example', 'backend.', '*.cdn.example']);
    expect(ruleset.insecureOrigins).toEqual(['localhost']);
  });

  it('flattens the hosts that may be spoken to in old TLS', () => {
    const ruleset = load('hosts: { old: ["*.old.example"] }\nlegacyTls: [old, 10.0.0.0/8, Till.example]');
    expect(ruleset.legacyTls).toEqual(['*.old.example', '10.0.0.0/8', 'till.example']);
    expect(problems('legacyTls: [oldd]\nhosts: { old: [a.example] }')).toEqual([
      'r.yaml:2:13: unknown host list `oldd`; did you mean `old`?',
    ]);
  });

  it('replaces operators by name, and refuses two files side by side that disagree', () => {
    const files = { 'inner.yaml': 'plainsight: 1\noperators: { a: { domains: [one.example] }, b: { asns: [64500] } }' };
    const ruleset = load('extends: ./inner.yaml\noperators: { a: { domains: [Two.Example.] } }', files);
    expect([...ruleset.operators.values()].map(({ name, domains, asns }) => [name, domains, asns])).toEqual([
      ['a', ['two.example'], []],
      ['b', [], [64500]],
    ]);
    const context = contextOf({
      'a.yaml': 'plainsight: 1\noperators: { x: { asns: [1, 2] }, y: { asns: [3, 4] } }',
      'b.yaml': 'plainsight: 1\noperators: { x: { asns: [1] }, y: { asns: [4, 3] } }',
    });
    expect(problemsOf(() => loadRuleset(['a.yaml', 'b.yaml'], context))).toEqual([
      'b.yaml:2:14: the operator `x` is given differently in a.yaml:2:14; say which holds in a file that extends both',
    ]);
  });

  it('refuses a list or group that holds itself', () => {
    expect(problems('hosts: { a: [b], b: [a] }\nregions: { groups: { c: [d], d: [c, DE] } }')).toEqual([
      'r.yaml:2:14: the host list `b` holds itself',
      'r.yaml:2:22: the host list `a` holds itself',
      'r.yaml:3:26: the region group `d` holds itself',
      'r.yaml:3:34: the region group `c` holds itself',
    ]);
  });
});
