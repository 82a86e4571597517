import { describe, expect, it } from 'vitest';
import { parseRequestTarget } from '../../../proxy/capture/parse-request-target.js';
import fc from '../../harness/fast-check.js';

describe('parseRequestTarget', () => {
  it.each([
    ['http://a.test/x?y=1', 'a.test', 80, '/x?y=1'],
    ['http://a.test', 'a.test', 80, '/'],
    ['http://a.test?x', 'a.test', 80, '/?x'],
    ['http://a.test#f', 'a.test', 80, '/'],
    ['http://a.test/x#f?g', 'a.test', 80, '/x'],
    ['HTTP://A.Test:8080/X', 'a.test', 8080, '/X'],
    ['ws://a.test/ws', 'a.test', 80, '/ws'],
    ['http://u:p@a.test/@x', 'a.test', 80, '/@x'],
    ['http://u@v@a.test/', 'a.test', 80, '/'],
    ['http://[::1]:81/x', '::1', 81, '/x'],
    ['http://a.test/%zz/../..//x?[]|{}', 'a.test', 80, '/%zz/../..//x?[]|{}'],
    ['http://a.test/http://b.test/', 'a.test', 80, '/http://b.test/'],
  ])('%s', (raw, host, port, target) => {
    expect(parseRequestTarget(raw)).toEqual({ kind: 'absolute', authority: { host, port }, target });
  });

  it('in origin-form is for the proxy itself', () => {
    expect(parseRequestTarget('/x?y')).toEqual({ kind: 'own', target: '/x?y' });
    expect(parseRequestTarget('//a.test/x')).toEqual({ kind: 'own', target: '//a.test/x' });
  });

  it.each(['https://a.test/', 'ftp://a.test/', 'wss://a.test/', 'file:///etc/passwd'])('%s is not supported', (raw) => {
    expect(parseRequestTarget(raw)).toMatchObject({ kind: 'unsupported' });
  });

  it.each([
    '*',
    '',
    'a.test:443',
    'http:/a',
    'http:///',
    'http://:80/',
    'http://a:99999/',
    'http://a b/',
    'http://@/',
    'http://[::1/',
    'x'.repeat(10_000),
  ])('%j is malformed', (raw) => {
    expect(parseRequestTarget(raw)).toMatchObject({ kind: 'malformed' });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => void parseRequestTarget(raw)),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => void parseRequestTarget(`http://${raw}`)),
      { numRuns: 100 },
    );
  });
});
