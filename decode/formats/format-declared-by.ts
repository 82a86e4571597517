import type { Format } from '../format.js';
import { formats } from './index.js';

const binaryFormats = formats.filter((format) => format.binary);
const textFormats = formats.filter((format) => !format.binary);

/** The format that a media type declares, among those of text or among the binary ones. */
export function formatDeclaredBy(mediaType: string, kind: 'text' | 'binary'): Format | undefined {
  for (const format of kind === 'text' ? textFormats : binaryFormats) if (format.declaredBy?.(mediaType)) return format;
  return undefined;
}
