import type { Evidence } from '../model/index.js';

/**
 * What there is to say of a server's names beside them: what the dialled one is an alias of and who says so, or why nobody knows; and names
 * that disagree. `api.example is an alias of cdn.example, edge.agora.io (resolver 192.0.2.53, 60 s)`. Null when there is nothing.
 */
export function describeNames({ nameResolution, nameDisagreement }: Evidence): string | null {
  const parts = [aliases(nameResolution ?? null), nameDisagreement ?? null].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('; ');
}

function aliases(resolution: Evidence['nameResolution'] | null): string | null {
  if (resolution === null || resolution === undefined) return null;
  const { chain, resolver, chainUnknown } = resolution;
  const [first] = chain;
  if (first === undefined) return chainUnknown === null || chainUnknown === 'local-name' ? null : `aliases not known (${chainUnknown})`;
  const shortest = Math.min(...chain.map(({ ttl }) => ttl));
  const source = `resolver ${resolver ?? 'unknown'}, ${shortest} s`;
  const doubt = chainUnknown === null ? '' : `; the address dialled is not in its answer (${chainUnknown})`;
  return `${first.name} is an alias of ${chain.map(({ cname }) => cname).join(', ')} (${source}${doubt})`;
}
