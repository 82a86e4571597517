import { describe, expect, it } from 'vitest';
import { createSocks5Dialogue } from '../../../proxy/upstream/socks5-dialogue.js';
import fc from '../../harness/fast-check.js';
import { hear } from './hear.js';

const target = { host: 'origin.test', port: 443 };
const credentials = { username: 'ann', password: 'p:ä' };
const bound = Buffer.of(5, 0, 0, 1, 192, 0, 2, 1, 4, 56);
const hex = (bytes: Buffer) => bytes.toString('hex');

describe('what it sends', () => {
  it.each([
    ['origin.test', `05010003 0b${hex(Buffer.from('origin.test'))} 01bb`],
    ['192.0.2.7', '05010001 c0000207 01bb'],
    ['2001:db8::1:2', '05010004 20010db8 00000000 00000000 00010002 01bb'],
    ['::ffff:192.0.2.7', '05010004 00000000 00000000 0000ffff c0000207 01bb'],
    ['a'.repeat(254), `05010003 fe${'61'.repeat(254)} 01bb`],
  ])('asks for %s', (host, request) => {
    const { sent, last } = hear(createSocks5Dialogue({ host, port: 443 }, undefined), [Buffer.of(5, 0), bound]);
    expect(hex(sent)).toBe(`050100${request.replaceAll(' ', '')}`);
    expect(last.kind).toBe('open');
  });

  it('offers credentials, and gives them where they are wanted', () => {
    const wanted = hear(createSocks5Dialogue(target, credentials), [Buffer.of(5, 2), Buffer.of(1, 0), bound]);
    expect(hex(wanted.sent)).toBe(`05020002 0103616e6e04703ac3a4 050100030b${hex(Buffer.from('origin.test'))}01bb`.replaceAll(' ', ''));
    expect(wanted.last.kind).toBe('open');
    const unwanted = hear(createSocks5Dialogue(target, credentials), [Buffer.of(5, 0), bound]);
    expect(hex(unwanted.sent)).not.toContain('616e6e');
    expect(unwanted.last.kind).toBe('open');
  });

  it('keeps to lengths of one byte', () => {
    const longest = { username: 'u'.repeat(255), password: '' };
    expect(hex(hear(createSocks5Dialogue(target, longest), [Buffer.of(5, 2)]).sent)).toBe(`0502000201ff${'75'.repeat(255)}00`);
  });
});

describe('a way', () => {
  it.each([
    ['an IPv4 address', bound],
    ['an IPv6 address', Buffer.concat([Buffer.of(5, 0, 0, 4), Buffer.alloc(18, 7)])],
    ['a name', Buffer.concat([Buffer.of(5, 0, 0, 3, 5), Buffer.from('a.test..').subarray(0, 7)])],
    ['a name of no length', Buffer.of(5, 0, 0, 3, 0, 1, 2)],
    ['the longest name', Buffer.concat([Buffer.of(5, 0, 0, 3, 255), Buffer.alloc(257, 65)])],
  ])('is open with %s, however it is cut, and what comes behind is kept', (_name, reply) => {
    const behind = Buffer.from('\x05\x01SSH');
    const whole = Buffer.concat([reply, behind]);
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const { last, rest } = hear(createSocks5Dialogue(target, credentials), [
        Buffer.of(5),
        Buffer.of(2),
        Buffer.of(1),
        Buffer.of(0),
        whole.subarray(0, cut),
        whole.subarray(cut),
      ]);
      expect(last.kind).toBe('open');
      expect(rest).toBe('\x05\x01SSH');
    }
  });

  it.each([
    [1, 'unreachable'],
    [2, 'upstream-proxy-refused'],
    [3, 'unreachable'],
    [4, 'unreachable'],
    [5, 'connection-refused'],
    [6, 'timeout'],
    [7, 'upstream-proxy-refused'],
    [8, 'unreachable'],
    [9, 'upstream-proxy-refused'],
    [255, 'upstream-proxy-refused'],
  ])('is refused with reply %i, even one that is cut short', (code, cause) => {
    for (const reply of [Buffer.of(5, code), Buffer.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0)]) {
      const { last } = hear(createSocks5Dialogue(target, undefined), [Buffer.of(5, 0), reply]);
      expect(last).toEqual({
        kind: 'failed',
        cause,
        problem: expect.stringMatching(new RegExp(`origin\\.test:443: .* \\(SOCKS5 reply ${code}\\)$`)),
      });
    }
  });

  it.each<[string, number[][], string, string]>([
    ['wants credentials that we lack', [[5, 255]], 'upstream-proxy-refused', 'wants credentials'],
    ['insists on credentials that were not offered', [[5, 2]], 'protocol-error', 'not offered'],
    ['chooses GSSAPI', [[5, 1]], 'protocol-error', 'not offered'],
    ['speaks HTTP', [[...Buffer.from('HTTP/1.1 400 Bad Request\r\n')]], 'protocol-error', 'does not speak SOCKS5'],
    ['speaks SOCKS4', [[0, 90]], 'protocol-error', 'does not speak SOCKS5'],
    ['answers what was not asked yet', [[5, 0, 5, 0]], 'protocol-error', 'out of turn'],
    [
      'answers with another version',
      [
        [5, 0],
        [4, 0],
      ],
      'protocol-error',
      'does not speak SOCKS5',
    ],
    [
      'answers with an unknown address type',
      [
        [5, 0],
        [5, 0, 0, 2],
      ],
      'protocol-error',
      'no known type',
    ],
  ])('is refused by one that %s', (_name, chunks, cause, text) => {
    const { last } = hear(
      createSocks5Dialogue(target, undefined),
      chunks.map((chunk) => Buffer.from(chunk)),
    );
    expect(last).toEqual({ kind: 'failed', cause, problem: expect.stringContaining(text) });
  });

  it.each<[string, number[][], string, string]>([
    ['none of its', [[5, 255]], 'upstream-proxy-refused', 'takes no user name and password'],
    [
      'wrong ones',
      [
        [5, 2],
        [1, 1],
      ],
      'upstream-proxy-refused',
      'does not accept the user name and password',
    ],
    [
      'wrong ones, told as SOCKS',
      [
        [5, 2],
        [5, 1],
      ],
      'upstream-proxy-refused',
      'does not accept the user name and password',
    ],
    [
      'garbage',
      [
        [5, 2],
        [72, 84],
      ],
      'protocol-error',
      'does not speak SOCKS5',
    ],
    [
      'more than was asked',
      [
        [5, 2],
        [1, 0, 5, 0],
      ],
      'protocol-error',
      'out of turn',
    ],
  ])('is refused to credentials that are %s, without saying them', (_name, chunks, cause, text) => {
    const { last } = hear(
      createSocks5Dialogue(target, credentials),
      chunks.map((chunk) => Buffer.from(chunk)),
    );
    expect(last).toEqual({ kind: 'failed', cause, problem: expect.stringContaining(text) });
    expect(JSON.stringify(last)).not.toMatch(/ann|p:ä/);
  });

  it('settles within 262 bytes of anything, and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 12 }),
        fc.boolean(),
        fc.boolean(),
        (chunks, known, polite) => {
          const started = polite ? [Buffer.of(5, 0), Buffer.of(5, 0, 0), ...chunks] : chunks;
          const { last } = hear(createSocks5Dialogue(target, known ? credentials : undefined), started);
          const size = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
          if (size > 262) expect(last.kind).not.toBe('more');
        },
      ),
      { numRuns: 500 },
    );
  });
});
