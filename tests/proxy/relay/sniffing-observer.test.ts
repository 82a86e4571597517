import { describe, expect, it } from 'vitest';
import type { Message } from '../../../model/index.js';
import { defaultObserverLimits, type ObserverSink } from '../../../proxy/protocols/index.js';
import { createSniffingObserver } from '../../../proxy/relay/sniffing-observer.js';
import { sampleConnection } from '../../harness/sample-connection.js';

function sniff(...parts: [direction: 'client-to-server' | 'server-to-client', text: string][]): Message['kind'][] {
  const kinds: Message['kind'][] = [];
  const ignore = () => undefined;
  const sink: ObserverSink = { message: ({ kind }) => void kinds.push(kind), exchange: ignore, gap: ignore };
  const observer = createSniffingObserver({ connection: sampleConnection(), wire: 'tls', sink, limits: defaultObserverLimits });
  for (const [direction, text] of parts) observer.observe(direction, Buffer.from(text, 'latin1'), 0);
  observer.tick(0);
  observer.close('ended', 0);
  return kinds;
}

const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

describe('createSniffingObserver', () => {
  it('reads HTTP/1, wherever the first bytes are split', () => {
    for (let at = 1; at < request.length; at += 1) {
      const parts = sniff(
        ['client-to-server', request.slice(0, at)],
        ['client-to-server', request.slice(at)],
        ['server-to-client', 'HTTP/1.1 204 No Content\r\n\r\n'],
      );
      expect(parts).toEqual(['http-request', 'http-response']);
    }
  });

  it.each([
    ['a server that speaks first', ['server-to-client', '220 mail\r\n'], ['client-to-server', request]],
    ['an unknown protocol', ['client-to-server', 'SSH-2.0-x\r\n']],
    ['TLS in TLS', ['client-to-server', '\x16\x03\x01\x00\x05']],
    ['HTTP/2 without ALPN', ['client-to-server', 'PRI * HTTP/2.0\r\n\r\n']],
    ['half a word and no more', ['client-to-server', 'GE']],
  ] as [string, ...['client-to-server' | 'server-to-client', string][]][])('%s is opaque', (_name, ...parts) => {
    expect(new Set(sniff(...parts))).toEqual(new Set(['opaque']));
  });

  it('nothing is nothing', () => {
    expect(sniff()).toEqual([]);
  });
});
