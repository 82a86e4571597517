import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { InitialKeys } from './initial-keys.js';
import type { LongHeader } from './read-long-header.js';

const tagLength = 16;

/**
 * Removes header protection and encryption of the Initial packet at `start` (RFC 9001, sections 5.3 and 5.4). Returns its frames;
 * `undefined` when these keys do not fit. Does not change the datagram. The packet number is taken as written: nothing has been
 * acknowledged yet of what we open, so it is not cut (RFC 9000, section 17.1).
 */
export function openInitial(datagram: Buffer, start: number, header: LongHeader, keys: InitialKeys): Buffer | undefined {
  const at = header.packetNumberAt;
  const cipher = createCipheriv('aes-128-ecb', keys.headerProtection, null);
  const mask = cipher.update(datagram.subarray(at + 4, at + 20));
  const first = datagram[start]! ^ (mask[0]! & 0x0f);
  const numberLength = (first & 3) + 1;
  const plainHeader = Buffer.from(datagram.subarray(start, at + numberLength));
  plainHeader[0] = first;
  const nonce = Buffer.from(keys.iv);
  for (let index = 0; index < numberLength; index += 1) {
    const value = datagram[at + index]! ^ mask[index + 1]!;
    plainHeader[at - start + index] = value;
    const place = nonce.length - numberLength + index;
    nonce[place] = nonce[place]! ^ value;
  }
  const tagAt = header.end - tagLength;
  if (tagAt < at + numberLength) return undefined;
  const decipher = createDecipheriv('aes-128-gcm', keys.key, nonce);
  decipher.setAAD(plainHeader);
  decipher.setAuthTag(datagram.subarray(tagAt, header.end));
  const frames = decipher.update(datagram.subarray(at + numberLength, tagAt));
  try {
    decipher.final();
  } catch {
    // The tag does not fit: another key, or a packet that somebody changed.
    return undefined;
  }
  return frames;
}
