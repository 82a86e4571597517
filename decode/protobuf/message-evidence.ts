import { deepestNesting } from '../binary/deepest-nesting.js';
import { WireCursor, wireType } from './wire-cursor.js';

/**
 * Whether a stretch reads as one protobuf message to its exact end: `none`, it does not (nor does an empty one); `tiled`, it does, as a
 * few short random bytes may too; `text`, it does and one of its values begins like text. Looks at its own level only, so that asking at
 * every level is linear in all.
 */
export type MessageEvidence = 'none' | 'tiled' | 'text';

export function messageEvidence(bytes: Buffer, start: number, end: number): MessageEvidence {
  if (end <= start) return 'none';
  const cursor = new WireCursor(bytes, start);
  let groups: number[] | undefined;
  let text = false;
  while (cursor.at < end) {
    if (!cursor.next(end)) return 'none';
    if (cursor.type === wireType.bytes) text ||= beginsLikeText(bytes, cursor.start, cursor.end);
    else if (cursor.type === wireType.groupStart) {
      groups ??= [];
      if (groups.push(cursor.number) > deepestNesting) return 'none';
    } else if (cursor.type === wireType.groupEnd && groups?.pop() !== cursor.number) return 'none';
  }
  if (groups !== undefined && groups.length > 0) return 'none';
  return text ? 'text' : 'tiled';
}

function beginsLikeText(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < 4) return false;
  for (let at = start; at < Math.min(end, start + 8); at += 1) if (bytes[at]! < 32 || bytes[at]! > 126) return false;
  return true;
}
