import type { Connection } from '../../../model/index.js';
import type { NameTrace } from './name-trace.js';
import { settleResolution } from './settle-resolution.js';

/** Sets `resolution` of a connection whose `server` is known, or which has reached nobody. */
export type Follow = (connection: Pick<Connection, 'server' | 'resolution'>) => Promise<void>;

/**
 * Notes on a connection how its name became its address. `wait`: milliseconds that the connection is held up for what is not known yet;
 * after that it never will be (`late`), so that nothing is judged by one thing first and by another later. With 0 nobody waits, and it is
 * noted whenever it comes: evidence, which decides nothing.
 */
export function followName(host: string, trace: Promise<NameTrace>, wait: number): Follow {
  return async (connection) => {
    const settle = (found: NameTrace) => {
      connection.resolution = settleResolution(host, connection.server?.address, found);
    };
    if (wait === 0) {
      void trace.then(settle);
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<NameTrace>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'unknown', cause: 'late' }), wait);
    });
    settle(await Promise.race([trace, late]));
    clearTimeout(timer);
  };
}
