import { describe, expect, it } from 'vitest';
import { readCredentials } from '../../../../proxy/capture/socks5/read-credentials.js';
import { socksCredentials } from '../../../harness/socks5-client.js';

describe('readCredentials', () => {
  it.each([
    ['user', 'word'],
    ['', ''],
    ['u', ''],
    ['', 'p'],
    ['u'.repeat(255), 'p'.repeat(255)],
  ])('%j, %j', (username, password) => {
    const bytes = Buffer.concat([socksCredentials(username, password), Buffer.from('behind')]);
    const size = username.length + password.length + 3;
    expect(readCredentials(bytes)).toEqual({
      kind: 'read',
      value: { username: Buffer.from(username), password: Buffer.from(password) },
      end: size,
    });
    for (let end = 0; end < size; end += 1) expect(readCredentials(bytes.subarray(0, end))).toEqual({ kind: 'incomplete' });
  });

  it('knows one version, which is not that of SOCKS', () => {
    for (const version of [0, 2, 5]) expect(readCredentials(Buffer.of(version))).toEqual({ kind: 'malformed' });
  });
});
