import { describe, expect, it } from 'vitest';
import { pathForms } from '../../../rules/evaluate/path-forms.js';

describe('pathForms', () => {
  it('is the path alone where there is but one way to take it', () => {
    expect(pathForms('/v1/a')).toEqual(['/v1/a']);
    expect(pathForms('/v1/100%')).toEqual(['/v1/100%']);
  });

  it('is the path as sent, decoded, and both in normal form', () => {
    expect(pathForms('/v1/../a')).toEqual(['/v1/../a', '/a']);
    expect(pathForms('/v1/..%2Fa%20b')).toEqual(['/v1/..%2Fa%20b', '/v1/../a b', '/a b']);
    expect(pathForms('/v1/%2e%2e/a%2Fb/%zz')).toEqual(['/v1/%2e%2e/a%2Fb/%zz', '/a%2Fb/%zz']);
  });
});
