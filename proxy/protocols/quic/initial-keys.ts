import { createHmac } from 'node:crypto';
import type { QuicVersion } from './quic-versions.js';

/** What protects a client's Initial packets. Anyone on the path can derive it. */
export interface InitialKeys {
  readonly key: Buffer;
  readonly iv: Buffer;
  readonly headerProtection: Buffer;
}

/** The client's Initial keys from the first Destination Connection ID it chose, or that a Retry gave it (RFC 9001, section 5.2). */
export function clientInitialKeys(version: QuicVersion, destinationId: Buffer): InitialKeys {
  const initialSecret = createHmac('sha256', version.initialSalt).update(destinationId).digest();
  const secret = expandLabel(initialSecret, 'client in', 32);
  return {
    key: expandLabel(secret, `${version.labelPrefix}key`, 16),
    iv: expandLabel(secret, `${version.labelPrefix}iv`, 12),
    headerProtection: expandLabel(secret, `${version.labelPrefix}hp`, 16),
  };
}

/** HKDF-Expand-Label with an empty context (RFC 8446, section 7.1), for at most 32 bytes: one round of HMAC. */
function expandLabel(secret: Buffer, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`, 'latin1');
  const info = Buffer.concat([Buffer.of(0, length, name.length), name, Buffer.of(0, 1)]);
  return createHmac('sha256', secret).update(info).digest().subarray(0, length);
}
