import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new bearer token: 32 random bytes, base64url. */
export function makeControlToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether an `Authorization` header carries the token (RFC 6750, section 2.1). Takes the same time however much of it is right. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = /^bearer +(\S+)$/i.exec((authorization ?? '').slice(0, 1024))?.[1] ?? '';
  // Digests have one length, so that the comparison does not tell the token's.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
