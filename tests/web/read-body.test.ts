import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readBody } from '../../web/read-body.js';

/** A message's stream side is all that is read. */
const messageOf = (stream: PassThrough): IncomingMessage => stream as unknown as IncomingMessage;

describe('readBody', () => {
  it('reads a body whole, in whatever pieces it comes', async () => {
    const stream = new PassThrough();
    const read = readBody(messageOf(stream), 10);
    for (const piece of ['ab', 'c', 'defghij']) stream.write(piece);
    stream.end();
    expect(await read).toEqual({ kind: 'read', bytes: Buffer.from('abcdefghij') });
  });

  it('keeps nothing of a body over the limit, and answers once it is sent', async () => {
    const stream = new PassThrough();
    const read = readBody(messageOf(stream), 10);
    stream.end('abcdefghijk');
    expect(await read).toEqual({ kind: 'too-large' });
  });

  it('does not take in a body without end', async () => {
    const stream = new PassThrough();
    const read = readBody(messageOf(stream), 10);
    const chunk = Buffer.alloc(64 * 1024);
    for (let sent = 0; sent <= 1024 * 1024; sent += chunk.length) stream.write(chunk);
    expect(await read).toEqual({ kind: 'too-large' });
    expect(stream.isPaused()).toBe(true);
  });

  it('says that the peer went away', async () => {
    const failing = new PassThrough();
    const first = readBody(messageOf(failing), 10);
    failing.destroy(new Error('reset'));
    expect(await first).toEqual({ kind: 'aborted' });
    const closing = new PassThrough();
    const second = readBody(messageOf(closing), 10);
    closing.destroy();
    expect(await second).toEqual({ kind: 'aborted' });
  });
});
