import { describe, expect, it } from 'vitest';
import { ChunkLine } from '../../../../proxy/protocols/http1/chunk-line.js';

function read(text: string): { size: number; extension: string; stopped: number; fault?: string } {
  const line = new ChunkLine();
  let extension = '';
  const stopped = line.read(Buffer.from(text, 'latin1'), 0, (piece) => {
    extension += piece.toString('latin1');
  });
  return line.complete ? { size: line.size, extension, stopped } : { size: -1, extension, stopped, fault: line.fault };
}

describe('ChunkLine', () => {
  it.each([
    ['0\r\n', 0, ''],
    ['aF\r\nrest', 175, ''],
    ['0010\r\n', 16, ''],
    ['5;a\r\n', 5, ';a'],
    ['5 \t;a="b;c"\r\n', 5, ';a="b;c"'],
    ['1fffffffffffff\r\n', Number.MAX_SAFE_INTEGER, ''],
  ])('reads %j', (text, size, extension) => {
    expect(read(text)).toEqual({ size, extension, stopped: text.indexOf('\n') + 1 });
  });

  it.each([
    ['\r\n', 'bad-chunk-size', 0],
    ['5 \r\n', 'bad-chunk-size', 2],
    ['5 5\r\n', 'bad-chunk-size', 2],
    ['5\n', 'bare-lf', 1],
    ['5\r\r', 'bare-cr', 2],
    ['20000000000000\r\n', 'chunk-size-overflow', 13],
    ['5;\x01\r\n', 'control-character', 2],
  ])('refuses %j', (text, fault, stopped) => {
    expect(read(text)).toMatchObject({ fault, stopped });
  });

  it('asks for more', () => {
    for (const text of ['', '5', '5;', '5;a', '5;a\r'])
      expect(read(text)).toMatchObject({ fault: undefined, stopped: text.length, size: -1 });
  });
});
