// A throw-away CA for the origin, made with our own certs room.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuthority } from '../../dist/certs/index.js';

export function originAuthority() {
  return openAuthority({ home: mkdtempSync(join(tmpdir(), 'plainsight-bench-origin-')) });
}
