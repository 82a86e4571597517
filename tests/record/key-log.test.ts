import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeyLog } from '../../record/key-log.js';
import type { RecordError, RecordFault } from '../../record/record-fault.js';
import { tempFolder } from './temp-folder.js';

const none = () => {
  throw new Error('no fault was expected');
};

describe('openKeyLog', () => {
  it('appends lines to a file that only the user can read', () => {
    const file = join(tempFolder(), 'keys.log');
    const log = openKeyLog(file, none);
    log.write(Buffer.from('CLIENT_RANDOM 01 02\n'));
    log.write(Buffer.from('CLIENT_RANDOM 03 04\n'));
    log.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe('CLIENT_RANDOM 01 02\nCLIENT_RANDOM 03 04\n');
  });

  it('leaves alone what another program wrote to it', () => {
    const file = join(tempFolder(), 'keys.log');
    writeFileSync(file, 'theirs\n', { mode: 0o640 });
    const log = openKeyLog(file, none);
    log.write(Buffer.from('ours\n'));
    log.close();
    expect(readFileSync(file, 'utf8')).toBe('theirs\nours\n');
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('takes no harm from lines that come after its end', () => {
    const file = join(tempFolder(), 'keys.log');
    const log = openKeyLog(file, none);
    log.close();
    log.close();
    log.write(Buffer.from('late\n'));
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('throws where it cannot be opened', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'keys.log'));
    for (const file of [join(folder, 'keys.log'), join(folder, 'missing', 'keys.log')]) {
      expect(() => openKeyLog(file, none)).toThrow(
        expect.objectContaining({ name: 'RecordError', fault: expect.objectContaining({ cause: 'unwritable' }) }) as RecordError,
      );
    }
  });

  // The device on which no write succeeds is Linux's.
  it.runIf(existsSync('/dev/full'))('tells once that the disk is full, and throws nothing', () => {
    const faults: RecordFault[] = [];
    const log = openKeyLog('/dev/full', (fault) => void faults.push(fault));
    for (let line = 0; line < 5; line += 1) log.write(Buffer.from('CLIENT_RANDOM 01 02\n'));
    log.close();
    expect(faults).toMatchObject([{ cause: 'disk-full' }]);
  });
});
