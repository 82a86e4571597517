import { constants } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';

/**
 * What a context needs so that TLS 1.0 and 1.1 can be spoken in it: OpenSSL 3 allows them, and the short keys and SHA-1 of their time,
 * at security level 0 only, and has to be told to put up with peers without secure renegotiation (RFC 5746). TLS 1.3 stays possible:
 * its suites must be named once a list is given. Only for hosts that somebody named.
 */
export const legacyTls = {
  minVersion: 'TLSv1',
  ciphers: 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:DEFAULT:@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
} as const satisfies SecureContextOptions;
