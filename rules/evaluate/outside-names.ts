import type { Connection, Field } from '../../model/index.js';
import { isIpLiteral, normalHost } from '../compile/host-pattern.js';

/** The names of a connection that travel outside TLS, as fields: its SNI and, where it differs, the host of its CONNECT target. Addresses are none. */
export function outsideNames({ id, tls, connectTarget }: Connection): readonly Field[] {
  const names = new Map<string, Field>();
  const add = (name: string | undefined, kind: string): void => {
    if (name === undefined || name === '' || isIpLiteral(normalHost(name)) || names.has(name.toLowerCase())) return;
    names.set(name.toLowerCase(), {
      messageId: id,
      location: 'name',
      segments: [kind],
      path: `$['${kind}']`,
      value: name,
      transforms: [],
      byteRange: [0, name.length],
    });
  };
  add(tls?.serverName, 'sni');
  add(connectTarget?.host, 'connect');
  return [...names.values()];
}
