import type { Transform } from '../transform.js';
import { base32 } from './base32.js';
import { base64 } from './base64.js';
import { brotli } from './brotli.js';
import { deflate } from './deflate.js';
import { gzip } from './gzip.js';
import { hex } from './hex.js';
import { htmlEntities } from './html-entities.js';
import { jsEscapes } from './js-escapes.js';
import { percent } from './percent.js';
import { quotedPrintable } from './quoted-printable.js';
import { zstd } from './zstd.js';

/** Every transform, in the order in which they are tried. */
export const transforms: readonly Transform[] = [
  gzip,
  zstd,
  deflate,
  brotli,
  percent,
  hex,
  base32,
  base64,
  quotedPrintable,
  jsEscapes,
  htmlEntities,
];
