import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../../proxy/capture/socks5/read-request.js';
import { socksRequest } from '../../../harness/socks5-client.js';

const target = { host: 'name.test', port: 80 };

describe('readRequest', () => {
  it.each([
    [1, 'connect'],
    [2, 'bind'],
    [3, 'udp-associate'],
  ])('command %i is %s', (code, command) => {
    const bytes = Buffer.concat([socksRequest(code, target), Buffer.from('behind')]);
    const end = bytes.length - 6;
    expect(readRequest(bytes)).toEqual({ kind: 'read', value: { command, address: { type: 'name', ...target } }, end });
    for (let size = 0; size < end; size += 1) expect(readRequest(bytes.subarray(0, size))).toEqual({ kind: 'incomplete' });
  });

  it('says what is wrong as soon as it shows', () => {
    expect(readRequest(Buffer.of(4))).toEqual({ kind: 'malformed' });
    for (const code of [0, 4, 0x83, 255]) expect(readRequest(Buffer.of(5, code))).toEqual({ kind: 'unknown-command' });
    for (const type of [0, 2, 5, 255]) expect(readRequest(Buffer.of(5, 1, 0, type))).toEqual({ kind: 'unknown-address-type' });
  });

  it('does not look at RSV', () => {
    const bytes = socksRequest(1, target);
    bytes[2] = 9;
    expect(readRequest(bytes).kind).toBe('read');
  });
});
