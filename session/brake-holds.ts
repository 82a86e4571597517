import type { ProxyServer } from '../proxy/index.js';

/** Several who may each want the relay to wait, and one brake: it is released when nobody does. */
export interface BrakeHolds<Reason extends string> {
  set(reason: Reason, held: boolean): void;
}

/** `brake` is asked for each time: those who pile up work may be there before the proxy is. */
export function createBrakeHolds<Reason extends string>(
  brake: () => Pick<ProxyServer['brake'], 'engage' | 'release'> | undefined,
): BrakeHolds<Reason> {
  const held = new Set<Reason>();
  return {
    set: (reason, hold) => {
      if (hold) {
        held.add(reason);
        brake()?.engage();
      } else if (held.delete(reason) && held.size === 0) brake()?.release();
    },
  };
}
