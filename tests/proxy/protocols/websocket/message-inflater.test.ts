import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type InflateFlaw, MessageInflater } from '../../../../proxy/protocols/websocket/message-inflater.js';
import fc from '../../../harness/fast-check.js';

/** With a final block, as an endpoint may (RFC 7692, section 7.2.3.4). */
const ended = (text: string | Buffer) => deflateRawSync(text);
/** As most do (section 7.2.1), without a window. */
function flushed(text: string | Buffer): Buffer {
  const bytes = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH });
  return bytes.subarray(0, bytes.length - 4);
}

function inflate(inflater: MessageInflater, ...pieces: readonly Buffer[]): { text: string; flaw: InflateFlaw | undefined } {
  const parts: Buffer[] = [];
  const take = (part: Buffer) => void parts.push(part);
  let flaw: InflateFlaw | undefined;
  for (const piece of pieces) flaw ??= inflater.push(piece, take);
  const last = inflater.finish(take);
  return { text: Buffer.concat(parts).toString('latin1'), flaw: flaw ?? last };
}

const broken = Buffer.of(0xff, 0xff, 0xff);
const read = (text: string) => ({ text, flaw: undefined });

describe('MessageInflater', () => {
  it('without a window each message stands for itself, a broken one too', () => {
    const inflater = new MessageInflater(false);
    expect(inflate(inflater, flushed('one'))).toEqual(read('one'));
    expect(inflate(inflater, broken)).toEqual({ text: '', flaw: 'corrupt' });
    expect(inflate(inflater, ended('two'))).toEqual(read('two'));
    // What came before is not there to refer to: a block that goes back 32 KiB.
    expect(inflate(inflater, Buffer.of(0x03, 0x82, 0xff, 0x1f)).flaw).toBe('corrupt');
  });

  it('with a window a flaw is for good, and nothing comes any more', () => {
    const inflater = new MessageInflater(true);
    expect(inflate(inflater, flushed('one'))).toEqual(read('one'));
    expect(inflate(inflater, broken).flaw).toBe('corrupt');
    expect(inflate(inflater, flushed('two'))).toEqual({ text: '', flaw: 'corrupt' });
  });

  it.each([true, false])('reads on behind the end of a stream, in the same message and in the next (window kept: %s)', (keepsWindow) => {
    const inflater = new MessageInflater(keepsWindow);
    expect(inflate(inflater, ended('whole'))).toEqual(read('whole'));
    expect(inflate(inflater, ended('with a block behind it'), Buffer.of(0))).toEqual(read('with a block behind it'));
    expect(inflate(inflater, ended('one '), ended('two '), flushed('three'))).toEqual(read('one two three'));
    expect(inflate(inflater, flushed('four '), flushed(''), ended('five'))).toMatchObject({ flaw: 'corrupt' });
    expect(inflate(new MessageInflater(keepsWindow), ended('and then '), Buffer.from('no deflate data'))).toMatchObject({
      flaw: 'corrupt',
    });
  });

  it('gives out what waits when it is asked to', () => {
    const inflater = new MessageInflater(true);
    const parts: string[] = [];
    const take = (part: Buffer) => void parts.push(part.toString());
    inflater.push(deflateRawSync('first', { finishFlush: constants.Z_SYNC_FLUSH }), take);
    expect(parts).toEqual([]);
    inflater.flush(take);
    inflater.flush(take);
    expect(parts).toEqual(['first']);
    inflater.push(flushed(' second'), take);
    inflater.finish(take);
    expect(parts).toEqual(['first', ' second']);
  });

  it('knows an empty message in every form', () => {
    const inflater = new MessageInflater(true);
    for (const empty of [[Buffer.of(0)], [], [Buffer.alloc(0)], [ended('')]]) expect(inflate(inflater, ...empty)).toEqual(read(''));
    expect(inflate(inflater, flushed('next'))).toEqual(read('next'));
  });

  it('a message that ends within a block shows at once without a window, else in the next or at the close', () => {
    const whole = flushed('something');
    // Says that a hundred bytes follow: the tail is taken for some of them.
    const cut = Buffer.from([0x00, 100, 0, 0xff - 100, 0xff, ...Buffer.from('only a few')]);
    const inflater = new MessageInflater(true);
    expect(inflate(inflater, cut).flaw).toBeUndefined();
    expect(inflater.close()).toBe('corrupt');
    const sound = new MessageInflater(true);
    inflate(sound, whole);
    expect(sound.close()).toBeUndefined();
    expect(new MessageInflater(true).close()).toBeUndefined();
    const brokenOff = new MessageInflater(true);
    brokenOff.push(cut, () => undefined);
    expect(brokenOff.close()).toBeUndefined();
  });

  it('is bounded by what it took, and by an absolute most', () => {
    let length = 0;
    const take = (part: Buffer) => {
      length += part.length;
    };
    const inflater = new MessageInflater(true);
    expect(inflater.push(ended(Buffer.alloc(200 * 1024 * 1024)), take)).toBe('limit');
    expect(length).toBeLessThan(8 * 1024 * 1024);
    length = 0;
    // Each part stands for itself, and expands some forty times.
    const part = deflateRawSync(Buffer.alloc(256 * 1024, Buffer.from(Array.from({ length: 256 * 16 }, (_, at) => (at * at) >> 4))), {
      finishFlush: constants.Z_FULL_FLUSH,
    });
    expect((256 * 1024) / part.length).toBeLessThan(100);
    const large = new MessageInflater(true);
    const flaws = Array.from({ length: 200 }, () => large.push(part, take));
    expect(flaws.indexOf('limit')).toBeGreaterThan(64);
    expect(length).toBeLessThan(37 * 1024 * 1024);
  });

  it('is bounded in how many streams one message may be', () => {
    const none = Buffer.of(0x03, 0x00);
    expect(inflate(new MessageInflater(true), Buffer.alloc(20, none)).flaw).toBeUndefined();
    expect(inflate(new MessageInflater(true), Buffer.alloc(4_000, none)).flaw).toBe('limit');
  });

  it('gives out the same however a message is cut', () => {
    const text = fc.string({ unit: 'binary-ascii', maxLength: 2_000 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.integer({ min: 1, max: 50 }), (texts, keeps, size) => {
        const inflater = new MessageInflater(keeps);
        for (const [index, each] of texts.entries()) {
          const bytes = (index % 2 === 0 ? flushed : ended)(Buffer.from(each, 'latin1'));
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
          expect(inflate(inflater, ...pieces)).toEqual(read(each));
        }
      }),
      { numRuns: 100 },
    );
  });
});
