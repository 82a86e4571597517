import { createHash } from 'node:crypto';
import type { ClientHello } from '../tls/client-hello.js';

/**
 * Extensions that come and go between connections of one TLS library: server name, protocols, padding (RFC 7685), early data, pre-shared key,
 * cookie. A JA4 fingerprint counts them, so that a session that is resumed looks like another library.
 */
const passing = new Set([0, 16, 21, 41, 42, 44]);

/** Names the TLS library behind a ClientHello, twelve hex digits: by its versions, its ciphers and the extensions that it always sends. */
export function stackOf({ extensions, facts }: ClientHello): string {
  const lasting = [...new Set(extensions)].filter((type) => !passing.has(type) && !isGrease(type)).sort((a, b) => a - b);
  const ciphers = facts.ja4.split('_')[1];
  return createHash('sha256')
    .update(JSON.stringify([facts.protocolVersion, ciphers, lasting]))
    .digest('hex')
    .slice(0, 12);
}

function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}
