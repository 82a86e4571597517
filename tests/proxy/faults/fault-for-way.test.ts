import { expect, it } from 'vitest';
import { faultForWay } from '../../../proxy/faults/fault-for-way.js';

it('is what was asked for, but for TLS where none is to be expected', () => {
  for (const fault of ['refuse', 'reset', 'timeout'] as const) {
    expect(faultForWay(fault, { scheme: 'http' })).toBe(fault);
    expect(faultForWay(fault, { scheme: 'https' })).toBe(fault);
  }
  expect(faultForWay('tls', { scheme: 'https' })).toBe('tls');
  expect(faultForWay('tls', { scheme: 'http' })).toBeUndefined();
  expect(faultForWay(undefined, { scheme: 'https' })).toBeUndefined();
});
