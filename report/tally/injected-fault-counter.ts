import type { Coverage, InjectedFault, InjectedFaultCount } from '../../model/index.js';

/** Pairs of host and fault that are told apart; the rest is summed up by fault. */
const mostPairs = 100;

/** Counts the connections that were made to fail on purpose, so that a report says under which conditions the app was tested. */
export class InjectedFaultCounter {
  #counts: readonly InjectedFaultCount[] = [];

  /** A connection that has ended, its name redacted. */
  connection({ host, injectedFault: fault }: { readonly host: string | null; readonly injectedFault: InjectedFault | null }): void {
    if (fault !== null) this.#counts = addInjectedFaults(this.#counts, [{ host: host ?? 'unknown', fault, connections: 1 }]);
  }

  result(): Pick<Coverage, 'injectedFaults'> {
    return this.#counts.length === 0 ? {} : { injectedFaults: this.#counts };
  }
}

/** Both together: those of the first in their order, then what is new in the second, and last those that there was no room for. */
export function addInjectedFaults(a: readonly InjectedFaultCount[], b: readonly InjectedFaultCount[]): readonly InjectedFaultCount[] {
  const named = new Map<string, InjectedFaultCount>();
  const others = new Map<InjectedFault, number>();
  for (const { host, fault, connections } of [...a, ...b]) {
    const key = `${fault} ${host}`;
    const known = named.get(key);
    if (host === null || (known === undefined && named.size >= mostPairs)) others.set(fault, (others.get(fault) ?? 0) + connections);
    else named.set(key, { host, fault, connections: (known?.connections ?? 0) + connections });
  }
  return [...named.values(), ...[...others].map(([fault, connections]) => ({ host: null, fault, connections }))];
}
