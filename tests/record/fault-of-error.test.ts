import { expect, it } from 'vitest';
import { faultOfError } from '../../record/fault-of-error.js';
import { RecordError } from '../../record/record-fault.js';

const error = (fields: object, message = 'it failed'): Error => Object.assign(new Error(message), fields);

it.each([
  [error({ code: 'ENOSPC' }), 'disk-full'],
  [error({ code: 'EACCES' }), 'unwritable'],
  [error({ code: 'SQLITE_FULL', rawCode: 13 }), 'disk-full'],
  [error({ code: 'ERR_SQLITE_ERROR', errcode: 13 }), 'disk-full'],
  [error({ code: 'ERR_SQLITE_ERROR', errcode: 5 | (2 << 8) }), 'busy'],
  [error({ rawCode: 26 }), 'corrupt'],
  [error({ rawCode: 10 | (3 << 8) }), 'io-error'],
  [error({}, 'ConnectionFailed("Unable to open connection to local database /x/y.db: 14")'), 'unwritable'],
  [error({ code: 'SQLITE_CONSTRAINT', rawCode: 19 }), 'unexpected'],
  [error({}), 'unexpected'],
  ['a string', 'unexpected'],
])('%o is %s', (thrown, cause) => {
  expect(faultOfError(thrown, 'write')).toMatchObject({ cause, message: expect.stringMatching(/^cannot write: /) });
});

it('passes on a fault that is one already', () => {
  const fault = { cause: 'run-exists', message: 'x' } as const;
  expect(faultOfError(new RecordError(fault), 'write')).toBe(fault);
});

it('says what to do where that is known', () => {
  expect(faultOfError(error({ code: 'ENOSPC' }), 'write').message).toBe(
    'cannot write: it failed (free some space, or choose another data folder)',
  );
});
