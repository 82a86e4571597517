import { describe, expect, it } from 'vitest';
import { checkUntil } from '../../../rules/load/check-until.js';

const at = (text: string): number => Date.parse(text);

describe('checkUntil', () => {
  it('holds through the last day, UTC', () => {
    expect(checkUntil('2027-01-31', at('2027-01-31T23:59:59.999Z'))).toEqual({ kind: 'expires-soon', days: 0 });
    expect(checkUntil('2027-01-31', at('2027-02-01T00:00:00Z'))).toEqual({ kind: 'expired' });
  });

  it('warns 14 days ahead', () => {
    expect(checkUntil('2027-01-31', at('2027-01-17T00:00:01Z'))).toEqual({ kind: 'expires-soon', days: 14 });
    expect(checkUntil('2027-01-31', at('2027-01-16T23:59:59Z'))).toEqual({ kind: 'active' });
  });

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-1', '31.01.2027', '', '2027-01-31T00:00:00Z'])('refuses %s', (until) => {
    expect(checkUntil(until, 0)).toEqual({ kind: 'invalid' });
  });

  it('knows leap days', () => {
    expect(checkUntil('2028-02-29', 0)).toEqual({ kind: 'active' });
  });
});
