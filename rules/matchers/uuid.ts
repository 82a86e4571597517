import { characterClass } from './character-class.js';
import type { Match, Matcher } from './matcher.js';

const LENGTH = 36;
const DASHES = [8, 13, 18, 23];
/** The base of the UUIDs that Bluetooth assigns to services (Core Specification, volume 3, part B, 2.5.1): the same on every device. */
const BLUETOOTH_BASE = '-0000-1000-8000-00805f9b34fb';

function isUuidAt(text: string, start: number): boolean {
  for (let index = 0; index < LENGTH; index++) {
    const code = text.charCodeAt(start + index);
    if (DASHES.includes(index) ? code !== 0x2d : !characterClass.hex(code)) return false;
  }
  return !characterClass.alphanumeric(text.charCodeAt(start - 1)) && !characterClass.alphanumeric(text.charCodeAt(start + LENGTH));
}

/** The nil and max UUIDs (RFC 9562, sections 5.9 and 5.10) and others of one digit: what an advertising ID becomes when tracking is off. */
function isUniform(uuid: string): boolean {
  return new Set(uuid.replaceAll('-', '')).size === 1;
}

function find(text: string): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < LENGTH) return matches;
  for (let dash = text.indexOf('-', 8); dash !== -1; dash = text.indexOf('-', dash + 1)) {
    const start = dash - 8;
    if (!isUuidAt(text, start)) continue;
    const value = text.slice(start, start + LENGTH).toLowerCase();
    dash = start + LENGTH - 1;
    if (isUniform(value) || value.endsWith(BLUETOOTH_BASE)) continue;
    matches.push({ start, end: start + LENGTH, value, recognisedAs: 'pattern' });
  }
  return matches;
}

/**
 * UUIDs in the 8-4-4-4-12 form (RFC 9562, section 4), of any version and variant: advertising IDs, installation IDs.
 * Normal form: lower-case with dashes. Not: 32 hex digits without dashes, which an MD5 or a channel name has as well; the nil
 * and max UUIDs; UUIDs that Bluetooth assigns.
 */
export const uuid: Matcher = {
  name: 'uuid',
  description: 'a UUID',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
