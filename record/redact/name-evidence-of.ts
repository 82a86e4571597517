import type { Connection, NameEvidence } from '../../model/index.js';
import { redactResolution } from './redact-resolution.js';
import type { Scrub } from './scrubber.js';

/** How the dialled name became the address, redacted. */
export function nameEvidenceOf({ resolution, server }: Pick<Connection, 'resolution' | 'server'>, scrub: Scrub): NameEvidence | null {
  if (resolution === undefined) return null;
  const { source, resolver, chain, addresses, chainUnknown, pointers } = redactResolution(resolution, scrub);
  const dialled = addresses.find(({ address }) => address === server?.address);
  return {
    source,
    resolver: resolver ?? null,
    chain,
    ttl: dialled?.ttl ?? null,
    chainUnknown: chainUnknown ?? null,
    pointers: pointers ?? null,
  };
}
