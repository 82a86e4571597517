import { assertNever } from '../../model/index.js';
import {
  classify,
  createHttp1Observer,
  createHttp2Observer,
  createMqttObserver,
  createOpaqueObserver,
  type Observer,
  type ObserverContext,
} from '../protocols/index.js';

const held = 64 * 1024;

/**
 * Chooses the observer by a connection's first bytes, whoever speaks first, then hands it everything it held back (bounded).
 * For streams whose protocol nothing announced: TLS without ALPN, cleartext tunnels. TLS in them is not decrypted, and a gap.
 */
export function createSniffingObserver(context: ObserverContext): Observer {
  let chosen: Observer | undefined;
  let waiting: { bytes: Buffer; now: number }[] = [];
  let size = 0;
  const choose = (observer: Observer): Observer => {
    chosen = observer;
    for (const { bytes, now } of waiting) observer.observe('client-to-server', bytes, now);
    waiting = [];
    return observer;
  };
  const opaque = () => createOpaqueObserver(context);
  /** What looked like nothing anybody reads is read after all. */
  const read = (observer: Observer): Observer => {
    const { connection } = context;
    if (connection.interception === 'opaque') connection.interception = 'cleartext';
    return observer;
  };
  const chooseBy = (start: Buffer): Observer | undefined => {
    const kind = classify('client-to-server', start);
    switch (kind) {
      case 'http1':
        return read(createHttp1Observer(context));
      case 'http2-preface':
        return read(createHttp2Observer(context));
      case 'mqtt':
        return read(createMqttObserver(context));
      case 'tls':
        return createOpaqueObserver(context, { gap: tlsInside });
      case 'undecided':
        return size > held ? opaque() : undefined;
      case 'opaque':
        return opaque();
      default:
        return assertNever(kind);
    }
  };
  return {
    observe(direction, bytes, now) {
      if (chosen) return chosen.observe(direction, bytes, now);
      if (direction === 'server-to-client') {
        if (bytes.length > 0) choose(opaque()).observe(direction, bytes, now);
        return;
      }
      const before = waiting.length === 0 ? bytes : Buffer.concat([...waiting.map((part) => part.bytes), bytes]);
      size += bytes.length;
      const observer = chooseBy(before);
      if (observer !== undefined) choose(observer).observe(direction, bytes, now);
      // A copy: chunks are only borrowed.
      else if (bytes.length > 0) waiting.push({ bytes: Buffer.from(bytes), now });
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

const tlsInside = { reason: 'unsupported-protocol', detail: 'TLS inside the connection is not decrypted' } as const;
