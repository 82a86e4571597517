import { describe, expect, it } from 'vitest';
import { credentialCheck } from '../../../../proxy/capture/socks5/credential-check.js';

const given = (username: string, password: string) => ({ username: Buffer.from(username), password: Buffer.from(password) });

describe('credentialCheck', () => {
  it('takes the right ones alone', () => {
    const check = credentialCheck({ username: 'usér', password: 'word' });
    expect(check(given('usér', 'word'))).toBe(true);
    for (const [username, password] of [
      ['usér', 'Word'],
      ['usér', ''],
      ['usé', 'rword'],
      ['user', 'word'],
      ['', ''],
      ['word', 'usér'],
    ] as const) {
      expect(check(given(username, password))).toBe(false);
    }
  });
});
