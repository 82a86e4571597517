import type { FoundMedia, MediaKind } from './media-kind.js';

/** How far into a container its codecs are looked for. */
const REACH = 4_096;
/** Occurrences of a signature that are looked at; more in one text are chance or hostile. */
const MOST_TRIED = 64;

interface Container {
  readonly signature: string;
  /** Where the signature stands in the container. */
  readonly offset: number;
  /** Only at the start of the bytes: too short, or too common, to be looked for anywhere. */
  readonly first?: boolean;
  /** `head` is up to 4 KiB from the container's start. */
  readonly read: (head: string) => { readonly kinds: readonly MediaKind[]; readonly format: string } | undefined;
}

const audio: readonly MediaKind[] = ['audio'];
const video: readonly MediaKind[] = ['video'];
const both: readonly MediaKind[] = ['audio', 'video'];
const picture: readonly MediaKind[] = ['picture'];

/** RFC 3533: version 0, flags, then the first packet of a stream, which names its codec. */
function readOgg(head: string): ReturnType<Container['read']> {
  if (head.charCodeAt(4) !== 0 || head.charCodeAt(5) > 7) return undefined;
  const packet = head.slice(27 + head.charCodeAt(26), 27 + head.charCodeAt(26) + 8);
  if (packet === 'OpusHead') return { kinds: audio, format: 'Opus in Ogg' };
  if (packet.startsWith('\x01vorbis')) return { kinds: audio, format: 'Vorbis in Ogg' };
  if (packet.startsWith('Speex   ')) return { kinds: audio, format: 'Speex in Ogg' };
  if (packet.startsWith('\x7fFLAC')) return { kinds: audio, format: 'FLAC in Ogg' };
  return packet.startsWith('\x80theora') ? { kinds: video, format: 'Theora in Ogg' } : { kinds: both, format: 'Ogg' };
}

/** RFC 8794; the document type, then codecs by ID. */
function readEbml(head: string): ReturnType<Container['read']> {
  const type = /B\x82[\x80-\xff](webm|matroska)/.exec(head.slice(0, 64))?.[1];
  if (type === undefined) return undefined;
  const container = type === 'webm' ? 'WebM' : 'Matroska';
  const opus = head.includes('A_OPUS');
  if (/V_(?:VP8|VP9|AV1|MPEG)/.test(head))
    return { kinds: head.includes('A_') ? both : video, format: opus ? `video and Opus in ${container}` : container };
  return opus ? { kinds: audio, format: `Opus in ${container}` } : { kinds: both, format: container };
}

/** ISO/IEC 14496-12, 4.3: a short box of printable brands. */
function readMp4(head: string): ReturnType<Container['read']> {
  const size = head.charCodeAt(2) * 256 + head.charCodeAt(3);
  if (!head.startsWith('\0\0') || head.charCodeAt(2) > 1 || size < 16 || size % 4 !== 0) return undefined;
  const brand = head.slice(8, 12);
  if (!/^[ -~]{4}$/.test(brand)) return undefined;
  if (/^(?:heic|heix|mif1|msf1|avif|avis)/.test(brand)) return { kinds: picture, format: 'HEIF' };
  return brand.startsWith('M4A') || brand.startsWith('M4B') ? { kinds: audio, format: 'MPEG-4 audio' } : { kinds: both, format: 'MP4' };
}

function readRiff(head: string): ReturnType<Container['read']> {
  switch (head.slice(8, 12)) {
    case 'WAVE':
      return { kinds: audio, format: 'WAV' };
    case 'AVI ':
      return { kinds: both, format: 'AVI' };
    case 'WEBP':
      return { kinds: picture, format: 'WebP' };
    default:
      return undefined;
  }
}

/** ID3v2.2 to 2.4, with a length of which no byte has its high bit. */
function isId3(head: string): boolean {
  const version = head.charCodeAt(3);
  return version >= 2 && version <= 4 && head[4] === '\0' && [6, 7, 8, 9].every((index) => head.charCodeAt(index) < 0x80);
}

/** The first segment says JFIF, Exif or ICC, or is a table of 65 or 130 bytes. */
function isJpeg(head: string): boolean {
  const said = head.slice(6, 10);
  if (said === 'JFIF' || said === 'Exif' || said === 'ICC_') return true;
  return head[3] === '\xdb' && (head.startsWith('\0C', 4) || head.startsWith('\0\x84', 4));
}

const CONTAINERS: readonly Container[] = [
  { signature: 'OggS', offset: 0, read: readOgg },
  { signature: '\x1aE\xdf\xa3', offset: 0, read: readEbml },
  { signature: 'ftyp', offset: 4, read: readMp4 },
  { signature: 'RIFF', offset: 0, read: readRiff },
  {
    signature: '#!AMR',
    offset: 0,
    read: (head) => (/^#!AMR(?:-WB)?(?:_MC1\.0)?\n/.test(head) ? { kinds: audio, format: 'AMR' } : undefined),
  },
  { signature: 'fLaC\0\0\0"', offset: 0, read: () => ({ kinds: audio, format: 'FLAC' }) },
  {
    signature: 'ID3',
    offset: 0,
    first: true,
    read: (head) => (isId3(head) ? { kinds: audio, format: 'MP3' } : undefined),
  },
  {
    signature: 'FLV\x01',
    offset: 0,
    first: true,
    read: (head) => ((head.charCodeAt(4) & 0xfa) === 0 && head.startsWith('\0\0\0\t', 5) ? { kinds: both, format: 'FLV' } : undefined),
  },
  { signature: '\x89PNG\r\n\x1a\n', offset: 0, read: () => ({ kinds: picture, format: 'PNG' }) },
  {
    signature: '\xff\xd8\xff',
    offset: 0,
    read: (head) => (isJpeg(head) ? { kinds: picture, format: 'JPEG' } : undefined),
  },
  { signature: 'GIF8', offset: 0, first: true, read: (head) => (/^GIF8[79]a/.test(head) ? { kinds: picture, format: 'GIF' } : undefined) },
];

/** The first container of one of the kinds in bytes written one a character. Reads each byte a fixed number of times. */
export function findMediaContainer(bytes: string, wanted: ReadonlySet<MediaKind>): FoundMedia | undefined {
  let best: FoundMedia | undefined;
  for (const { signature, offset, first, read } of CONTAINERS) {
    let at = first === true ? (bytes.startsWith(signature) ? 0 : -1) : bytes.indexOf(signature);
    for (let tried = 0; at !== -1 && tried < MOST_TRIED; tried++) {
      const start = at - offset;
      if (best !== undefined && start >= best.start) break;
      const found = start < 0 ? undefined : read(bytes.slice(start, start + REACH));
      if (found?.kinds.some((kind) => wanted.has(kind))) {
        best = { ...found, start, end: Math.min(bytes.length, at + signature.length) };
        break;
      }
      at = first === true ? -1 : bytes.indexOf(signature, at + signature.length);
    }
  }
  return best;
}
