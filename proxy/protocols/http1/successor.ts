import { assertNever, type Gap } from '../../../model/index.js';
import type { Classification } from '../classify.js';
import { hasToken } from '../http/has-token.js';
import type { Observer, ObserverContext } from '../observer.js';
import { createOpaqueObserver } from '../opaque/create-opaque-observer.js';
import { framingFaults } from './framing-fault.js';
import { createTunnelObserver } from './tunnel-observer.js';

/** Who observes what follows a 101 response (RFC 9110, section 7.8), by the protocol it switches to. */
export function afterUpgrade(context: ObserverContext, idPrefix: string, upgrade: string | undefined): Observer {
  if (hasToken(upgrade, 'websocket')) {
    const detail = 'WebSocket messages are not read, and their masking hides values from a scan';
    context.sink.gap({ reason: 'unsupported-protocol', connectionId: context.connection.id, detail });
    return unseen;
  }
  if (!hasToken(upgrade, 'h2c')) return createOpaqueObserver(context, { idPrefix });
  const detail = 'HTTP/2 after an Upgrade is only scanned: compressed headers hide values';
  return createOpaqueObserver(context, { idPrefix, gap: { reason: 'unsupported-protocol', detail } });
}

/** Who observes the inside of a granted CONNECT. `createInner` makes the observer for HTTP/1 in it; absent when that would nest too deep. */
export function afterConnect(context: ObserverContext, idPrefix: string, createInner: (() => Observer) | undefined): Observer {
  return createTunnelObserver((spoken) => {
    if (spoken === 'http1' && createInner !== undefined) return createInner();
    return createOpaqueObserver(context, { idPrefix, gap: tunnelGap(spoken) });
  });
}

/** For what can neither be read nor scanned. */
const unseen: Observer = {
  observe: () => undefined,
  end: () => undefined,
  close: () => undefined,
  tick: () => undefined,
};

function tunnelGap(spoken: Classification): Pick<Gap, 'reason' | 'detail'> | undefined {
  switch (spoken) {
    case 'tls':
      return { reason: 'unsupported-protocol', detail: 'TLS in a tunnel inside a connection is not decrypted' };
    case 'http2-preface':
      return {
        reason: 'unsupported-protocol',
        detail: 'HTTP/2 in a tunnel inside a connection is only scanned: compressed headers hide values',
      };
    case 'http1':
      return framingFaults['nested-too-deep'];
    case 'opaque':
    case 'undecided':
      return undefined;
    default:
      return assertNever(spoken);
  }
}
