import { leadingToken, type Message, type MessageWindow, type RequestHead, type ResponseHead, trailingToken } from '../../model/index.js';
import type { Prefilter } from '../compile/prefilter.js';
import { CleanTexts } from './clean-texts.js';

/** Charsets whose ASCII is ASCII and whose other characters a scan for UTF-8 and latin1 finds. */
const scannableCharsets = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii', 'iso-8859-1', 'latin1', 'windows-1252']);
const mediaKinds = /^\s*(?:image|audio|video|font)\/(?!svg)/i;

/**
 * Whether decoding a message could bring a planted value to light. False is a proof that it could not: every part was scanned, and nothing
 * in it may hide anything that the scan does not see.
 */
export function messageMayHold(message: Message, prefilter: Prefilter): boolean {
  if (message.window !== undefined && goesOverSeam(message.body.bytes, message.window)) return true;
  if (message.kind !== 'http-request' && message.kind !== 'http-response') return otherMayHold(message, prefilter);
  const head = message.kind === 'http-request' ? message.request : message.response;
  if ((message.window?.index ?? 0) === 0 && head !== undefined && headMayHold(head, prefilter)) return true;
  if (message.trailers !== undefined && message.trailers.length > 0 && prefilter.mayHold(written('', message.trailers), false)) return true;
  const { bytes } = message.body;
  if (bytes.length === 0) return false;
  const binary = head === undefined ? false : howToScan(head.headers);
  return binary === undefined || prefilter.mayHold(bytes, binary, head !== undefined && declaresNumbers(head.headers));
}

/** Bytes of an encoded value at a cut, from which on it may be one that only all of its windows together tell: no fewer than windows overlap. */
const longAtSeam = 4096;

/** Whether an encoded value may go on beyond this window, on either side: its middle alone tells nothing. */
function goesOverSeam(bytes: Buffer, { index, last }: MessageWindow): boolean {
  if (bytes.length === 0) return false;
  const most = Math.min(bytes.length, longAtSeam);
  return (index > 0 && leadingToken(bytes, most) === most) || (!last && trailingToken(bytes, bytes.length - most) === most);
}

/** Messages without a head of their own. What an observer calls a document of some type is scanned as one; the rest as it stands. */
function otherMayHold({ properties, trailers, contentType, body: { bytes }, kind }: Message, prefilter: Prefilter): boolean {
  if (properties !== undefined && prefilter.mayHold(written('', properties), false)) return true;
  if (trailers !== undefined && trailers.length > 0 && prefilter.mayHold(written('', trailers), false)) return true;
  if (bytes.length === 0) return false;
  // Names stand in it label by label, so no literal shows.
  if (kind === 'dns') return true;
  // Protobuf, in which what has no mark may stand anywhere.
  if (kind === 'grpc') return prefilter.mayHold(bytes, false, true);
  const declared = contentType === undefined ? [] : ['content-type', contentType];
  const binary = contentType === undefined ? true : howToScan(declared);
  return binary === undefined || prefilter.mayHold(bytes, binary, declaresNumbers(declared));
}

/** Types of texts, in which no number stands in binary. */
const textTypes = /^\s*(?:text\/|application\/(?:x-www-form-urlencoded|javascript|graphql|[^;]*(?:json|xml)))/i;

/** Whether a type is declared that may be of a binary format, such as protobuf, whose documents may by chance be all characters. */
function declaresNumbers(headers: readonly string[]): boolean {
  for (let index = 0; index + 1 < headers.length; index += 2)
    if (headers[index]!.length === 12 && headers[index]!.toLowerCase() === 'content-type') return !textTypes.test(headers[index + 1]!);
  return false;
}

/** By the ruleset's planted values: another search may find what this one did not. */
const cleanTexts = new WeakMap<Prefilter, CleanTexts>();

/** The request's target or the response's reason, and those headers that were not proven clean before. A value does not go over two of them. */
function headMayHold(head: RequestHead | ResponseHead, prefilter: Prefilter): boolean {
  let clean = cleanTexts.get(prefilter);
  if (clean === undefined) {
    clean = new CleanTexts();
    cleanTexts.set(prefilter, clean);
  }
  const { headers } = head;
  let text = 'target' in head ? head.target : head.reason;
  const first = text.length;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index]!;
    const value = headers[index + 1]!;
    if (!clean.has(value) || !clean.has(name)) text += `\n${name}: ${value}`;
  }
  if (text.length === 0) return false;
  if (prefilter.mayHold(Buffer.from(text, 'latin1'), false)) return true;
  if (text.length > first) for (const each of headers) clean.add(each);
  return false;
}

/** Whether the body is a medium, searched as it stands; `undefined` when its coding, charset or type hides text from a scan. */
function howToScan(headers: readonly string[]): boolean | undefined {
  let binary = false;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = headers[index]!;
    // The length first: most headers are none of these.
    if (name.length !== 12 && name.length !== 16 && name.length !== 17) continue;
    const value = headers[index + 1]!;
    switch (name.toLowerCase()) {
      case 'content-encoding':
        if (!/^\s*(?:identity)?\s*$/i.test(value)) return undefined;
        break;
      case 'transfer-encoding':
        if (!/^\s*(?:chunked|identity)?\s*$/i.test(value)) return undefined;
        break;
      case 'content-type': {
        if (/^\s*(?:multipart|message)\//i.test(value)) return undefined;
        const charset = /charset\s*=\s*"?([^\s";]*)/i.exec(value)?.[1]?.toLowerCase();
        if (charset !== undefined && charset !== '' && !scannableCharsets.has(charset)) return undefined;
        binary = mediaKinds.test(value);
        break;
      }
    }
  }
  return binary;
}

function written(target: string, headers: readonly string[]): Buffer {
  let text = target;
  for (let index = 0; index + 1 < headers.length; index += 2) text += `\n${headers[index]!}: ${headers[index + 1]!}`;
  return Buffer.from(text, 'latin1');
}
