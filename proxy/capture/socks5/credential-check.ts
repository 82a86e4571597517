import { createHash, timingSafeEqual } from 'node:crypto';
import type { SocksCredentials } from './read-credentials.js';

/**
 * A check of what a client gave against the one user name and password that are right (as UTF-8). Takes the same time however much
 * of them is: digests are compared, both always.
 */
export function credentialCheck(right: { readonly username: string; readonly password: string }): (given: SocksCredentials) => boolean {
  const username = digest(Buffer.from(right.username, 'utf8'));
  const password = digest(Buffer.from(right.password, 'utf8'));
  return (given) => {
    const sameName = timingSafeEqual(digest(given.username), username);
    const samePassword = timingSafeEqual(digest(given.password), password);
    return sameName && samePassword;
  };
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
