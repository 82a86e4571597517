import type { Connection } from '../../model/index.js';
import { hostFacts } from './message-hosts.js';
import type { Scene } from './scene.js';

/** A connection as it opens, before its messages. */
export function openingScene(connection: Connection): Scene {
  const { wire, startedDateTime } = connection;
  return {
    connection,
    direction: 'unknown',
    hosts: hostFacts(connection, '', true),
    wire: wire ?? 'unknown',
    span: { from: startedDateTime, to: startedDateTime },
  };
}
