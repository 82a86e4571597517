import { expect, it } from 'vitest';
import type { RefusalDiagnosis } from '../../../model/index.js';
import { describeDiagnosis, describeRefusal } from '../../../report/refusals/describe-refusal.js';

it('says who refused what, how often and how', () => {
  const refusal = { client: '192.0.2.7', host: 'a.test', diagnosis: 'unexplained', cause: 'alert 46', advice: '' } as const;
  expect(describeRefusal({ ...refusal, count: 1 })).toBe('a.test by 192.0.2.7, 1 time (alert 46)');
  expect(describeRefusal({ ...refusal, count: 3 })).toBe('a.test by 192.0.2.7, 3 times (alert 46)');
});

it('has words for every diagnosis', () => {
  const all: RefusalDiagnosis[] = ['no-ca-installed', 'ca-not-trusted-by-app', 'suspected-pinning', 'protocol-mismatch', 'unexplained'];
  expect(new Set(all.map(describeDiagnosis)).size).toBe(all.length);
});
