import type { Connection, NameResolution } from '../../../model/index.js';
import type { NameTrace } from './name-trace.js';
import type { NameTracer } from './name-tracer.js';
import { settleResolution } from './settle-resolution.js';

/** Sets `resolution` of a connection whose `server` is known. Once it resolves, nothing changes any more that rules depend on. */
export type Follow = (connection: Pick<Connection, 'server' | 'resolution'>) => Promise<void>;

export interface FollowOptions {
  /**
   * Milliseconds after which what is not known yet never will be (`late`), so that nothing is judged by one thing first and by another later;
   * 0: no limit.
   */
  readonly wait: number;
  /** Rules depend on the names that the address itself has; otherwise they are noted whenever they come. */
  readonly needsPointers: boolean;
}

/**
 * Begins to ask for a name, and notes on a connection how it became its address. Many servers answer with some of their addresses, others each
 * time: where the one dialled is not among them, it is asked once more.
 */
export function followName(host: string, names: NameTracer, { wait, needsPointers }: FollowOptions): Follow {
  const trace = names.trace(host);
  return async (connection) => {
    const address = connection.server?.address;
    const settled = (found: NameTrace): NameResolution => settleResolution(host, address, found);
    const asked = address === undefined ? Promise.resolve(undefined) : names.pointers(address);
    let known: NameResolution | undefined;
    let pointers: readonly string[] | undefined;
    const lookAtName = async (): Promise<void> => {
      known = settled(await trace);
      if (known.chainUnknown !== 'other-addresses') return;
      const second = settled(await names.again(host));
      if (second.source === 'dns') known = second;
    };
    const lookAtAddress = async (): Promise<void> => {
      pointers = await asked;
    };
    const all = Promise.all([lookAtName(), ...(needsPointers ? [lookAtAddress()] : [])]);
    if (wait === 0) await all;
    else {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, wait);
      });
      await Promise.race([all, limit]);
      clearTimeout(timer);
    }
    const found = known ?? settled({ kind: 'unknown', cause: 'late' });
    connection.resolution = withPointers(found, pointers);
    if (!needsPointers) void asked.then((late) => (connection.resolution = withPointers(found, late)));
  };
}

function withPointers(resolution: NameResolution, pointers: readonly string[] | undefined): NameResolution {
  return pointers === undefined ? resolution : { ...resolution, pointers };
}

/** Where something else than the system resolves names (a demo, a test): that is nobody's alias. */
export function standIn(host: string): Follow {
  return async (connection) => {
    connection.resolution = { name: host, source: 'system', chain: [], addresses: [], chainUnknown: 'overridden' };
  };
}
