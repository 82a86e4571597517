import type { InjectedFault } from '../../model/index.js';

/**
 * The fault to make on a way to an origin, of the one that its rule asks for: `tls` is for where TLS is to be expected, so that an app's falling
 * back to cleartext (a plain request, a tunnel to port 80) is seen and not prevented.
 */
export function faultForWay(fault: InjectedFault | undefined, way: { readonly scheme: 'http' | 'https' }): InjectedFault | undefined {
  return fault === 'tls' && way.scheme === 'http' ? undefined : fault;
}
