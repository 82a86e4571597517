import type { FieldLocation, Gap, MessageKind } from '../../model/index.js';
import { assertNever, bodyLocation } from '../../model/index.js';

const everywhere: readonly FieldLocation[] = ['url', 'query', 'header', 'cookie', 'body', 'trailer', 'stream'];

/**
 * Where a field may stand that a gap hides. What it names; else for a message's gap the body and what follows it, unless the message's
 * framing or our own inspection is in doubt; for a connection's, anywhere but in the names outside TLS, which were seen.
 */
export function gapLocations(gap: Gap, kind: MessageKind | undefined): readonly FieldLocation[] {
  if (gap.location !== undefined) return [gap.location];
  if (gap.messageId === undefined) return everywhere;
  switch (gap.reason) {
    case 'undecodable':
    case 'truncated':
    case 'budget-exhausted':
      return locationsOf(kind);
    case 'handshake-failed':
    case 'passthrough':
    case 'unsupported-protocol':
    case 'ambiguous-framing':
    case 'region-undetermined':
    case 'inspection-failed':
      return everywhere;
    default:
      return assertNever(gap.reason);
  }
}

function locationsOf(kind: MessageKind | undefined): readonly FieldLocation[] {
  if (kind === undefined) return ['body', 'trailer', 'stream'];
  const location = bodyLocation(kind);
  return location === 'body' ? ['body', 'trailer'] : [location];
}
