import type { Direction, GapReason, RequestHead } from '../../../model/index.js';
import type { Observer, ObserverContext } from '../observer.js';
import { OpaqueDirection } from './opaque-direction.js';
import { ReadablePart, type StreamNews } from './readable-part.js';

export interface OpaqueOptions {
  /** Said once at the start, when scanning bytes is less than the protocol would allow. `detail` holds no values. */
  readonly gap?: { readonly reason: GapReason; readonly detail: string };
  /** What message ids begin with, when the stream is a part of a connection (an inner tunnel); else the connection's id. */
  readonly idPrefix?: string;
  /** The request that the stream follows upon: whose hosts and path it has. */
  readonly request?: RequestHead;
}

/**
 * Observes a stream nobody can read as messages: each direction is one message of kind `opaque`, in windows with overlap
 * (ids `c7-s-out` for client to server, `c7-s-in`), judged when full, at every tick and at the end.
 * `startedDateTime` is when a window's first new byte came. Keeps at most `limits.window` bytes a direction.
 *
 * What is encrypted does not count as scanned: where the client begins TLS in it (STARTTLS and its like), both directions end with its
 * hello, and where a direction greets as SSH, with the greeting; both are a gap. The connection gets the name of the protocol whose
 * greeting it begins with, unless it has one or is only a part of a connection that is observed.
 */
export function createOpaqueObserver(context: ObserverContext, options: OpaqueOptions = {}): Observer {
  const { connection, sink } = context;
  const gap = (reason: GapReason, detail: string) => sink.gap({ reason, connectionId: connection.id, detail });
  if (options.gap !== undefined) gap(options.gap.reason, options.gap.detail);
  const prefix = options.idPrefix ?? connection.id;
  const out = new OpaqueDirection(context, 'client-to-server', `${prefix}-s-out`, options.request);
  const back = new OpaqueDirection(context, 'server-to-client', `${prefix}-s-in`, options.request);
  let sshTold = false;
  const news: StreamNews = {
    protocol(name) {
      if (options.idPrefix === undefined) connection.protocol ??= name;
      if (name !== 'ssh' || sshTold) return;
      sshTold = true;
      gap('unsupported-protocol', 'SSH: what follows its greeting is encrypted');
    },
    tlsBegins(atStart) {
      back.finish(false);
      if (!atStart) gap('unsupported-protocol', 'TLS begun inside the stream (STARTTLS) is not decrypted');
      else if (options.gap?.reason !== 'unsupported-protocol') gap('unsupported-protocol', 'TLS inside the connection is not decrypted');
    },
  };
  const readable = { out: new ReadablePart('client-to-server', news), back: new ReadablePart('server-to-client', news) };
  return {
    observe(direction: Direction, bytes, now) {
      const [told, part] = direction === 'client-to-server' ? [out, readable.out] : [back, readable.back];
      if (told.finished) return;
      const length = part.take(bytes);
      told.push(length === bytes.length ? bytes : bytes.subarray(0, length), now);
      if (part.over) told.finish(false);
    },
    end: (direction) => (direction === 'client-to-server' ? out : back).finish(false),
    close(how) {
      out.finish(how === 'reset');
      back.finish(how === 'reset');
    },
    tick() {
      out.flush();
      back.flush();
    },
  };
}
