import { describe, expect, it } from 'vitest';
import { matchers } from '../../../rules/matchers/index.js';
import { MatcherOptionError } from '../../../rules/matchers/matcher-option-error.js';
import fc from '../../harness/fast-check.js';
import { matchesIn } from './found-in.js';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  parts.map((part) => (typeof part === 'string' ? part : String.fromCharCode(...part))).join('');
const notes = (text: string, options: Readonly<Record<string, string>> = {}) =>
  matchesIn('media', text, {}, options).map(({ note, recognisedAs }) => `${note} (${recognisedAs})`);

const PAYLOAD = bytes(Array.from({ length: 200 }, (_, index) => (index * 37 + 11) % 256));
const OGG = bytes('OggS', [0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 9, 9, 9, 9, 1, 19], 'OpusHead', [1, 2], PAYLOAD);
const WAV = bytes('RIFF', [36, 8, 0, 0], 'WAVEfmt ', [16, 0, 0, 0, 1, 0, 1, 0], PAYLOAD);
const WEBM = bytes(
  [0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84],
  'webm',
  [0x42, 0x87],
  PAYLOAD.slice(0, 20),
  'A_OPUS',
  PAYLOAD,
);
const MP4 = bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 2, 0], 'isomiso2', PAYLOAD);
const AMR = bytes('#!AMR\n', [0x3c, 0x91], PAYLOAD);
const H264 = bytes([0, 0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 0xda, 0x01, 0x40, 0, 0, 0, 1, 0x68, 0xce, 0x3c, 0x80, 0, 0, 0, 1, 0x65], PAYLOAD);
const H265 = bytes(
  [0, 0, 0, 1, 0x40, 1, 0x0c, 1, 0xff, 0xff, 0, 0, 0, 1, 0x42, 1, 1, 1, 0x60, 0, 0, 3, 9, 9, 0, 0, 0, 1, 0x44, 1, 0xc0],
  PAYLOAD,
);
const adts = (length: number) =>
  bytes([0xff, 0xf1, 0x50, 0x80 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc], PAYLOAD.slice(0, length - 7));
const AAC = adts(100) + adts(120) + adts(90);
const JPEG = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1, 1, 0], PAYLOAD);
const PNG = bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR', PAYLOAD);
const rtp = (payloadType: number, payload: string, sequence = 4242, first = 0x80) =>
  bytes([first, payloadType, sequence >> 8, sequence & 255, 1, 2, 3, 4, 9, 8, 7, 6], payload);

describe('media finds', () => {
  it.each([
    ['Opus in Ogg', OGG],
    ['WAV', WAV],
    ['Opus in WebM', WEBM],
    ['MP4', MP4],
    ['AMR', AMR],
    ['FLAC', bytes('fLaC', [0, 0, 0, 34], PAYLOAD)],
    ['H.264', H264],
    ['H.265', H265],
    ['AAC in ADTS', AAC],
    ['MP3', bytes('ID3', [4, 0, 0, 0, 0, 1, 2], PAYLOAD)],
    ['MPEG transport stream', bytes([0x47, 0x40, 0, 0x10], '\xff'.repeat(184)).repeat(4)],
    ['RTP, PCMU', rtp(0, PAYLOAD.slice(0, 160))],
    ['RTP', rtp(111, bytes([0xbe, 0xde, 0, 1, 0x10, 0x55, 0, 0], PAYLOAD.slice(0, 60)), 1, 0x90)],
  ])('%s by pattern', (format, text) => {
    expect(notes(text)).toEqual([`${format} (pattern)`]);
  });

  it('G.729 in RTP by name: random bytes have such lengths', () => {
    expect(notes(rtp(18, PAYLOAD.slice(0, 20)))).toEqual(['RTP, G.729 (name)']);
  });

  it.each([
    ['Opus in Ogg', OGG],
    ['WAV', WAV],
    ['Opus in WebM', WEBM],
    ['MP4', MP4],
    ['AAC in ADTS', AAC],
    ['H.264', H264],
  ])('%s in base64, with or without what a data URL begins with', (format, text) => {
    const base64 = Buffer.from(text, 'latin1').toString('base64');
    expect(notes(base64)).toEqual([`${format} inside base64 (pattern)`]);
    expect(notes(`data:audio/ogg;base64,${base64}`)).toEqual([`${format} inside base64 (pattern)`]);
  });

  it('a medium within other bytes, where it stands', () => {
    const [match] = matchesIn('media', bytes('prefix', [0, 1, 2], OGG));
    expect(match).toMatchObject({ start: 9, end: 13, value: Buffer.from('OggS').toString('hex') });
  });

  it('RTP of which only the header speaks by name', () => {
    expect(notes(rtp(96, PAYLOAD.slice(0, 77)))).toEqual(['RTP (name)']);
    expect(notes(rtp(0xe0, bytes([0x7c, 0x85], PAYLOAD)))).toEqual(['RTP, H.264 (name)']);
  });

  it('RTP framed in a stream', () => {
    const frame = (sequence: number) => {
      const packet = rtp(111, PAYLOAD.slice(0, 50), sequence);
      return bytes([packet.length >> 8, packet.length & 255], packet);
    };
    expect(notes(frame(7) + frame(8))).toEqual(['RTP in a stream (pattern)']);
    expect(notes(bytes('$', [0]) + frame(7) + bytes('$', [0]) + frame(8))).toEqual(['RTP in a stream (pattern)']);
    expect(notes(frame(7) + frame(4_000))).toEqual([]);
  });

  it('pictures, and kinds apart, as asked', () => {
    expect(notes(JPEG)).toEqual([]);
    expect(notes(JPEG, { kind: 'picture' })).toEqual(['JPEG (pattern)']);
    expect(notes(PNG, { kind: 'any' })).toEqual(['PNG (pattern)']);
    expect(notes(Buffer.from(PNG, 'latin1').toString('base64'), { kind: 'picture' })).toEqual(['PNG inside base64 (pattern)']);
    expect(notes(WAV, { kind: 'video' })).toEqual([]);
    expect(notes(H264, { kind: 'audio' })).toEqual([]);
    expect(notes(H264, { kind: 'video' })).toEqual(['H.264 (pattern)']);
    expect(() => matchers.get('media')?.prepare({ kind: 'sound' })).toThrow(MatcherOptionError);
    expect(() => matchers.get('media')?.prepare({ kind: 'toString' })).toThrow(MatcherOptionError);
  });
});

describe('media does not find', () => {
  it.each([
    ['zeros', '\0'.repeat(4_000)],
    ['ones', '\xff'.repeat(4_000)],
    ['a text on formats', 'RIFF and WAVE, OggS, ftyp, ID3, #!AMR, fLaC and GGGG are signatures of media'],
    ['a text beyond bytes', 'OggS は音声です'.repeat(20)],
    ['letters G', 'G'.repeat(4_000)],
    ['a start code in numbers', '\0\0\x01\0\0\0\x02\0\0\0\x01\0'.repeat(40)],
    ['one frame of AAC', adts(100)],
    ['RIFF of something else', bytes('RIFF', [36, 8, 0, 0], 'ACON', PAYLOAD)],
    ['a box of a wrong size', bytes([0, 0, 9, 1], 'ftypisom', PAYLOAD)],
    ['a DTLS record', bytes([23, 0xfe, 0xfd], PAYLOAD)],
    ['a STUN message', bytes([0, 1, 0, 8, 0x21, 0x12, 0xa4, 0x42], PAYLOAD)],
    ['an RTCP report', rtp(200, PAYLOAD.slice(0, 16))],
    ['RTP without a payload', rtp(96, '')],
    ['PCMU of no length of its own', rtp(0, PAYLOAD.slice(0, 77))],
    ['base64 of a text', Buffer.from('OggS is a signature, and so is RIFF, in a text of some length').toString('base64')],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(notes(text, { kind: 'any' })).toEqual([]);
  });

  it('random bytes by pattern', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 600 }), (random) => {
        const found = matchesIn('media', Buffer.from(random).toString('latin1'), {}, { kind: 'any' });
        expect(found.filter(({ recognisedAs }) => recognisedAs === 'pattern')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
