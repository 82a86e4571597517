import type { Connection } from '../../model/index.js';

/** A connection as a proxy makes it. */
export function sampleConnection(id = 'c1'): Connection {
  return {
    id,
    capture: 'connect',
    client: { address: '127.0.0.1', port: 50_000 },
    startedDateTime: 0,
    attempts: [],
    interception: 'pending',
    bytesFromClient: 0,
    bytesFromServer: 0,
  };
}
