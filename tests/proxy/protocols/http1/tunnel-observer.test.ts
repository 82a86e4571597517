import { describe, expect, it } from 'vitest';
import { createTunnelObserver } from '../../../../proxy/protocols/http1/tunnel-observer.js';
import type { Observer } from '../../../../proxy/protocols/index.js';

function tunnel(): { observer: Observer; log: string[] } {
  const log: string[] = [];
  const observer = createTunnelObserver((spoken) => {
    log.push(`choose ${spoken}`);
    return {
      observe: (direction, bytes) => log.push(`${direction} ${bytes.toString()}`),
      end: (direction) => log.push(`end ${direction}`),
      close: (how) => log.push(`close ${how}`),
      tick: () => log.push('tick'),
    };
  });
  return { observer, log };
}

describe('createTunnelObserver', () => {
  it('holds the first bytes until they say who speaks', () => {
    const { observer, log } = tunnel();
    observer.observe('client-to-server', Buffer.from('GE'), 0);
    observer.tick(0);
    expect(log).toEqual([]);
    observer.observe('client-to-server', Buffer.from('T /'), 0);
    observer.observe('server-to-client', Buffer.from('x'), 0);
    observer.tick(0);
    expect(log).toEqual(['choose http1', 'client-to-server GET /', 'server-to-client x', 'tick']);
  });

  it('takes a server that speaks first for opaque, with what was held before it', () => {
    const { observer, log } = tunnel();
    observer.observe('client-to-server', Buffer.from('GE'), 0);
    observer.end('server-to-client', 0);
    observer.observe('server-to-client', Buffer.from('220'), 0);
    expect(log).toEqual(['choose opaque', 'client-to-server GE', 'server-to-client 220']);
  });

  it('gives up waiting when the client has ended or the connection is gone', () => {
    const ended = tunnel();
    ended.observer.end('client-to-server', 0);
    expect(ended.log).toEqual(['choose opaque', 'end client-to-server']);
    const closed = tunnel();
    closed.observer.close('reset', 0);
    expect(closed.log).toEqual(['choose opaque', 'close reset']);
  });
});
