import type { FieldLocation, Gap, Message, RequestHead, ResponseHead } from '../model/index.js';
import { assertNever, bodyLocation } from '../model/index.js';
import { declaredBody } from './declared-body.js';
import { type DecodeBudget, type Decoded, type Decoder, defaultDecodeBudget } from './decoder.js';
import { Place } from './place.js';
import type { ProtobufSchemas } from './protobuf/open-schemas.js';
import { Source, textOfLatin1 } from './source.js';
import { Walk } from './walk.js';
import { walkHeaders } from './walk-headers.js';
import { walkTarget } from './walk-target.js';
import { walkWindow } from './walk-window.js';
import { WindowStates } from './window-states.js';

/** The reason phrase of a response, which no header's name can be. */
const reasonPlace = Place.root.child(':reason');

const monotonic = (): number => performance.now();

/**
 * The decoder of the house. `budget` replaces single bounds of the default one; `clock` counts milliseconds and never goes back; `schemas` are the
 * user's, which name what protobuf messages hold.
 * What comes out never throws: a fault of its own is a gap `inspection-failed`, with the fields that were found before.
 */
export function createDecoder(
  budget: Partial<DecodeBudget> = {},
  clock: () => number = monotonic,
  schemas: ProtobufSchemas | undefined = undefined,
): Decoder {
  const bounds = { ...defaultDecodeBudget, ...budget };
  const states = new WindowStates();
  return {
    decode(message: Message): Decoded {
      const walk = new Walk(message, bounds, clock);
      try {
        walkMessage(walk, message, states, bounds, schemas);
      } catch (error) {
        // Its message may quote the traffic, its kind does not.
        const kind = error instanceof Error ? error.constructor.name : typeof error;
        walk.meter.gap('inspection-failed', undefined, `the decoder failed (${kind})`);
        states.forget(message.id);
      }
      const { gaps } = walk.meter;
      return { fields: walk.fields, gaps, depth: depthOf(gaps, walk.scanned) };
    },
    keepsBytes: (messageId) => states.decompresses(messageId),
    forget: (messageId) => states.forget(messageId),
  };
}

function walkMessage(walk: Walk, message: Message, states: WindowStates, budget: DecodeBudget, schemas: ProtobufSchemas | undefined): void {
  const { body, window, properties } = message;
  const location = bodyLocation(message.kind);
  if (body.truncated) walk.meter.gap('truncated', location, 'not all of it was observed');
  const head = headOf(message);
  if (head !== undefined && (window === undefined || window.index === 0)) {
    if ('target' in head) walkTarget(walk, head.target);
    // Shorter ones hold nothing: OK, Gone.
    else if (head.reason.length > 5) walk.value('header', reasonPlace, textOfLatin1(head.reason), 0, head.reason.length);
    walkHeaders(walk, head.headers, 'header');
  }
  if (properties !== undefined) walkHeaders(walk, properties, 'header');
  const declared = declaredBody(message, head, schemas);
  if (window !== undefined && !(window.index === 0 && window.last)) {
    walkWindow(walk, message, window, declared, states, budget);
  } else if (head === undefined && declared === undefined) {
    walk.visit(wholeOf(body.bytes, location), undefined);
  } else {
    walk.body(wholeOf(body.bytes, location), declared ?? { codings: [] });
  }
  if (message.trailers !== undefined) walkHeaders(walk, message.trailers, 'trailer');
}

function wholeOf(bytes: Buffer, location: FieldLocation) {
  return {
    location,
    place: Place.root,
    transforms: [],
    source: Source.ofBytes(bytes),
    start: 0,
    end: bytes.length,
    exact: true,
    outer: undefined,
  } as const;
}

/** The head that is this message's own: a response's request belongs to the request. */
function headOf(message: Message): RequestHead | ResponseHead | undefined {
  switch (message.kind) {
    case 'http-request':
      return message.request;
    case 'http-response':
      return message.response;
    case 'websocket':
    case 'grpc':
    case 'mqtt':
    case 'dns':
    case 'datagram':
    case 'opaque':
      return undefined;
    default:
      return assertNever(message.kind);
  }
}

/** Bytes that were searched to their end count as scanned, though their structure was not read. */
function depthOf(gaps: readonly Gap[], scanned: boolean): Decoded['depth'] {
  if (gaps.some(({ lacks }) => lacks === undefined)) return 'unseen';
  return scanned || gaps.length > 0 ? 'scanned' : 'read';
}
