import type { EarlierFault } from '../../model/index.js';

/** Devices whose last fault is kept; beyond it the one that met its fault first is forgotten. */
const mostDevices = 1_000;
/** How long after a fault what a device does may be its answer to it, milliseconds. */
const remembered = 60_000;

/** The last fault that each device met, so that evidence can say what a fallback follows upon. Devices are told apart by address. */
export class FaultMemory {
  readonly #last = new Map<string, EarlierFault>();

  remember(device: string, fault: EarlierFault): void {
    this.#last.delete(device);
    this.#last.set(device, fault);
    if (this.#last.size <= mostDevices) return;
    for (const first of this.#last.keys()) {
      this.#last.delete(first);
      return;
    }
  }

  /** The last fault of a device in the minute before `now` (epoch milliseconds). */
  before(device: string, now: number): EarlierFault | undefined {
    const fault = this.#last.get(device);
    return fault === undefined || now - fault.time > remembered ? undefined : fault;
  }
}
