import { createHash } from 'node:crypto';

const EMPTY = ['', '0', '00000000-0000-0000-0000-000000000000', '0'.repeat(32), '02:00:00:00:00:00', '020000000000', 'null', 'undefined'];

/** MD5, SHA-1 and SHA-256 in lower-case hex of the IDs that systems and apps give when there is none: nobody's, for all that they look like somebody's. */
export const emptyIdHashes: ReadonlySet<string> = new Set(
  EMPTY.flatMap((id) => ['md5', 'sha1', 'sha256'].map((algorithm) => createHash(algorithm).update(id).digest('hex'))),
);
