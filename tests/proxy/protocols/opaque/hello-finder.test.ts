import { describe, expect, it } from 'vitest';
import { HelloFinder } from '../../../../proxy/protocols/opaque/hello-finder.js';
import fc from '../../../harness/fast-check.js';
import { clientHello, fragmented } from './hellos.js';

/** The length of a ClientHello's head: record, handshake and version. */
const headLength = 11;

function find(...chunks: readonly (string | Buffer)[]): { readonly foundAt: number; readonly recordEnd: number } | undefined {
  const finder = new HelloFinder();
  let offset = 0;
  for (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : Buffer.from(chunk);
    const end = finder.feed(bytes);
    if (end >= 0) return { foundAt: finder.foundAt, recordEnd: offset + end + finder.recordRest };
    offset += bytes.length;
    bytes.fill(0x16);
  }
  return undefined;
}

/** A hello with one byte of it replaced. */
function changed(at: number, ...bytes: number[]): Buffer {
  const hello = Buffer.from(clientHello);
  hello.set(bytes, at);
  return hello;
}

const hello = clientHello.toString('latin1');

describe('HelloFinder', () => {
  it.each([
    ['at the start', ''],
    ['behind a line', 'a1 STARTTLS\r\n'],
    ['behind a tag', "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"],
    ['behind SSLRequest of PostgreSQL', '\0\0\0\x08\x04\xd2\x16\x2f'],
    ['behind SSLRequest of MySQL', `\x20\0\0\x01\x05\xae\xff\x19\0\0\0\x01\xff${'\0'.repeat(23)}`],
    ['in a packet of TDS', '\x12\x01\x00\xfc\0\0\0\0'],
    ['behind what begins like one', '\x16\x03\x01\x16\x03\x16'],
  ])('finds a real hello %s, wherever it is cut', (_name, before) => {
    const expected = { foundAt: before.length, recordEnd: before.length + hello.length };
    const text = `${before}${hello}more`;
    expect(find(text)).toEqual(expected);
    for (let at = 1; at < text.length; at += 1) expect(find(text.slice(0, at), text.slice(at))).toEqual(expected);
    expect(find(...text)).toEqual(expected);
  });

  it.each([6, 7, 100])('finds one in records of %i bytes', (size) => {
    expect(find('STARTTLS\r\n', fragmented(clientHello, size))).toEqual({ foundAt: 10, recordEnd: 10 + 5 + size });
  });

  it('waits for its whole head', () => {
    for (let length = 0; length < headLength; length += 1) expect(find(hello.slice(0, length))).toBeUndefined();
    expect(find(hello.slice(0, headLength))).toMatchObject({ foundAt: 0 });
  });

  it.each([
    ['another record type', changed(0, 0x17)],
    ['a version of none', changed(1, 0x04)],
    ['a minor version of none', changed(2, 0x05)],
    ['an empty record', changed(3, 0, 0)],
    ['a record too large', changed(3, 0x40, 1)],
    ['a ServerHello', changed(5, 2)],
    ['a hello of megabytes', changed(6, 1)],
    ['a hello too short', changed(7, 0, 10)],
    ['a hello shorter than its record', changed(7, 0, 60)],
    ['a hello of another version', changed(9, 0x02)],
    ['text', Buffer.from('EHLO client.example\r\n')],
  ])('does not take %s for one', (_name, bytes) => {
    expect(find(bytes)).toBeUndefined();
    expect(find(...bytes.toString('latin1'))).toBeUndefined();
  });

  it('finds the same however the stream is cut', () => {
    const part = fc.constantFrom(
      '\x16',
      '\x16\x03',
      '\x16\x03\x01',
      '\n',
      'text',
      '\x03',
      '\x16\x16\x03',
      hello.slice(0, 9),
      hello.slice(0, 40),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(fc.nat({ max: 120 }), { maxLength: 6 }), (parts, cuts) => {
        const text = parts.join('');
        const edges = [0, ...cuts.filter((cut) => cut < text.length).toSorted((a, b) => a - b), text.length];
        const chunks = edges.slice(1).map((edge, index) => text.slice(edges[index]!, edge));
        expect(find(...chunks)).toEqual(find(text));
      }),
      { numRuns: 500 },
    );
  });
});
