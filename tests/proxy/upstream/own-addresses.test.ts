import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isLoopback, reaches } from '../../../proxy/upstream/own-addresses.js';

describe('own addresses', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0.0.0.0', '::'])(
    '%s is loopback',
    (address) => {
      expect(isLoopback(address)).toBe(true);
    },
  );

  it.each(['128.0.0.1', '192.168.0.1', '::2', '::ffff:128.0.0.1', 'localhost', '', '127.0.0.1:80'])('%s is not', (address) => {
    expect(isLoopback(address)).toBe(false);
  });

  it('a listener on every interface is reached by any address of this machine', () => {
    const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
    for (const address of own) expect(reaches(address, '0.0.0.0')).toBe(true);
    expect(reaches('192.0.2.1', '0.0.0.0')).toBe(false);
    expect(reaches('127.0.0.1', '0.0.0.0')).toBe(true);
  });

  it('a listener on one is reached by that', () => {
    expect(reaches('192.0.2.7', '192.0.2.7')).toBe(true);
    expect(reaches('::ffff:192.0.2.7', '192.0.2.7')).toBe(true);
    expect(reaches('192.0.2.8', '192.0.2.7')).toBe(false);
    expect(reaches('127.0.0.1', '192.0.2.7')).toBe(false);
  });
});
