import { describe, expect, it } from 'vitest';
import { templateUrl } from '../../../record/redact/template-url.js';
import fc from '../../harness/fast-check.js';

const isSecret = (text: string): boolean => text.toLowerCase().includes('alice');

describe('templateUrl', () => {
  it.each([
    ['/', '/'],
    ['/v1/rooms/4711/join?user_id=u-7&t=1#x', '/v1/rooms/{}/join?user_id&t'],
    ['/u/alice/home', '/u/{}/home'],
    ['/u/%41lice', '/u/{}'],
    ['/u/%2541lice?%61lice=1', '/u/{}?{}'],
    ['/search?alice', '/search?{}'],
    ['/search?18483144', '/search?{}'],
    ['/a?', '/a'],
    ['/a?&&b=1&', '/a?b'],
    ['/a?b=c=d?e', '/a?b'],
    ['http://api.example:8080/rooms/4711?x=1', '/rooms/{}?x'],
    ['http://user:pw@api.example', ''],
    ['http://api.example?x=1', '?x'],
    ['*', ''],
    ['rooms', '/rooms'],
    ['//x//', '//x//'],
  ])('%s becomes %s', (target, templated) => {
    expect(templateUrl(target, isSecret)).toBe(templated);
  });

  it('bounds the segments and names', () => {
    expect(templateUrl('/a'.repeat(500), isSecret)).toBe(`${'/a'.repeat(63)}/…`);
    expect(templateUrl(`/?${'a&'.repeat(500)}`, isSecret).split('&')).toHaveLength(51);
  });

  it('never keeps a query value, whatever the target', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => {
        expect(templateUrl(`/p?${query}`, () => false)).not.toContain('=');
      }),
    );
  });
});
