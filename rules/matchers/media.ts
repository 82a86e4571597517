import { Buffer } from 'node:buffer';
import { findMediaContainer } from './find-media-container.js';
import { findMediaStream } from './find-media-stream.js';
import { findRtp } from './find-rtp.js';
import type { Match, Matcher, PreparedMatcher } from './matcher.js';
import { MatcherOptionError } from './matcher-option-error.js';
import type { FoundMedia, MediaKind } from './media-kind.js';

const NAME = 'media';
const SHORTEST = 13;
const KINDS: Readonly<Record<string, readonly MediaKind[]>> = {
  audio: ['audio'],
  video: ['video'],
  picture: ['picture'],
  any: ['audio', 'video', 'picture'],
};
/** What text does not have: controls but for white space, and what is beyond ASCII. */
const BINARY = /[^\t\n\v\f\r -~]/;
/** Beyond a byte. */
const NOT_BYTES = /[\u0100-\uffff]/;
/** A value in base64, which decoding leaves as it is when its bytes are no text; of so much the start is looked at. */
const BASE64 = /^(?:data:[a-z0-9./+;=-]{0,80};base64,)?([A-Za-z0-9+/_-]{40,8192})/;
/** How the signatures begin in base64: Ogg, RIFF, AMR, EBML, MP4, FLAC, ID3, MP3, AAC, H.264, JPEG, PNG, GIF. */
const BASE64_START = /^(?:data:|T2dnU|UklGR|IyFBTVI|GkXfo|AAAA|ZkxhQ|SUQz|\/\/[E-Hk-v]|__[E-Hk-v]|_9j_|\/9j\/|iVBORw0KGgo|R0[A-Zl])/;

function findIn(bytes: string, wanted: ReadonlySet<MediaKind>, whole: boolean): FoundMedia | undefined {
  const container = findMediaContainer(bytes, wanted);
  if (container !== undefined) return container;
  const stream = findMediaStream(bytes, wanted);
  if (stream !== undefined || !whole) return stream;
  const packet = findRtp(bytes);
  return packet?.kinds.some((kind) => wanted.has(kind)) ? packet : undefined;
}

function matchOf({ start, end, format, weak }: FoundMedia, value: string, note: string): Match {
  return { start, end, value, recognisedAs: weak === true ? 'name' : 'pattern', note: `${format}${note}` };
}

function findEncoded(text: string, wanted: ReadonlySet<MediaKind>): readonly Match[] {
  const encoded = BASE64_START.test(text) ? BASE64.exec(text) : null;
  if (encoded === null) return [];
  const [head, base64 = ''] = encoded;
  const bytes = Buffer.from(base64, 'base64').toString('latin1');
  const media = findIn(bytes, wanted, false);
  if (media === undefined) return [];
  const before = head.length - base64.length;
  const start = before + Math.floor((media.start * 4) / 3);
  const end = Math.min(text.length, before + Math.ceil((media.end * 4) / 3));
  return [matchOf({ ...media, start, end }, hexOf(bytes, media), ' inside base64')];
}

function hexOf(bytes: string, { start, end }: FoundMedia): string {
  return Buffer.from(bytes.slice(start, end), 'latin1').toString('hex');
}

function find(text: string, wanted: ReadonlySet<MediaKind>): readonly Match[] {
  if (text.length < SHORTEST) return [];
  if (!BINARY.test(text)) {
    const encoded = findEncoded(text, wanted);
    // AMR's first line is text, and what follows it may be as well, by chance.
    return encoded.length > 0 || !text.startsWith('#!AMR') ? encoded : found(text, wanted);
  }
  return NOT_BYTES.test(text) ? [] : found(text, wanted);
}

function found(text: string, wanted: ReadonlySet<MediaKind>): readonly Match[] {
  const media = findIn(text, wanted, true);
  return media === undefined ? [] : [matchOf(media, hexOf(text, media), '')];
}

function prepare({ kind }: Readonly<Record<string, string>>): PreparedMatcher {
  const kinds = kind === undefined ? [...KINDS['audio']!, ...KINDS['video']!] : Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (kinds === undefined) throw new MatcherOptionError(NAME, 'kind', `${NAME}: kind must be one of ${Object.keys(KINDS).join(', ')}`);
  const wanted = new Set(kinds);
  return { recognisedAs: 'pattern', find: (text) => find(text, wanted) };
}

/**
 * Audio and video (with `kind`, also pictures) by the signatures of their formats: Ogg (Opus, Vorbis, Speex), WebM and Matroska, MP4, WAV, AVI, AMR, FLAC, MP3, AAC
 * in ADTS, H.264 and H.265 in Annex B, MPEG transport streams, FLV; RTP datagrams, and RTP framed in a stream; in bytes, and in values that are base64 from their
 * start. One match a text, at the first signature; normal form: its bytes in hex; the note names the format. RTP of which only the header speaks is
 * recognised by `name`. Not: media that is encrypted as a whole, formats inside others' archives, raw samples without a header.
 */
export const media: Matcher = {
  name: NAME,
  description: 'an audio or video signature',
  options: { kind: { type: 'text', description: 'audio, video, picture or any; audio and video by default' } },
  surest: 'pattern',
  nameless: true,
  prepare,
};
