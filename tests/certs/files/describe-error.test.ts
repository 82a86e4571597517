import { describe, expect, it } from 'vitest';
import { describeError } from '../../../certs/files/describe-error.js';
import { errorCode } from '../../../certs/files/error-code.js';

describe('describeError', () => {
  it.each([
    [Object.assign(new Error('long text'), { code: 'EACCES' }), 'EACCES'],
    [new Error('plain'), 'plain'],
    [Object.assign(new Error('numbered'), { code: 7 }), 'numbered'],
    ['text', 'text'],
    [undefined, 'undefined'],
  ])('%o', (error, expected) => {
    expect(describeError(error)).toBe(expected);
  });

  it('finds a code only where it is a string', () => {
    expect(errorCode({ code: 'ENOENT' })).toBe('ENOENT');
    expect(errorCode({ code: 1 })).toBeUndefined();
    expect(errorCode(null)).toBeUndefined();
  });
});
