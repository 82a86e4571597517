import { createDatagramObserver } from '../../protocols/datagram/create-datagram-observer.js';
import { createDatagramOpening, type DatagramOpening } from '../../protocols/datagram/create-datagram-opening.js';
import type { Decided } from '../../protocols/datagram/decided.js';
import type { Observer, ObserverContext } from '../../protocols/index.js';

/** What reads datagrams. Each call of the observer's `observe` is one whole datagram; what the opening was fed is fed to it again. */
export interface DatagramInspectors {
  createOpening(): DatagramOpening;
  createObserver(context: ObserverContext, decided: Decided): Observer;
}

export const datagramInspectors: DatagramInspectors = { createOpening: createDatagramOpening, createObserver: createDatagramObserver };
