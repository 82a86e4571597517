import { describe, expect, it } from 'vitest';
import { isChannelData } from '../../../../proxy/protocols/datagram/is-channel-data.js';

describe('isChannelData', () => {
  it.each(['40000000', '4fff000161000000', '4000000161', '40010003616263', '4001000361626300'])('takes %s', (hex) => {
    expect(isChannelData(Buffer.from(hex, 'hex'))).toBe(true);
  });

  it.each(['', '400000', '500000016100', '3fff0000', '4000000261', '40000001616200', '4000000161000000000000'])('refuses %s', (hex) => {
    expect(isChannelData(Buffer.from(hex, 'hex'))).toBe(false);
  });
});
