import { describe, expect, it } from 'vitest';
import type { FailureCause, InjectedFault } from '../../../../model/index.js';
import { replyForFailure } from '../../../../proxy/capture/socks5/reply-for-failure.js';
import { DialError } from '../../../../proxy/upstream/dial-error.js';

const attempt = (failed: string) => ({ address: '192.0.2.1', port: 1, startedAfterMs: 0, outcome: { failed } });
const reply = (failure: FailureCause | 'refused-loop', failed: string[] = [], fault?: InjectedFault) =>
  replyForFailure(new DialError('x', failure, failed.map(attempt), fault));

describe('replyForFailure', () => {
  it.each([
    ['refused-loop', 2],
    ['connection-refused', 5],
    ['name-not-resolved', 4],
    ['timeout', 6],
    ['reset', 1],
    ['upstream-proxy-refused', 1],
    ['protocol-error', 1],
    ['closed-before-first-byte', 1],
    ['closed-in-handshake', 1],
    ['certificate-not-verified', 1],
    [{ alert: 40 }, 1],
  ] as const)('%j', (failure, code) => {
    expect(reply(failure)).toBe(code);
  });

  it('tells networks from hosts that cannot be reached', () => {
    expect(reply('unreachable', ['EHOSTUNREACH'])).toBe(4);
    expect(reply('unreachable', ['EACCES'])).toBe(4);
    expect(reply('unreachable', ['EHOSTUNREACH', 'ENETUNREACH'])).toBe(3);
  });

  it('tells of injected faults as of real ones', () => {
    expect((['refuse', 'timeout', 'reset', 'tls'] as const).map((fault) => reply('injected', [], fault))).toEqual([5, 6, 1, 1]);
    expect(reply('injected')).toBe(1);
  });
});
