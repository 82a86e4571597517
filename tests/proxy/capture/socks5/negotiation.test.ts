import { describe, expect, it } from 'vitest';
import { credentialCheck } from '../../../../proxy/capture/socks5/credential-check.js';
import { Negotiation, type Progress } from '../../../../proxy/capture/socks5/negotiation.js';
import fc from '../../../harness/fast-check.js';
import { socksCredentials, socksRequest } from '../../../harness/socks5-client.js';

const target = { host: 'name.test', port: 443 };
const check = credentialCheck({ username: 'user', password: 'word' });

/** Feeds parts until it is over: all that was answered, and how it came out. */
function converse(negotiation: Negotiation, parts: readonly Buffer[]): { answer: Buffer; last: Progress | undefined } {
  let answer = Buffer.alloc(0);
  let last: Progress | undefined;
  for (const [index, part] of parts.entries()) {
    last = negotiation.feed(Buffer.from(part));
    answer = Buffer.concat([answer, last.answer]);
    if (last.kind === 'requested') return { answer, last: { ...last, rest: Buffer.concat([last.rest, ...parts.slice(index + 1)]) } };
    if (last.kind === 'refused') break;
  }
  return { answer, last };
}

const plain = Buffer.concat([Buffer.of(5, 3, 1, 2, 0), socksRequest(1, target), Buffer.from('early')]);
const named = Buffer.concat([
  Buffer.of(5, 2, 0, 2),
  socksCredentials('user', 'word'),
  socksRequest(3, { host: '::1', port: 1 }),
  Buffer.from('early'),
]);

describe('Negotiation', () => {
  it.each([
    ['without authentication', plain, undefined, [5, 0], { command: 'connect', address: { type: 'name', host: 'name.test', port: 443 } }],
    ['with a password', named, check, [5, 2, 1, 0], { command: 'udp-associate', address: { type: 'ipv6', host: '::1', port: 1 } }],
  ] as const)('%s, cut at every offset and into single bytes', (_name, bytes, wanted, answers, request) => {
    const cuts = Array.from({ length: bytes.length + 1 }, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
    cuts.push(Array.from(bytes, (byte) => Buffer.of(byte)));
    for (const parts of cuts) {
      const { answer, last } = converse(new Negotiation(wanted), parts);
      expect([...answer]).toEqual(answers);
      expect(last).toMatchObject({ kind: 'requested', request });
      expect(last?.kind === 'requested' && last.rest.toString()).toBe('early');
    }
  });

  it('without credentials of its own prefers no authentication, and else takes any password', () => {
    expect(converse(new Negotiation(), [Buffer.of(5, 2, 2, 0)]).answer).toEqual(Buffer.of(5, 0));
    const { answer, last } = converse(new Negotiation(), [Buffer.of(5, 1, 2), socksCredentials('', ''), socksRequest(1, target)]);
    expect(answer).toEqual(Buffer.of(5, 2, 1, 0));
    expect(last?.kind).toBe('requested');
  });

  it.each([
    ['no methods', undefined, [Buffer.of(5, 0)], [5, 0xff]],
    ['methods that are not ours', undefined, [Buffer.of(5, 2, 1, 0x80)], [5, 0xff]],
    ['no password where one is needed', check, [Buffer.of(5, 1, 0)], [5, 0xff]],
    ['another version', undefined, [Buffer.of(4, 1, 0)], [5, 0xff]],
    ['a wrong password', check, [Buffer.of(5, 1, 2), socksCredentials('user', 'wore')], [5, 2, 1, 1]],
    ['a wrong user name', check, [Buffer.of(5, 1, 2), socksCredentials('use', 'word')], [5, 2, 1, 1]],
    ['another version of the password message', check, [Buffer.of(5, 1, 2), Buffer.of(5, 1, 0)], [5, 2, 1, 1]],
    ['another version of the request', undefined, [Buffer.of(5, 1, 0), Buffer.of(4)], [5, 0, 5, 1, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['an unknown command', undefined, [Buffer.of(5, 1, 0), Buffer.of(5, 4)], [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['command zero', undefined, [Buffer.of(5, 1, 0), Buffer.of(5, 0)], [5, 0, 5, 7, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['an unknown address type', undefined, [Buffer.of(5, 1, 0), Buffer.of(5, 1, 0, 2)], [5, 0, 5, 8, 0, 1, 0, 0, 0, 0, 0, 0]],
  ])('refuses %s as soon as it shows', (_name, wanted, parts, answers) => {
    const { answer, last } = converse(new Negotiation(wanted), parts);
    expect([...answer]).toEqual(answers);
    expect(last?.kind).toBe('refused');
  });

  it('comes out the same however the bytes are cut, whatever they are, and always soon', () => {
    const start = fc.constantFrom(Buffer.of(5, 1, 0), Buffer.of(5, 1, 2), Buffer.of(5), plain, named);
    const noise = fc.tuple(fc.uint8Array({ maxLength: 12 }), fc.integer({ min: 0, max: 255 }));
    const outcome = ({ answer, last }: ReturnType<typeof converse>) => ({
      answer: answer.toString('hex'),
      kind: last?.kind,
      request: last?.kind === 'requested' ? last.request : undefined,
      rest: last?.kind === 'requested' ? last.rest.toString('hex') : undefined,
    });
    fc.assert(
      fc.property(start, noise, fc.integer({ min: 1, max: 700 }), (head, [some, filler], step) => {
        // A greeting, a password message and a request are never longer together.
        const bytes = Buffer.concat([head, some, Buffer.alloc(1_100, filler)]);
        const parts: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += step) parts.push(bytes.subarray(at, at + step));
        const whole = outcome(converse(new Negotiation(), [bytes]));
        expect(whole.kind).not.toBe('reading');
        expect(outcome(converse(new Negotiation(), parts))).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});
