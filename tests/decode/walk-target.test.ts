import { expect, test } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import { linesOf } from './fields.js';
import { request } from './message.js';

const url = (target: string) => linesOf(request({ target }), 'url');
const query = (target: string) => linesOf(request({ target }), 'query');

test('the whole target, and each segment of the path', () => {
  expect(url('/v1/u/ada%40example.com//x?y#z')).toEqual([
    '$ = /v1/u/ada%40example.com//x?y#z',
    "$['path'][0] = v1",
    "$['path'][1] = u",
    "$['path'][2] = ada@example.com [percent]",
    "$['path'][4] = x",
  ]);
});

test.each([
  ['http://a.example:80/p?q=1', ["$['path'][0] = p"]],
  ['HTTP://a.example', []],
  ['a.example:443', []],
  ['*', []],
  ['/', []],
])('%s', (target, paths) => {
  expect(url(target)).toEqual([`$ = ${target}`, ...paths]);
});

test('parameters by name', () => {
  expect(query('/?a=b+c&d=e%20f&empty=&ids[]=7&x=1&x=2#frag=g')).toEqual([
    "$['a'] = b c [percent]",
    "$['d'] = e f [percent]",
    "$['ids'] = 7",
    "$['x'] = 1",
    "$['x'] = 2",
    "$['frag'] = g",
  ]);
});

test('a name may be the value', () => {
  expect(query('/?ada%40example.com')).toEqual(["$['ada@example.com'] = ada@example.com [percent > key]"]);
});

test('names with brackets are read as in forms', () => {
  expect(query('/?user[mail]=a&user%5Bids%5D[0]=7&a[b=c&u[ada%40example.com]=1')).toEqual([
    "$['user']['mail'] = a",
    "$['user']['ids'][0] = 7",
    "$['a[b'] = a[b [key]",
    "$['a[b'] = c",
    "$['u']['ada@example.com'] = ada@example.com [percent > key]",
    "$['u']['ada@example.com'] = 1",
  ]);
});

test('a name of hundreds of thousands of brackets is a gap, in time', () => {
  const { gaps, fields } = createDecoder().decode(request({ target: `/?a${'[b]'.repeat(300_000)}=c` }));
  expect(gaps.map(({ detail }) => detail).join()).toMatch(/nested too deep/);
  expect(fields.length).toBeLessThan(10);
});

test('bytes beyond ASCII are read as UTF-8', () => {
  const raw = Buffer.from('/é?q=é').toString('latin1');
  expect([...url(raw), ...query(raw)]).toEqual(['$ = /é?q=é', "$['path'][0] = é", "$['q'] = é"]);
});

test('ranges are those in the target', () => {
  const target = 'http://h/p%31/x?q=ada%40example.com';
  const { fields } = createDecoder().decode(request({ target }));
  expect(fields.map(({ byteRange }) => target.slice(...byteRange))).toEqual([target, 'p%31', 'x', 'ada%40example.com']);
});
