import { isUtf8 } from 'node:buffer';
import { textKind } from '../binary/text-kind.js';
import { isPlausibleFloat } from './is-plausible-float.js';
import { messageEvidence } from './message-evidence.js';
import { varintEnd, WireCursor, wireType } from './wire-cursor.js';

/**
 * Bits of evidence that make a message. A score is the logarithm of how much more likely the bytes are as a message than as random ones, so
 * of random ones at most one in 4,096 gets there, and far fewer in fact.
 */
const enough = 12;
/** Where it is beyond doubt and need not be counted further. */
const plenty = 40;
/** Highest field number whose tag has two bytes. */
const highestNumber = 2047;
const deepest = 4;

/**
 * Whether bytes that nothing declares are one protobuf message: fields with low numbers fill them exactly, none is a group, and what
 * they hold (text, messages with text, numbers of a usual size) makes chance unlikely.
 */
export function looksLikeProtobuf(bytes: Buffer): boolean {
  if (bytes.length < 4 || !isStrict(bytes, 0, bytes.length)) return false;
  let score = 0;
  const open: { readonly start: number; readonly end: number; readonly depth: number }[] = [{ start: 0, end: bytes.length, depth: 0 }];
  for (let level = open.pop(); level !== undefined && score < plenty; level = open.pop()) {
    const { end, depth } = level;
    const cursor = new WireCursor(bytes, level.start);
    let previous = 0;
    while (cursor.at < end && score < plenty) {
      const left = end - cursor.at;
      if (!cursor.next(end)) return false;
      const { number, type, start, end: stop } = cursor;
      // One of 60 tags of one byte, out of 256; or of 8,128 out of 65,536, which are rare.
      score += number < 16 ? 1.9 : -1.5;
      // Serializers write fields in the order of their numbers.
      score += number >= previous ? 0.7 : -1.5;
      previous = number;
      if (type === wireType.varint) score += stop - start === 1 ? 0.5 : 0;
      else if (type === wireType.fixed32) score += isPlausibleFloat(bytes.readFloatLE(start)) ? 0.3 : -2.3;
      else if (type === wireType.fixed64) score += isPlausibleFloat(bytes.readDoubleLE(start)) ? 3 : -2.3;
      else {
        // A length that fits, and one that leads to the exact end.
        score += 1 + (stop === end ? 6 : Math.max(0, Math.log2(256 / left)));
        if (stop === start) score -= 2;
        else if (textKind(bytes, start, stop) !== 'none') score += 1.4 * (stop - start) - 1;
        else if (depth < deepest && messageEvidence(bytes, start, stop) !== 'none' && isStrict(bytes, start, stop)) {
          open.push({ start, end: stop, depth: depth + 1 });
          // The length was its own evidence already.
          score -= 3;
        } else score -= 2;
      }
    }
  }
  // Lines of text pass now and then; whatever text is in a message made of nothing else stands in it as it is.
  return score >= enough && !isPlainText(bytes);
}

/** Whether it reads to its exact end without groups, high field numbers and varints that are longer than need be. */
function isStrict(bytes: Buffer, from: number, end: number): boolean {
  const cursor = new WireCursor(bytes, from);
  while (cursor.at < end) {
    const at = cursor.at;
    if (!cursor.next(end) || cursor.number > highestNumber) return false;
    const { type, start, end: stop } = cursor;
    if (type === wireType.groupStart || type === wireType.groupEnd) return false;
    if (type === wireType.varint && stop - start > 1 && bytes[stop - 1] === 0) return false;
    const tagEnd = varintEnd(bytes, at, end);
    if (tagEnd - at > 1 && bytes[tagEnd - 1] === 0) return false;
    if (type === wireType.bytes && start - tagEnd > 1 && bytes[start - 1] === 0) return false;
  }
  return true;
}

/** Whether there is nothing but UTF-8 text without control characters. */
function isPlainText(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) return false;
  return isUtf8(bytes);
}
