import type { Gap } from '../../../model/index.js';
import type { Decided } from './decided.js';

/** Says that what QUIC or DTLS carries was not read, and what of it was: names in its ClientHello, if that began the connection. */
export function encryptionGap(connectionId: string, protocol: 'quic' | 'dtls', opening: Decided): Gap {
  const name = protocol === 'quic' ? 'QUIC' : 'DTLS';
  const hello = opening.protocol === protocol ? opening.hello : undefined;
  const what = hello !== undefined ? 'only its names were read' : 'no names could be read';
  const cover = hello?.encryptedClientHello === true ? '; the server name may be a cover (Encrypted Client Hello)' : '';
  return { reason: 'unsupported-protocol', connectionId, detail: `${name}: what is inside is encrypted; ${what}${cover}` };
}
