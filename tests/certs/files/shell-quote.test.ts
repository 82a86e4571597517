import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellQuote } from '../../../certs/files/shell-quote.js';
import fc from '../../harness/fast-check.js';

describe('shellQuote', () => {
  it('leaves plain paths alone and quotes others', () => {
    expect(shellQuote('/home/ada/.plainsight/keys/ca.private.key')).toBe('/home/ada/.plainsight/keys/ca.private.key');
    expect(shellQuote('/tmp/my key')).toBe("'/tmp/my key'");
    expect(shellQuote('')).toBe("''");
  });

  it('is one word to a shell, whatever the path', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('\0')),
        (text) => {
          expect(spawnSync('/bin/sh', ['-c', `printf %s ${shellQuote(text)}`]).stdout.toString()).toBe(text);
        },
      ),
      { numRuns: 25 },
    );
  });
});
