import type { Evidence } from '../model/index.js';

/**
 * What there is to say of a server's names beside them: what the dialled one is an alias of and who says so, or why nobody knows; and names
 * that disagree; and the names of the address. `api.example is an alias of cdn.example, edge.agora.io (resolver 192.0.2.53, 60 s)`. Null when there is nothing.
 */
export function describeNames({ nameResolution, nameDisagreement }: Evidence): string | null {
  const parts = [aliases(nameResolution ?? null), pointersOf(nameResolution ?? null), nameDisagreement ?? null].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join('; ');
}

/** Names without an alias that anybody would miss. */
const isPlain: ReadonlySet<string> = new Set(['local-name', 'overridden']);

/** `PTR ec2-203-0-113-7.example`: the names that the address itself has, which are seldom those asked for. */
function pointersOf(resolution: Evidence['nameResolution'] | null): string | null {
  const pointers = resolution?.pointers ?? [];
  return pointers.length === 0 ? null : `PTR ${pointers.join(', ')}`;
}

function aliases(resolution: Evidence['nameResolution'] | null): string | null {
  if (resolution === null || resolution === undefined) return null;
  const { chain, resolver, chainUnknown } = resolution;
  const [first] = chain;
  if (first === undefined) return chainUnknown === null || isPlain.has(chainUnknown) ? null : `aliases not known (${chainUnknown})`;
  const shortest = Math.min(...chain.map(({ ttl }) => ttl));
  const source = `resolver ${resolver ?? 'unknown'}, ${shortest} s`;
  const doubt = chainUnknown === null ? '' : `; the address dialled is not in its answer (${chainUnknown})`;
  return `${first.name} is an alias of ${chain.map(({ cname }) => cname).join(', ')} (${source}${doubt})`;
}
