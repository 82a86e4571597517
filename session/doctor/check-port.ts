import { probePort } from '../../proxy/index.js';
import type { Finding } from './setup-check.js';

/** Whether the proxy could listen. `runningRun`: a run of the same data folder, which most likely holds the port. Throws `ProxyStartError`. */
export async function checkPort(host: string, port: number, runningRun: string | undefined): Promise<Finding> {
  const where = `${host}:${port}`;
  try {
    await probePort(host, port);
    return { state: 'ok', found: `${where} is free` };
  } catch (error) {
    if (runningRun === undefined || !(error instanceof Error) || (error as { failure?: unknown }).failure !== 'port-taken') throw error;
    return {
      state: 'note',
      found: `${where} is taken, most likely by run ${runningRun}, which is going on`,
      next: 'plainsight stop ends it',
    };
  }
}
