import { looksLikeId } from './looks-like-id.js';
import { placeholder, type Scrub } from './scrubber.js';

const maxSegments = 32;
const maxNameLength = 120;

/**
 * A field's place as an RFC 9535 normalized path, redacted: names come from the traffic, and an object keyed by account or address holds
 * values in them. Names that look like IDs or hold a secret become `{}`: `$['users']['{}'][0]`.
 */
export function redactPath(segments: readonly (string | number)[], scrub: Scrub, isSecret: (text: string) => boolean): string {
  let path = '$';
  for (const segment of segments.slice(0, maxSegments)) {
    if (typeof segment === 'number') path += `[${segment}]`;
    else if (looksLikeId(segment) || isSecret(segment)) path += `['${placeholder}']`;
    else path += `['${scrub.text(segment, maxNameLength).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
  }
  return segments.length > maxSegments ? `${path}…` : path;
}
