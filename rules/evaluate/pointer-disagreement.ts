import type { Connection } from '../../model/index.js';
import { isIpLiteral, normalHost } from '../compile/host-pattern.js';
import type { Truth } from '../compile/truth.js';
import { registrableDomain } from './registrable-domain.js';

/**
 * Whether the names that the address dialled has by PTR are of other domains than the name asked for and all that it is an alias of. An address
 * without a name disagrees with nothing. Most servers in clouds bear the name of the cloud there, so by itself it says little; not a claim that
 * somebody else was reached. Unknown: nobody said, or an upstream proxy hides the address.
 */
export function pointerDisagreement({ resolution, server, tls, connectTarget, upstreamProxy }: Connection): Truth {
  const asked = [tls?.serverName, connectTarget?.host, server?.host].flatMap((name) => {
    const normal = name === undefined ? '' : normalHost(name);
    return normal === '' || isIpLiteral(normal) ? [] : [normal];
  });
  if (server === undefined || asked.length === 0 || resolution?.chainUnknown === 'overridden') return false;
  if (upstreamProxy !== undefined || resolution?.pointers === undefined) return 'unknown';
  const { pointers, chain } = resolution;
  if (pointers.length === 0) return false;
  const domains = new Set([...asked, ...chain.map(({ cname }) => cname)].map((name) => registrableDomain(name) ?? name));
  return !pointers.some((pointer) => domains.has(registrableDomain(pointer) ?? pointer));
}
