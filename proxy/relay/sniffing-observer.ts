import type { Direction } from '../../model/index.js';
import { classify, createHttp1Observer, createOpaqueObserver, type Observer, type ObserverContext } from '../protocols/index.js';

const held = 64 * 1024;

/**
 * Chooses the observer by a connection's first bytes, whoever speaks first, then hands it everything it held back (bounded).
 * For streams whose protocol nothing announced: TLS without ALPN, cleartext tunnels.
 */
export function createSniffingObserver(context: ObserverContext): Observer {
  let chosen: Observer | undefined;
  let waiting: { direction: Direction; bytes: Buffer; now: number }[] = [];
  let size = 0;
  const choose = (observer: Observer): Observer => {
    chosen = observer;
    for (const { direction, bytes, now } of waiting) observer.observe(direction, bytes, now);
    waiting = [];
    return observer;
  };
  const opaque = () => createOpaqueObserver(context);
  return {
    observe(direction, bytes, now) {
      if (chosen) return chosen.observe(direction, bytes, now);
      waiting.push({ direction, bytes, now });
      size += bytes.length;
      if (direction === 'server-to-client') return void choose(opaque());
      const start = waiting.length === 1 ? bytes : Buffer.concat(waiting.map((part) => part.bytes));
      const kind = classify('client-to-server', start);
      switch (kind) {
        case 'http1':
          return void choose(createHttp1Observer(context));
        case 'undecided':
          if (size > held) choose(opaque());
          return;
        case 'tls':
        case 'http2-preface':
        case 'opaque':
          return void choose(opaque());
      }
    },
    end(direction, now) {
      (chosen ?? choose(opaque())).end(direction, now);
    },
    close(how, now) {
      if (chosen === undefined && waiting.length === 0) return;
      (chosen ?? choose(opaque())).close(how, now);
    },
    tick(now) {
      chosen?.tick(now);
    },
  };
}
