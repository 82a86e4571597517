import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { throughTemporaryFile } from '../../../certs/files/through-temporary-file.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

describe('throughTemporaryFile', () => {
  it('hands over a file beside the other with content and mode, and gives back what came of it', () => {
    const file = join(temporaryFolder(), 'key.pem');
    const found = throughTemporaryFile(file, 'secret', 0o600, (temporary) => [
      dirname(temporary),
      readFileSync(temporary, 'utf8'),
      statSync(temporary).mode & 0o777,
    ]);
    expect(found).toEqual([dirname(file), 'secret', 0o600]);
  });

  it('keeps bytes as they are', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const read = throughTemporaryFile(join(temporaryFolder(), 'f'), bytes, 0o600, (temporary) => readFileSync(temporary));
    expect([...read]).toEqual([...bytes]);
  });

  it('leaves nothing behind, and the other file as it was', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'f');
    writeFileSync(file, 'old');
    throughTemporaryFile(file, 'new', 0o600, () => undefined);
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['f'], 'old']);
  });

  it('leaves nothing behind when its use fails, whose error it passes on', () => {
    const folder = temporaryFolder();
    const failure = new Error('no use');
    const work = () =>
      throughTemporaryFile(join(folder, 'f'), 'x', 0o600, () => {
        expect(readdirSync(folder)).toHaveLength(1);
        throw failure;
      });
    expect(work).toThrow(failure);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not mind that the file is moved away', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'f');
    throughTemporaryFile(file, 'new', 0o600, (temporary) => renameSync(temporary, file));
    expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['f'], 'new']);
  });

  it('has another name each time, so that two at once do not meet', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'f');
    const contents = throughTemporaryFile(file, 'outer', 0o600, (outer) =>
      throughTemporaryFile(file, 'inner', 0o600, (inner) => [outer, inner].map((temporary) => readFileSync(temporary, 'utf8'))),
    );
    expect(contents).toEqual(['outer', 'inner']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('passes on the system’s error where there is no folder, and uses nothing', () => {
    const unused = () => expect.unreachable();
    expect(() => throughTemporaryFile(join(temporaryFolder(), 'missing', 'f'), '', 0o600, unused)).toThrow(/ENOENT/);
  });
});
