import { bodyLocation, type Message, type MessageWindow, trailingToken } from '../model/index.js';
import { isTextType } from './charset.js';
import type { Declared } from './declared.js';
import type { DecodeBudget } from './decoder.js';
import { Place } from './place.js';
import { Source } from './source.js';
import type { Piece, Walk } from './walk.js';
import { isMedium, type WindowState, type WindowStates } from './window-states.js';

/** Decoded bytes of a window that are looked at again with the next one, so that no value is lost at the cut. */
const overlap = 4096;
/** The longest unfinished event, line or pair that is kept whole. */
const longestUnfinished = 64 * 1024;
/** The longest encoded value that is kept until its end has come, since what is undone from its middle on is nothing. */
const longestToken = 1024 * 1024;
const lostPlaces = 'names and places beyond the first part of a large structured body were not read';
const lostHeld = 'the beginning of a long encoded value was given up before its end came';
const nothing = Buffer.alloc(0);

/**
 * Walks one window of a body that is judged as it flows. Content codings go on from window to window; streams of events and lines
 * and forms are cut where those end, and what is unfinished is read again with the next window; other text and bytes overlap.
 * Ranges are those in the whole payload.
 */
export function walkWindow(
  walk: Walk,
  message: Message,
  window: MessageWindow,
  headers: Declared | undefined,
  states: WindowStates,
  budget: DecodeBudget,
): void {
  const { id, body } = message;
  const location = bodyLocation(message.kind);
  const declared = headers ?? { codings: [] };
  let state = window.index === 0 ? undefined : states.get(id);
  if (state === undefined) {
    if (window.index > 0 && states.gaveUp(id)) walk.meter.gap('budget-exhausted', 'body', lostHeld);
    state = states.open(id, declared, window.offset);
    // A decompressor cannot begin in the middle.
    if (window.index > 0 && declared.codings.length > 0) state.dead = 'evicted';
  }
  const seen = state.next - window.offset;
  if (seen < 0) {
    if (state.holding) walk.meter.gap('budget-exhausted', 'body', lostHeld);
    states.keep(id, state, nothing);
    state.holding = false;
    if (state.declared.codings.length > 0) state.dead ??= 'corrupt';
  }
  const fresh = seen > 0 ? body.bytes.subarray(Math.min(seen, body.bytes.length)) : body.bytes;
  const offset = window.offset + Math.max(0, seen);
  state.next = offset + fresh.length;
  state.taken += fresh.length;

  const decoded = decodeFresh(walk, message, window, state, fresh, states, budget);
  if (decoded === undefined) {
    const end = offset + fresh.length;
    walk.scan({
      location,
      place: Place.root,
      transforms: [],
      source: Source.ofBytes(fresh),
      start: offset,
      end,
      exact: true,
      outer: undefined,
    });
  } else {
    const bytes = state.tail.length === 0 ? decoded : Buffer.concat([state.tail, decoded]);
    if (window.index === 0)
      state.structured ||= !isMedium(state.declared) && separatorsOf(state.declared).length === 0 && opensStructure(bytes);
    else if (state.structured && decoded.length > 0) walk.meter.unstructured(lostPlaces);
    const { walked, tail } = window.last ? { walked: bytes.length, tail: nothing } : split(walk, bytes, decoded.length, state);
    const exact = state.declared.codings.length === 0;
    const start = exact ? offset - state.tail.length : offset;
    const transforms = state.declared.codings.toReversed();
    const piece: Piece = {
      location,
      place: Place.root,
      transforms,
      source: Source.ofBytes(bytes.subarray(0, walked)),
      start,
      end: exact ? start + walked : offset + fresh.length,
      exact,
      outer: undefined,
    };
    if (location === 'stream') walk.visit(piece, undefined);
    else walk.visit(piece, typeInWindow(state.declared, window));
    // A copy: the message's bytes are a view of something larger.
    states.keep(id, state, Buffer.from(tail));
  }
  if (window.last) states.forget(id);
}

/** Whether a body begins as JSON or XML does, behind a byte order mark, if any. In UTF-16 every other byte is a zero. */
function opensStructure(bytes: Buffer): boolean {
  const start = bytes
    .subarray(0, 64)
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()[0];
  return start === '{' || start === '[' || start === '<';
}

/** The new bytes with codings undone; undefined when they cannot be, with a gap that says why. */
function decodeFresh(
  walk: Walk,
  message: Message,
  window: MessageWindow,
  state: WindowState,
  fresh: Buffer,
  states: WindowStates,
  budget: DecodeBudget,
): Buffer | undefined {
  if (state.declared.codings.length === 0) return fresh;
  let output: Buffer | undefined;
  if (state.dead === undefined) {
    const ratio = Math.max(budget.freeExpansion, state.taken * budget.ratio) - state.yielded;
    const inflated = states.feed(message.id, state, fresh, Math.max(1, Math.min(budget.bytes, ratio)), window.last);
    output = inflated.output;
    state.yielded += output.length;
    if (inflated.flaw === 'cut') {
      if (!message.body.truncated && !message.cancelled) walk.meter.gap('undecodable', 'body', 'the content coding ends too early');
    } else state.dead ??= inflated.flaw;
  }
  if (state.dead === undefined) return output;
  if (state.dead === 'limit' || state.dead === 'evicted') walk.meter.gap('budget-exhausted', 'body', details[state.dead]);
  else walk.meter.gap('undecodable', 'body', details[state.dead]);
  return output !== undefined && output.length > 0 ? output : undefined;
}

const details = {
  limit: 'the content coding of a stream expands beyond its bound',
  evicted: 'too many streams at once: the decompressor of this one was given up',
  corrupt: 'the content coding of a stream is broken',
  'unknown-coding': 'the content coding of a stream is not known',
} as const;

/** The type that a window is read as. A structure that goes over several windows can only begin in the first. */
function typeInWindow(declared: Declared, window: MessageWindow): Declared | undefined {
  const { mediaType, charset } = declared;
  if (mediaType === undefined || window.index === 0 || separatorsOf(declared).length > 0) return { ...declared, codings: [] };
  if (!isTextType(mediaType) || mediaType.startsWith('multipart/')) return undefined;
  return { mediaType: 'text/plain', codings: [], ...(charset === undefined ? {} : { charset }) };
}

function separatorsOf({ mediaType }: Declared): readonly string[] {
  if (mediaType === undefined) return [];
  if (mediaType === 'text/event-stream') return ['\n\n', '\r\n\r\n', '\r\r'];
  if (mediaType === 'application/x-www-form-urlencoded') return ['&'];
  return /ndjson|jsonl|json-seq|x-json-stream/.test(mediaType) ? ['\n'] : [];
}

/**
 * How much of a window is walked now, and what is read again with the next: an unfinished event, line or pair; an encoded value that goes on, which
 * is then not walked yet; else the overlap. `fresh`: how many bytes at the end are new. What is lost all the same is a gap.
 */
function split(walk: Walk, bytes: Buffer, fresh: number, state: WindowState): { readonly walked: number; readonly tail: Buffer } {
  const separators = separatorsOf(state.declared);
  if (separators.length > 0) {
    let end = 0;
    for (const separator of separators) {
      const found = bytes.lastIndexOf(separator);
      if (found >= 0) end = Math.max(end, found + separator.length);
    }
    if (bytes.length - end <= longestUnfinished) {
      state.holding = false;
      state.lost = false;
      return { walked: bytes.length, tail: bytes.subarray(end) };
    }
    walk.meter.unstructured(lostPlaces);
  }
  const run = trailingToken(bytes, state.holding ? bytes.length - fresh : 0);
  // All that is new goes on with what is held.
  const length = state.holding && run === fresh ? bytes.length : run;
  const goesOn = run === fresh;
  if (state.lost && goesOn) return overlapping(bytes);
  state.lost = false;
  state.holding = length > overlap && length <= longestToken;
  if (state.holding) return { walked: bytes.length - length, tail: bytes.subarray(bytes.length - length) };
  if (length > longestToken) {
    state.lost = true;
    const head = bytes.subarray(bytes.length - length, bytes.length - length + 64);
    if (mayBeEncoded(head) && !beginsMedium(head))
      walk.meter.gap('budget-exhausted', 'body', `an encoded value of more than ${longestToken} bytes was not undone as a whole`);
  }
  return overlapping(bytes);
}

function overlapping(bytes: Buffer): { readonly walked: number; readonly tail: Buffer } {
  return { walked: bytes.length, tail: bytes.subarray(Math.max(0, bytes.length - overlap)) };
}

/** Different characters among the first of an encoded value: data that was compressed has more; a run of one letter hides nothing. */
const fewestDifferent = 8;

function mayBeEncoded(head: Buffer): boolean {
  return new Set(head).size >= fewestDifferent;
}

/** JPEG, PNG, GIF, RIFF (WebP, WAV), MP3, Ogg, FLAC, Matroska, PDF, and ISO base media (MP4, HEIC) by their first bytes, in hexadecimal digits. */
const mediaStart = /^(?:ffd8ff|89504e47|47494638|52494646|494433|4f676753|664c6143|1a45dfa3|25504446|.{8}66747970)/i;

/** Base64 of a picture, sound, film or PDF: what is in it is not compressed text. */
function beginsMedium(text: Buffer): boolean {
  const start = Buffer.from(text.toString('latin1'), 'base64').toString('hex');
  return mediaStart.test(start);
}
