import { describe, expect, it } from 'vitest';
import { rulesThatNeverFire } from '../../../rules/lint/rules-that-never-fire.js';
import { lintWith } from './lint-with.js';

const lint = lintWith(rulesThatNeverFire);

describe('rulesThatNeverFire', () => {
  it.each<[rest: string, reason: string]>([
    [
      'when: { direction: server-to-client }, never: { location: [url, query] }',
      'a response has no url or query; drop `direction`, or name other locations',
    ],
    [
      'when: { location: body }, never: { location: header }',
      'the locations of its `when` and its `never` exclude each other; drop one of them',
    ],
    [
      'when: { location: body }, never: { location: { notIn: body } }',
      'the locations of its `when` and its `never` exclude each other; drop one of them',
    ],
    [
      'never: { wire: cleartext, tls: { below: TLSv1.2 } }',
      'what is in cleartext has no TLS version; make a list of two maps under `never`',
    ],
    ['when: { before: a, during: a }, never: anywhere', 'nothing is both before and during `a`; drop one of them'],
    ['when: { before: a, after: a }, never: anywhere', 'nothing is both before and after `a`; drop one of them'],
    [
      'when: { path: /x, location: stream }, never: anywhere',
      'what stands in a stream belongs to no request, so it has no path; drop `path`',
    ],
    [
      'when: { method: POST }, never: { location: stream, wire: cleartext }',
      'what stands in a stream belongs to no request, so it has no method; drop `method`',
    ],
  ])('finds that a rule can never fire: %s', (rest, reason) => {
    expect(lint(`rules: [{ id: r, fields: [credit-card], ${rest} }]`)).toEqual([`r.yaml:2:15: the rule \`r\` can never fire: ${reason}`]);
  });

  it.each([
    'when: { direction: server-to-client }, never: [{ location: url }, { wire: cleartext }]',
    'when: { direction: server-to-client }, never: { location: [url, body] }',
    'when: { before: [a, b], during: a }, never: anywhere',
    'when: { before: a, after: [a, { exchange: { path: /x } }] }, never: anywhere',
    'when: { direction: server-to-client }, never: { location: cookie }',
    'when: { direction: server-to-client }, never: { location: name }',
    'when: { path: /x, location: [stream, body] }, never: anywhere',
    'level: note, when: { location: body }, never: { location: { notIn: header } }',
  ])('does not cry wolf: %s', (rest) => {
    expect(lint(`rules: [{ id: r, fields: [credit-card], ${rest} }]`)).toEqual([]);
  });

  it('leaves out what is switched off', () => {
    expect(lint('rules: [{ id: r, fields: [credit-card], when: { before: a, during: a }, never: anywhere }]\nlevels: { r: off }')).toEqual(
      [],
    );
  });
});
