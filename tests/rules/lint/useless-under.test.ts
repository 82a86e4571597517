import { describe, expect, it } from 'vitest';
import { uselessUnder } from '../../../rules/lint/useless-under.js';
import { lintWith } from './lint-with.js';

const lint = (entry: string) => lintWith(uselessUnder)(`fields: { f: { names: [a], under: [${JSON.stringify(entry)}] } }`);

describe('uselessUnder', () => {
  it.each([
    ['user[id]', '$..user.id'],
    ['extinfo[8]', '$..extinfo[8]'],
    ['/user/id', '$..user.id'],
    ['user.*', '$..user'],
    ['a..b', '$..a.b'],
    ['[3]', '$..*[3]'],
    ['e-mail[home]', "$..*['e-mail'].home"],
  ])('finds a path written as a name: %s', (entry, instead) => {
    expect(lint(entry)).toEqual([
      `r.yaml:2:11: \`under\` of the field \`f\`: \`${entry}\` reads as a path and is compared as one name, which nothing has: write the JSONPath \`${instead}\``,
    ]);
  });

  it('has another proposal where nothing is left', () => {
    expect(lint('*')).toEqual([expect.stringContaining('write a JSONPath such as `$..user.id`')]);
  });

  it.each(['$', '$.*', '$..*', '$[*]', "$[*,'a']"])('finds a path that selects everything: %s', (entry) => {
    expect(lint(entry)).toEqual([expect.stringContaining(`\`${entry}\` selects everything, so it narrows nothing`)]);
  });

  it.each([
    'user',
    'connect.sid',
    'https://claims.example/email',
    'x-session',
    '電話番号',
    '$.user.id',
    '$..id',
    '$.*.id',
    '$[0]',
    "$['*']",
  ])('does not cry wolf: %s', (entry) => {
    expect(lint(entry)).toEqual([]);
  });
});
