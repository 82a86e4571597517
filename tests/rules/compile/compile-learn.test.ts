import { describe, expect, it } from 'vitest';
import { compileField } from '../../../rules/compile/compile-field.js';
import { compileLearn } from '../../../rules/compile/compile-learn.js';
import type { LearnPlace } from '../../../rules/ruleset.js';
import { at, field, place } from '../evaluate/samples.js';

const lists = new Map([['ours', ['*.a.example']]]);
const learn = (where: LearnPlace, more: { status?: string[] } = {}) =>
  compileLearn(
    {
      place,
      host: { mode: 'in', members: ['ours'] },
      path: { mode: 'in', members: ['/v*/login'] },
      at: where,
      ...(more.status ? { status: { mode: 'in', members: more.status } } : {}),
    },
    0,
    compileField(field('session', {}), 0, new Map()),
    lists,
  );
const body = (path: string): LearnPlace => ({ kind: 'body', path });

describe('compileLearn', () => {
  it('tells the responses that values are taken from', () => {
    const { host, path, status } = learn(body('$.t'));
    expect(host({ names: ['api.a.example'], complete: true })).toBe(true);
    expect(host({ names: ['b.example'], complete: true })).toBe(false);
    expect(host({ names: [], complete: false })).toBe('unknown');
    expect(['/v1/login', '/v2/x/login', '/login', '/v1/login/x'].map(path)).toEqual([true, true, false, false]);
    expect([200, 204, 302, 401].map(status)).toEqual([true, true, false, false]);
    expect([200, 302].map(learn(body('$.t'), { status: ['302'] }).status)).toEqual([false, true]);
  });

  it.each<[LearnPlace, string, boolean]>([
    [body('$.user.token'), 'body.user.token', true],
    [body('$.user.token'), 'body.user.token.inner', false],
    [body('$.user.token'), 'body.user', false],
    [body('$.user.token'), 'header.user.token', false],
    [body('$..token'), 'body.a.0.token', true],
    [body('$.list[*]'), 'body.list.3', true],
    [body('$'), 'body', true],
    [body('$'), 'body.x', false],
    [{ kind: 'header', name: 'x-token' }, 'header.x-token', true],
    [{ kind: 'header', name: 'x-token' }, 'header.x-token.inner', false],
    [{ kind: 'header', name: 'x-token' }, 'cookie.x-token', false],
    [{ kind: 'cookie', name: 'SID' }, 'cookie.SID', true],
    [{ kind: 'cookie', name: 'SID' }, 'cookie.sid', false],
  ])('%j and %s: %s', (where, path, expected) => {
    expect(learn(where).stands(at(path, 'value-4711'))).toBe(expected);
  });

  it('takes no name and no noise for a value', () => {
    const { stands } = learn({ kind: 'cookie', name: 'SID' });
    expect(stands(at('cookie.SID', 'SID', ['key']))).toBe(false);
    expect(stands({ ...at('cookie.SID', 'x'), noise: true })).toBe(false);
  });
});
