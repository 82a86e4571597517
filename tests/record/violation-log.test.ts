import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { violationLine } from '../../record/violation-line.js';
import { ViolationLog } from '../../record/violation-log.js';
import { sampleFinding } from './samples.js';
import { tempFolder } from './temp-folder.js';

const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    writeSync: (file: number, bytes: Buffer, offset: number): number => {
      const fitting = Math.min(bytes.length - offset, 100, disk.room);
      if (fitting === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      disk.room -= fitting;
      return fs.writeSync(file, bytes, offset, fitting);
    },
  };
});
afterEach(() => {
  disk.room = Number.POSITIVE_INFINITY;
});

const line = violationLine('20261121-211500-x7k2', sampleFinding());

describe('ViolationLog', () => {
  it('writes one JSON line a violation, however little goes at once', () => {
    const path = join(tempFolder(), 'runs', 'r', 'violations.ndjson');
    const log = new ViolationLog(path);
    log.append([]);
    log.append([line, line]);
    log.append([line]);
    log.close();
    const text = readFileSync(path, 'utf8');
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((written) => JSON.parse(written)),
    ).toEqual([line, line, line]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('leaves no half line behind when the disk is full', () => {
    const path = join(tempFolder(), 'violations.ndjson');
    writeFileSync(path, 'before\n');
    const log = new ViolationLog(path);
    disk.room = 250;
    expect(() => log.append([line, line])).toThrow('no space left');
    expect(readFileSync(path, 'utf8')).toBe('before\n');
    disk.room = Number.POSITIVE_INFINITY;
    log.append([line]);
    log.close();
    expect(readFileSync(path, 'utf8')).toBe(`before\n${JSON.stringify(line)}\n`);
  });
});
