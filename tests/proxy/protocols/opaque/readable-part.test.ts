import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../../model/index.js';
import { ReadablePart } from '../../../../proxy/protocols/opaque/readable-part.js';
import { clientHello } from './hellos.js';

interface Taken {
  readonly readable: string;
  readonly over: boolean;
  readonly news: readonly string[];
}

function take(direction: Direction, ...chunks: readonly string[]): Taken {
  const news: string[] = [];
  const part = new ReadablePart(direction, {
    protocol: (name) => void news.push(name),
    tlsBegins: (atStart) => void news.push(atStart ? 'tls at the start' : 'tls'),
  });
  const readable = chunks.map((chunk) => {
    const length = part.take(Buffer.from(chunk, 'latin1'));
    expect(length).toBeLessThanOrEqual(chunk.length);
    return chunk.slice(0, length);
  });
  return { readable: readable.join(''), over: part.over, news };
}

/** Whole, cut in two everywhere, and byte by byte. */
function expectAlways(direction: Direction, text: string, expected: Taken): void {
  expect(take(direction, text)).toEqual(expected);
  for (let at = 1; at < text.length; at += 1) expect(take(direction, text.slice(0, at), text.slice(at))).toEqual(expected);
  expect(take(direction, ...text)).toEqual(expected);
}

const hello = clientHello.toString('latin1');

describe('ReadablePart', () => {
  it('reads a client up to the end of its ClientHello, in which names are readable', () => {
    const line = 'a1 STARTTLS\r\n';
    expectAlways('client-to-server', `${line}${hello}ciphertext`, { readable: line + hello, over: true, news: ['tls'] });
    expectAlways('client-to-server', `${hello}ciphertext`, { readable: hello, over: true, news: ['tls at the start'] });
  });

  it('does not look for one in what a server says', () => {
    const text = `220 a\r\n${hello}`;
    expect(take('server-to-client', text)).toEqual({ readable: text, over: false, news: [] });
  });

  it('reads SSH up to the end of its greeting', () => {
    const greeting = 'SSH-2.0-x y\r\n';
    for (const direction of ['client-to-server', 'server-to-client'] as const) {
      expectAlways(direction, `${greeting}\0\0\x05\xdcciphertext\n`, { readable: greeting, over: true, news: ['ssh'] });
    }
  });

  it('reads no SSH greeting without an end for ever', () => {
    const text = `SSH-2.0-${'x'.repeat(300)}\r\n`;
    expectAlways('client-to-server', text, { readable: text.slice(0, 255), over: true, news: ['ssh'] });
  });

  it('reads all of anything else, and says its protocol once', () => {
    const text = `220 a ESMTP\r\n${'250 more\r\n'.repeat(60)}`;
    expect(take('server-to-client', ...text)).toEqual({ readable: text, over: false, news: ['smtp'] });
    expect(take('client-to-server', ...`${'x'.repeat(300)}SSH-2.0-x\r\n`, '')).toMatchObject({ over: false, news: [] });
  });
});
