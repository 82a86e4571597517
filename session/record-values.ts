import type { AutonomousSystem, Connection, Message } from '../model/index.js';
import { countryOf, type ReadValues, ValueCollector } from '../record/index.js';
import { hostHeader, judgedHost } from '../rules/index.js';

/** The values of a run on their way to the record. */
export interface ValueRecord {
  /** `values` absent: they could not be read. */
  add(connection: Connection, message: Message, values: ReadValues | undefined): void;
  readonly collector: ValueCollector;
}

export function createValueRecord(judge: {
  plantedValues(): readonly string[];
  autonomousSystem(address: string): AutonomousSystem | undefined;
  /** Whether the run is about a message; absent: about all of them. */
  inScope?(connection: Connection, message: Message): boolean;
}): ValueRecord {
  const collector = new ValueCollector(() => judge.plantedValues());
  const systems = new WeakMap<Connection, number | null>();
  const asnOf = (connection: Connection): number | null => {
    const { server, upstreamProxy } = connection;
    if (server === undefined || upstreamProxy !== undefined) return null;
    const known = systems.get(connection);
    if (known !== undefined) return known;
    const asn = (server.autonomousSystem ?? judge.autonomousSystem(server.address))?.asn ?? null;
    systems.set(connection, asn);
    return asn;
  };
  return {
    collector,
    add(connection, message, values) {
      if (judge.inScope?.(connection, message) === false) return;
      if (values === undefined) return collector.unread();
      const scene = {
        host: judgedHost(connection, hostHeader(message.request)),
        countryIsoCode: countryOf(connection.server?.region),
        asn: asnOf(connection),
        direction: message.direction,
        wire: message.wire,
      };
      collector.add(scene, values);
    },
  };
}
