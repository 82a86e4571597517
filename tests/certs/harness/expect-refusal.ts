import { expect } from 'vitest';
import { CaError, type CaErrorCause } from '../../../certs/index.js';

/** Expects a `CaError` of this cause that names this file and ends in what to do next; gives its message. */
export function expectRefusal(cause: CaErrorCause, file: string, act: () => unknown): string {
  let thrown: unknown;
  try {
    act();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(CaError);
  if (!(thrown instanceof CaError)) throw new TypeError('not a CaError');
  expect(thrown.cause).toBe(cause);
  expect(thrown.file).toBe(file);
  expect(thrown.message).toContain(file);
  expect(thrown.message).toMatch(/expected .*Next: \S/s);
  expect(thrown.message).not.toContain('PRIVATE KEY');
  return thrown.message;
}
