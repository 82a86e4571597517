import type { FoundMedia, MediaKind } from './media-kind.js';

const audio: readonly MediaKind[] = ['audio'];
const video: readonly MediaKind[] = ['video'];
const both: readonly MediaKind[] = ['audio', 'video'];

/** Frames that must follow each other where the sync word of one proves nothing. */
const FRAMES = 3;
const MOST_TRIED = 256;
const PACKET = 188;
/** How far behind a sequence parameter set the picture parameter set stands. */
const SET_REACH = 256;
const PROFILES = new Set([44, 66, 77, 83, 86, 88, 100, 110, 118, 122, 128, 244]);
const LEVELS = new Set([9, 10, 11, 12, 13, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 52, 60, 61, 62]);

const START = '\0\0\x01';
const PICTURE_SETS = ['(', 'H', 'h'].map((header) => START + header);

/** A sequence parameter set, and a picture parameter set behind it. */
function holdsHevcSets(bytes: string): boolean {
  const sequence = bytes.indexOf(`${START}B\x01`);
  return sequence !== -1 && bytes.includes(`${START}D\x01`, sequence);
}

/** H.264 and H.265 byte streams (Annex B of both): parameter sets behind start codes. */
function findAnnexB(bytes: string): FoundMedia | undefined {
  let at = bytes.indexOf(START);
  for (let tried = 0; at !== -1 && tried < MOST_TRIED; tried++) {
    const header = bytes.charCodeAt(at + 3);
    const second = bytes.charCodeAt(at + 4);
    const end = Math.min(bytes.length, at + 5);
    // Sequence parameter set with a profile and level in use, then a picture parameter set.
    if ((header & 0x9f) === 7 && header >= 0x20 && PROFILES.has(second) && LEVELS.has(bytes.charCodeAt(at + 6))) {
      if (PICTURE_SETS.some((set) => bytes.slice(at + 7, at + SET_REACH).includes(set)))
        return { kinds: video, format: 'H.264', start: at, end };
    }
    // Video, sequence and picture parameter sets of layer 0, in this order.
    if (header === 0x40 && second === 1 && holdsHevcSets(bytes.slice(at + 5, at + 2 * SET_REACH))) {
      return { kinds: video, format: 'H.265', start: at, end };
    }
    at = bytes.indexOf(START, at + 3);
  }
  return undefined;
}

/** Length of the ADTS frame at `at` (ISO/IEC 13818-7, 6.2), or 0. */
function adtsLength(bytes: string, at: number): number {
  if (bytes.charCodeAt(at) !== 0xff || (bytes.charCodeAt(at + 1) & 0xf6) !== 0xf0) return 0;
  if (((bytes.charCodeAt(at + 2) >> 2) & 15) > 12) return 0;
  const length = ((bytes.charCodeAt(at + 3) & 3) << 11) | (bytes.charCodeAt(at + 4) << 3) | (bytes.charCodeAt(at + 5) >> 5);
  return length >= 7 ? length : 0;
}

const KILOBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const SAMPLES = [44_100, 48_000, 32_000];

/** Length of the frame of MPEG-1 audio, layer III (ISO/IEC 11172-3, 2.4.1.3), at `at`, or 0. */
function mp3Length(bytes: string, at: number): number {
  if (bytes.charCodeAt(at) !== 0xff || (bytes.charCodeAt(at + 1) & 0xfe) !== 0xfa) return 0;
  const third = bytes.charCodeAt(at + 2);
  const kilobits = KILOBITS[third >> 4] ?? 0;
  const samples = SAMPLES[(third >> 2) & 3] ?? 0;
  return kilobits === 0 || samples === 0 ? 0 : Math.floor((144_000 * kilobits) / samples) + ((third >> 1) & 1);
}

/** Frames of audio one after the other, whose fixed headers are the same. */
function findFrames(
  bytes: string,
  syncs: readonly string[],
  lengthAt: (bytes: string, at: number) => number,
  format: string,
): FoundMedia | undefined {
  for (const sync of syncs) {
    let at = bytes.indexOf(sync);
    for (let tried = 0; at !== -1 && tried < MOST_TRIED; tried++) {
      let next = at;
      let frames = 0;
      for (let length = lengthAt(bytes, next); length > 0 && frames < FRAMES; length = lengthAt(bytes, next)) {
        if ((bytes.charCodeAt(next + 2) & 0xfc) !== (bytes.charCodeAt(at + 2) & 0xfc) && format === 'AAC in ADTS') break;
        next += length;
        frames++;
      }
      if (frames === FRAMES && next <= bytes.length) return { kinds: audio, format, start: at, end: at + 7 };
      at = bytes.indexOf(sync, at + 2);
    }
  }
  return undefined;
}

/** MPEG transport stream (ISO/IEC 13818-1, 2.4.3): four packets in a row from the start. */
function findTransport(bytes: string): FoundMedia | undefined {
  if (bytes.length < 4 * PACKET) return undefined;
  for (let index = 0; index < 4; index++) if (bytes.charCodeAt(index * PACKET) !== 0x47) return undefined;
  // A transport error, or all the same: a text of letters G.
  return (bytes.charCodeAt(1) & 0x80) !== 0 || bytes.charCodeAt(1) === 0x47
    ? undefined
    : { kinds: both, format: 'MPEG transport stream', start: 0, end: 4 };
}

/** The first elementary or transport stream of one of the kinds in bytes written one a character. Each signature is tried 256 times at most. */
export function findMediaStream(bytes: string, wanted: ReadonlySet<MediaKind>): FoundMedia | undefined {
  const found = [
    wanted.has('video') ? findAnnexB(bytes) : undefined,
    wanted.has('audio') ? findFrames(bytes, ['\xff\xf1', '\xff\xf9'], adtsLength, 'AAC in ADTS') : undefined,
    wanted.has('audio') ? findFrames(bytes, ['\xff\xfb', '\xff\xfa'], mp3Length, 'MP3') : undefined,
    wanted.has('audio') || wanted.has('video') ? findTransport(bytes) : undefined,
  ];
  return found.find((media) => media !== undefined);
}
