import { readName } from './read-name.js';

export interface DnsQuestion {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly type: number;
  readonly class: number;
}

/** `start` to `nameEnd` is its name on the wire; `dataStart` to `dataEnd` its data. */
export interface DnsRecord {
  readonly name: string;
  readonly start: number;
  readonly nameEnd: number;
  readonly type: number;
  readonly dataStart: number;
  readonly dataEnd: number;
}

export const sections = ['answers', 'authorities', 'additionals'] as const;
export type DnsSection = (typeof sections)[number];

/** What is called for each part, in order; whoever returns false ends the reading. */
export interface DnsParts {
  question(question: DnsQuestion, index: number): boolean;
  record(record: DnsRecord, section: DnsSection, index: number): boolean;
}

export const headerLength = 12;

/**
 * Reads a DNS message (RFC 1035, section 4) part by part. Returns where it could read no further: the end of the message, if it is well-formed and
 * nothing stands behind it. `stopped`: a part returned false.
 */
export function readMessage(message: Buffer, parts: DnsParts): { readonly end: number; readonly stopped: boolean } {
  if (message.length < headerLength) return { end: 0, stopped: false };
  let at = headerLength;
  const questions = message.readUInt16BE(4);
  for (let index = 0; index < questions; index += 1) {
    const name = readName(message, at);
    if (name === undefined || name.end + 4 > message.length) return { end: at, stopped: false };
    const question = {
      name: name.text,
      start: at,
      end: name.end,
      type: message.readUInt16BE(name.end),
      class: message.readUInt16BE(name.end + 2),
    };
    at = name.end + 4;
    if (!parts.question(question, index)) return { end: at, stopped: true };
  }
  for (const [number, section] of sections.entries()) {
    const count = message.readUInt16BE(6 + 2 * number);
    for (let index = 0; index < count; index += 1) {
      const name = readName(message, at);
      if (name === undefined || name.end + 10 > message.length) return { end: at, stopped: false };
      const dataStart = name.end + 10;
      const dataEnd = dataStart + message.readUInt16BE(name.end + 8);
      if (dataEnd > message.length) return { end: at, stopped: false };
      const record = { name: name.text, start: at, nameEnd: name.end, type: message.readUInt16BE(name.end), dataStart, dataEnd };
      at = dataEnd;
      if (!parts.record(record, section, index)) return { end: at, stopped: true };
    }
  }
  return { end: at, stopped: false };
}
