import type { RecordFault, RecordFaultCause } from './record-fault.js';
import type { CountedFault } from './recorder.js';

/** The faults of a recorder, one entry a cause: however often something fails, the list stays short. */
export class FaultList {
  readonly #byCause = new Map<RecordFaultCause, CountedFault>();
  readonly #onFault: (fault: RecordFault) => void;

  /** `onFault` is told of the first fault of each cause. */
  constructor(onFault: (fault: RecordFault) => void) {
    this.#onFault = onFault;
  }

  add(fault: RecordFault): void {
    const known = this.#byCause.get(fault.cause);
    this.#byCause.set(fault.cause, { fault: known?.fault ?? fault, count: (known?.count ?? 0) + 1 });
    if (known === undefined) this.#onFault(fault);
  }

  get all(): readonly CountedFault[] {
    return [...this.#byCause.values()];
  }

  /** For the end record: `message`, with how often when more than once. */
  get texts(): string[] {
    return this.all.map(({ fault, count }) => (count === 1 ? fault.message : `${fault.message} (${count} times)`));
  }
}
