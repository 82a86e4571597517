import { instantText } from '../binary/instant-text.js';
import type { TreeToken } from '../binary/tree-tokens.js';
import { addressOf } from '../dns/address-of.js';

/** Longest number that is written out: decimals of longer ones take more than linear time, and are no values. */
const longestNumber = 512;

/** The properties of a token that a tag may change. */
export interface TaggedToken {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly joined: Buffer | undefined;
  text: string;
  also: string | undefined;
}

/**
 * What a token is under a tag (RFC 8949, section 3.4, and the IANA registry): moments (1), bignums (2, 3), CBOR in bytes (24, 63), UUIDs (37) and IP
 * addresses (52, 54). Under any other tag it is what it is without: dates and URIs are text, hints at base64 change nothing.
 */
export function tagged(tag: number, token: TreeToken, of: TaggedToken): TreeToken {
  if (tag === 1 && token === 'number') {
    const seconds = Number(of.text);
    const whole = Math.floor(seconds);
    // Microseconds are what a double holds of a moment of our time.
    of.also = Number.isFinite(seconds) ? instantText(whole, Math.floor((seconds - whole) * 1e6) * 1000) : undefined;
    return token;
  }
  if (token !== 'bytes') return token;
  const content = of.joined ?? of.bytes.subarray(of.start, of.end);
  switch (tag) {
    case 2:
    case 3: {
      if (content.length > longestNumber) return token;
      const value = content.length === 0 ? 0n : BigInt(`0x${content.toString('hex')}`);
      of.text = String(tag === 2 ? value : -1n - value);
      return 'number';
    }
    case 24:
    case 63:
      return 'embedded';
    case 37:
      if (content.length === 16) of.also = content.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
      return token;
    case 52:
    case 54:
      if (content.length === (tag === 52 ? 4 : 16)) of.also = addressOf(content, 0, content.length);
      return token;
    default:
      return token;
  }
}
