import { describe, expect, it } from 'vitest';
import { isStunMessage } from '../../../../proxy/protocols/datagram/is-stun-message.js';
import { stun, stunVectors } from './datagrams.js';

describe('isStunMessage', () => {
  it.each(Object.entries(stunVectors))('takes the published %s', (_, bytes) => {
    expect(isStunMessage(bytes)).toBe(true);
    for (let end = 0; end < bytes.length; end += 1) expect(isStunMessage(bytes.subarray(0, end))).toBe(false);
    expect(isStunMessage(Buffer.concat([bytes, Buffer.alloc(4)]))).toBe(false);
  });

  it('takes TURN, and a message without attributes', () => {
    expect(isStunMessage(stun(0x0016, [0x0013, Buffer.from('data')]))).toBe(true);
    expect(isStunMessage(stun(0x0001))).toBe(true);
  });

  it('refuses other cookies, types and lengths', () => {
    for (const at of [0, 3, 4, 7]) {
      const bytes = Buffer.from(stunVectors.request);
      bytes[at]! ^= at === 3 ? 1 : 0x80;
      expect(isStunMessage(bytes)).toBe(false);
    }
  });
});
