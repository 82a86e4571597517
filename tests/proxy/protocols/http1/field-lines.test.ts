import { describe, expect, it } from 'vitest';
import { FieldLines } from '../../../../proxy/protocols/http1/field-lines.js';

function read(text: string): FieldLines | string {
  const fields = new FieldLines();
  const bytes = Buffer.from(`before${text}`, 'latin1');
  return fields.read(bytes, 6, bytes.length) ?? fields;
}

describe('FieldLines', () => {
  it('reads names as sent and values without outer white space', () => {
    expect(read('A: b\r\nx-y:\t c  d \t\r\nZ:\r\nE:\xe9\r\n')).toMatchObject({ headers: ['A', 'b', 'x-y', 'c  d', 'Z', '', 'E', '\xe9'] });
  });

  it('picks out what decides about framing, whatever the case, and joins lists', () => {
    const fields = read(
      'CONTENT-length: 1\r\nContent-Length: 2\r\ntransfer-Encoding: a\r\nUPGRADE: u\r\nconnection: c\r\nConnection: d\r\ncontent-type: t\r\nContent-Type: u\r\ncontent-encoding: e\r\n',
    );
    expect(fields).toMatchObject({
      contentLength: '1,2',
      transferEncoding: 'a',
      upgrade: 'u',
      connection: 'c,d',
      contentType: 't',
      contentEncoding: 'e',
    });
  });

  it('is not taken in by names of the same length', () => {
    expect(read('Context-Length: 1\r\nContent-Lengtg: 1\r\nCookie2: u\r\n')).toMatchObject({
      contentLength: undefined,
      upgrade: undefined,
    });
  });

  it('names the first fault', () => {
    expect(read('A: b\r\nB\r\n : c\r\n')).toBe('missing-colon');
    expect(read('A: b\r\n x\r\nB\r\n')).toBe('line-folding');
  });
});
