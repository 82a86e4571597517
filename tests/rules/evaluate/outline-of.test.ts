import { describe, expect, it } from 'vitest';
import type { Outline } from '../../../rules/judge.js';
import type { Ruleset } from '../../../rules/ruleset.js';
import { cleartextConnection, connection, expectation, field, judgeOf, message, place, rule, ruleset } from './samples.js';

const planted = 'u-7d41c9e2-harbour';
const scanned = field('id', { values: [planted] });
const named = field('named', { names: ['device_id'] });
const on = cleartextConnection();
const request = (text = '{}') => message(on, 'POST /a', { text });
const outline = (rules: Ruleset, of = request(), where = on): Outline => judgeOf(rules).outline(where, of);
const inCleartext = { never: [{ wire: 'cleartext' as const }] };

describe('what a message needs, without a look at its bytes', () => {
  it('is nothing where no rule can be violated', () => {
    const tls = connection();
    expect(outline(ruleset([rule('a', { fields: ['id'], ...inCleartext })], [scanned]), message(tls, 'GET /a'), tls)).toEqual({
      kind: 'nothing',
    });
    expect(outline(ruleset([rule('a', { fields: ['id'] })], [scanned]), request(), { ...on, internal: true })).toEqual({ kind: 'nothing' });
  });

  it('is a scan where only planted values are looked for, whatever the bytes are', () => {
    const rules = ruleset([rule('a', { fields: ['id'] })], [named, scanned]);
    for (const text of ['{}', planted]) expect(outline(rules, request(text))).toEqual({ kind: 'scan', definitions: [1], teaches: false });
  });

  it('is its fields where names or kinds are looked for, where it was cut, and for names in DNS', () => {
    expect(outline(ruleset([rule('a', { fields: ['named'] })], [named]))).toEqual({ kind: 'fields', definitions: [0], teaches: false });
    const rules = ruleset([rule('a', { fields: ['id'] })], [scanned]);
    expect(outline(rules, { ...request(), body: { bytes: Buffer.from('{'), size: 9, truncated: true } }).kind).toBe('fields');
    expect(outline(rules, { ...request(), kind: 'dns' }).kind).toBe('fields');
  });

  it('names what must still be seen', () => {
    const rules = ruleset([], [scanned, named], { expectations: [expectation({ field: 'named' })] });
    expect(outline(rules)).toEqual({ kind: 'fields', definitions: [1], teaches: false });
  });

  it('says when it issues values that are looked for', () => {
    const learn = {
      place,
      host: { mode: 'in' as const, members: ['*'] },
      path: { mode: 'in' as const, members: ['/login'] },
      at: { kind: 'body' as const, path: '$.t' },
    };
    const rules = ruleset([rule('a', { fields: ['id'] })], [field('id', { learn: [learn] })]);
    expect(outline(rules, message(on, 'POST /login', { status: 200 }))).toMatchObject({ kind: 'fields', teaches: true });
  });

  it('agrees with `need`, which looks at the bytes', () => {
    const rules = ruleset([rule('a', { fields: ['id'] })], [scanned]);
    const judge = judgeOf(rules);
    for (const [text, need] of [
      ['{"n":1}', 'nothing'],
      [planted, 'fields'],
    ] as const) {
      expect([judge.outline(on, request(text)).kind, judge.need(on, request(text))]).toEqual(['scan', need]);
    }
  });
});
