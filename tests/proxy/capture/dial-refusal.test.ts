import { expect, it } from 'vitest';
import { dialRefusal } from '../../../proxy/capture/dial-refusal.js';
import { DialError } from '../../../proxy/upstream/dial-error.js';

it.each([
  ['refused-loop', 403, 'protocol-error'],
  ['timeout', 504, 'timeout'],
  ['connection-refused', 502, 'connection-refused'],
  ['name-not-resolved', 502, 'name-not-resolved'],
  ['upstream-proxy-refused', 502, 'upstream-proxy-refused'],
] as const)('%s is %i', (failure, status, cause) => {
  expect(dialRefusal(new DialError('why', failure, []))).toMatchObject({ status, cause });
});
