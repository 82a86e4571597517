import type { Connection, FieldLocation, Gap, MessageKind } from '../../model/index.js';
import { assertNever, bodyLocation } from '../../model/index.js';

const everywhere: readonly FieldLocation[] = ['url', 'query', 'header', 'cookie', 'body', 'trailer', 'stream'];
const alsoInNames: readonly FieldLocation[] = [...everywhere, 'name'];
/** DNS, over TLS, and multicast. */
const namePorts = new Set([53, 853, 5353]);

/**
 * Where a field may stand that a gap hides. What it names; else for a message's gap the body and what follows it, unless the message's
 * framing or our own inspection is in doubt; for a connection's, anywhere but in the names outside TLS, which were seen. `names`: the
 * connection may carry messages that are made of names.
 */
export function gapLocations(gap: Gap, kind: MessageKind | undefined, names = false): readonly FieldLocation[] {
  if (gap.location !== undefined) return [gap.location];
  const all = names || kind === 'dns' ? alsoInNames : everywhere;
  if (gap.messageId === undefined) return all;
  switch (gap.reason) {
    case 'undecodable':
    case 'truncated':
    case 'budget-exhausted':
      return locationsOf(kind, names);
    case 'handshake-failed':
    case 'passthrough':
    case 'unsupported-protocol':
    case 'ambiguous-framing':
    case 'region-undetermined':
    case 'inspection-failed':
      return all;
    default:
      return assertNever(gap.reason);
  }
}

/** Whether messages of a connection may be made of names: those of DNS. (Inside HTTPS nobody can tell them from others without looking.) */
export function mayCarryNames({ protocol, server, connectTarget }: Connection): boolean {
  if (protocol === 'dns') return true;
  const port = connectTarget?.port ?? server?.port;
  return port !== undefined && namePorts.has(port);
}

function locationsOf(kind: MessageKind | undefined, names: boolean): readonly FieldLocation[] {
  if (kind === undefined) return names ? ['body', 'trailer', 'stream', 'name'] : ['body', 'trailer', 'stream'];
  const location = bodyLocation(kind);
  return location === 'body' ? ['body', 'trailer'] : [location];
}
