import { bodyLocation, type Message, type MessageWindow } from '../model/index.js';
import { isTextType } from './charset.js';
import type { Declared } from './declared.js';
import type { DecodeBudget } from './decoder.js';
import { Place } from './place.js';
import { Source } from './source.js';
import type { Piece, Walk } from './walk.js';
import type { WindowState, WindowStates } from './window-states.js';

/** Decoded bytes of a window that are looked at again with the next one, so that no value is lost at the cut. */
const overlap = 4096;
/** The longest unfinished event, line or pair that is kept whole. */
const longestUnfinished = 64 * 1024;

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
    state = states.open(id, declared, window.offset);
    // A decompressor cannot begin in the middle.
    if (window.index > 0 && declared.codings.length > 0) state.dead = 'evicted';
  }
  const seen = state.next - window.offset;
  if (seen < 0) {
    state.tail = Buffer.alloc(0);
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
    if (window.index === 0) state.structured ||= state.declared.mediaType === undefined && opensStructure(bytes);
    else if (state.structured && decoded.length > 0)
      walk.meter.unstructured('names and places beyond the first part of a large structured body were not read');
    const exact = state.declared.codings.length === 0;
    const start = exact ? offset - state.tail.length : offset;
    const transforms = state.declared.codings.toReversed();
    const piece: Piece = {
      location,
      place: Place.root,
      transforms,
      source: Source.ofBytes(bytes),
      start,
      end: offset + fresh.length,
      exact,
      outer: undefined,
    };
    if (location === 'stream') walk.visit(piece, undefined);
    else walk.visit(piece, typeInWindow(state.declared, window));
    // A copy: the message's bytes are a view of something larger.
    state.tail = window.last ? Buffer.alloc(0) : Buffer.from(unfinished(bytes, state.declared));
  }
  if (window.last) states.forget(id);
}

/** Whether an undeclared body begins as JSON or XML does. */
function opensStructure(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 64).toString('latin1').trimStart()[0];
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

function unfinished(bytes: Buffer, declared: Declared): Buffer {
  const separators = separatorsOf(declared);
  let end = -1;
  for (const separator of separators) {
    const found = bytes.lastIndexOf(separator);
    if (found >= 0) end = Math.max(end, found + separator.length);
  }
  // Without a separator the whole may still be one unfinished event.
  if (separators.length > 0 && bytes.length - Math.max(0, end) <= longestUnfinished) return bytes.subarray(Math.max(0, end));
  return bytes.subarray(Math.max(0, bytes.length - overlap));
}
