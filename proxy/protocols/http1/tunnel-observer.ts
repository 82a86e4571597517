import type { Direction } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import { type Classification, classify } from '../classify.js';
import type { Observer } from '../observer.js';

/**
 * Observes what follows a CONNECT that was granted inside a connection: keeps the client's first bytes until they say who
 * speaks ({@link classify}), then hands everything to the observer that `choose` makes. Keeps at most one chunk.
 */
export function createTunnelObserver(choose: (spoken: Classification) => Observer): Observer {
  const held = new ByteStore();
  let chosen: Observer | undefined;

  function settle(spoken: Classification, now: number): Observer {
    const observer = choose(spoken);
    chosen = observer;
    if (held.length > 0) observer.observe('client-to-server', held.view(), now);
    held.clear();
    return observer;
  }

  function observeFirst(direction: Direction, bytes: Buffer, now: number): void {
    if (direction === 'client-to-server') {
      held.append(bytes, held.length + bytes.length);
      const spoken = classify(direction, held.view());
      if (spoken !== 'undecided') settle(spoken, now);
      else held.own();
    } else if (bytes.length > 0) {
      settle(classify(direction, bytes), now).observe(direction, bytes, now);
    }
  }

  return {
    observe: (direction, bytes, now) =>
      chosen === undefined ? observeFirst(direction, bytes, now) : chosen.observe(direction, bytes, now),
    end: (direction, now) => {
      if (direction === 'client-to-server' || chosen !== undefined) (chosen ?? settle('opaque', now)).end(direction, now);
    },
    close: (how, now) => (chosen ?? settle('opaque', now)).close(how, now),
    tick: (now) => chosen?.tick(now),
  };
}
