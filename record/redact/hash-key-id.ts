import { createHmac } from 'node:crypto';

/** Tells runs whose values were hashed with the same key from others. Says nothing of the key. 16 hex digits. */
export function hashKeyId(hashKey: Buffer): string {
  return createHmac('sha256', hashKey).update('plainsight: which key is this?').digest('hex').slice(0, 16);
}
